/** Roles of the service (ACCESS-1). */
export const roles = ['commissioner', 'officer', 'lead', 'agent', 'clerk'] as const;
export type Role = (typeof roles)[number];

/** Clearances on top of the role: reports of violence are the only kind so far. */
export const clearances = ['violence'] as const;
export type Clearance = (typeof clearances)[number];

/** A member of the service. Citizens see the alias only, never a name. */
export interface Person {
  readonly id: string;
  readonly login: string;
  /** Rank as it stands before the name: Gpx, Brg, B-C, Cne, Cre, Mme, M. */
  readonly rank: string;
  readonly name: string;
  /** What citizens read under an answer: an alias or the RIO number. */
  readonly alias: string;
  readonly role: Role;
  readonly teamId: string | null;
  readonly clearances: readonly Clearance[];
  readonly active: boolean;
  /** Signed in since, by any session; null when none is left. */
  readonly signedInAt: number | null;
  readonly pausedAt: number | null;
  /** Where they served before, oldest first, so that a change of team never rewrites a past roster (ROST-1). */
  readonly former?: readonly FormerPlace[];
  readonly seq: number;
}

/** A role and team that somebody had until an instant. */
export interface FormerPlace {
  readonly role: Role;
  readonly teamId: string | null;
  readonly until: number;
}

/** What a person may change of another: everything that describes, nothing that happened. */
export interface PersonFields {
  readonly login: string;
  readonly rank: string;
  readonly name: string;
  readonly alias: string;
  readonly role: Role;
  readonly teamId: string | null;
  readonly clearances: readonly Clearance[];
}

/** All that can happen to a person of the service. Passwords never stand in an event. */
export type PersonEvent =
  | ({ readonly type: 'person-added' } & PersonFields)
  | ({ readonly type: 'person-changed' } & PersonFields)
  | { readonly type: 'person-ended' }
  | { readonly type: 'password-reset' }
  | { readonly type: 'password-chosen' }
  | { readonly type: 'second-factor-added' }
  | { readonly type: 'second-factor-removed' }
  | { readonly type: 'recovery-codes-made' }
  | { readonly type: 'recovery-code-used' }
  | { readonly type: 'passkey-added' }
  | { readonly type: 'passkey-removed' }
  | { readonly type: 'signed-in' }
  | { readonly type: 'signed-out' }
  | { readonly type: 'pause-begun' }
  | { readonly type: 'pause-ended' };
