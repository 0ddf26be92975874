import type { Shift } from '../roster/on-duty.ts';
import type { ManualPart } from './parts.ts';
import type { Pass } from './pass.ts';

/** Where a sheet stands: being written, signed by who leaves, signed by both, or overtaken by a later one. */
export type HandoverState = 'draft' | 'proposed' | 'sealed' | 'lapsed';

/** What the relief's clock has called out: 30 and 10 minutes before it, and 8 minutes after it unsigned (HAND-4). */
export const reliefAlerts = ['before-30', 'before-10', 'unsigned'] as const;
export type ReliefAlert = (typeof reliefAlerts)[number];

/** Where the chain of the main courante ended at an instant (LOG-5). */
export interface ChainHead {
  readonly seq: number;
  readonly hash: string;
}

/** A signature: who, at what instant (UTC), in whose place, over which hash. */
export interface Signature {
  readonly by: string;
  readonly at: number;
  /** The lead who was not there; the signer is the next in rank on duty. */
  readonly inPlaceOf: string | null;
  readonly hash: string;
  /** The head of the chain that the signed hash holds. */
  readonly head: ChainHead;
}

/** A part as it was frozen: its salted hash lets the others verify without it. */
export interface PartSeal {
  readonly n: number;
  readonly hash: string;
}

/** A line that somebody added. Its words stand under its fields, apart from the log (LOG-4). */
export interface AddedItem {
  readonly id: string;
  readonly part: ManualPart;
  readonly ticketId: string | null;
  readonly by: string;
  readonly at: number;
}

/** Who marked an item, and when. */
export interface Mark {
  readonly by: string;
  readonly at: number;
}

/** One relief's sheet as the fold of its events. Holds ids and hashes, no words (LOG-4). */
export interface Handover {
  readonly id: string;
  readonly outgoing: Shift;
  readonly incoming: Shift;
  readonly reliefAt: number;
  readonly state: HandoverState;
  readonly openedAt: number;
  /** When a person first did something to it: from here the handover's own time is counted. */
  readonly begunAt: number | null;
  readonly alert: ReliefAlert | null;
  readonly added: readonly AddedItem[];
  /** What the sheet says of each lock, by ticket. */
  readonly passes: Readonly<Record<string, Pass>>;
  /** Items that who leaves has read over, and those that who takes over has taken, by key. */
  readonly reviewed: Readonly<Record<string, Mark>>;
  readonly taken: Readonly<Record<string, Mark>>;
  readonly proposal: Proposal | null;
  readonly acceptance: Acceptance | null;
  readonly addenda: readonly Addendum[];
  readonly seq: number;
}

/** What who leaves signed. */
export interface Proposal extends Signature {
  readonly parts: readonly PartSeal[];
  /** Items that are to be taken over one by one, as frozen. */
  readonly items: readonly FrozenItem[];
}

/** An item of the frozen sheet; one of the restricted part is taken by a cleared colleague. */
export interface FrozenItem {
  readonly key: string;
  readonly restricted: boolean;
}

/** What who takes over signed, and what went with it. */
export interface Acceptance extends Signature {
  readonly parts: readonly PartSeal[];
  readonly figures: HandoverCounts;
}

/** What a handover carried across, counted in the transaction that accepted it. */
export interface HandoverCounts {
  readonly open: number;
  readonly p0: number;
  readonly overdue: number;
  readonly byHand: number;
  readonly passed: number;
  readonly queued: number;
  readonly kept: number;
  readonly alarms: number;
}

/** What was added to a sealed sheet: dated, signed, and never part of what was sealed (HAND-3). */
export interface Addendum {
  readonly id: string;
  readonly by: string;
  readonly at: number;
  readonly hash: string;
}
