import type { Recorded } from '../ticket/events.ts';
import type { Scope } from './scope.ts';

/** What a hook may ask to hear: events of tickets, by their names in the log. */
export const hookEvents = [
  'ticket-opened',
  'follow-up-received',
  'ticket-claimed',
  'lock-expired',
  'ticket-seized',
  'reply-sent',
  'ticket-closed',
  'ticket-reopened',
  'priority-changed',
  'alarm-escalated',
] as const;
export type HookEvent = (typeof hookEvents)[number];

/** A token of another program. The token itself is shown once and stands nowhere: its SHA-256 does. */
export interface ApiToken {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Whom it acts for: it may what they may, and no more than its scopes. */
  readonly personId: string;
  readonly sha256: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
}

/** An address that is told of events. What it is signed with is derived, and stands nowhere. */
export interface Webhook {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  readonly events: readonly HookEvent[];
  /** Whether subject and sender of unrestricted tickets are told too. */
  readonly personal: boolean;
  readonly createdBy: string;
  readonly createdAt: number;
  /** It hears of what came after this `seq`. */
  readonly after: number;
  readonly removedAt: number | null;
}

/** All that can happen to the ways in and out for other programs (LOG-1). */
export type ApiAccessEvent =
  | {
      readonly type: 'token-created';
      readonly tokenId: string;
      readonly name: string;
      readonly scopes: readonly Scope[];
      readonly personId: string;
      readonly sha256: string;
      readonly expiresAt: number;
    }
  | { readonly type: 'token-revoked'; readonly tokenId: string }
  | {
      readonly type: 'webhook-created';
      readonly webhookId: string;
      readonly name: string;
      readonly url: string;
      readonly events: readonly HookEvent[];
      readonly personal: boolean;
    }
  | { readonly type: 'webhook-removed'; readonly webhookId: string };

export interface ApiAccessState {
  readonly tokens: Readonly<Record<string, ApiToken>>;
  readonly webhooks: Readonly<Record<string, Webhook>>;
  readonly seq: number;
}

export const noApiAccess: ApiAccessState = { tokens: {}, webhooks: {}, seq: 0 };

/** All of it is one stream. */
export const apiAccessStreamId = 'api-access';

/** Folds one event in. Revoked tokens and removed hooks stay known: their acts stand in the log. */
export function evolveApiAccess(
  state: ApiAccessState,
  { event, by, at, seq }: Recorded<ApiAccessEvent>,
): ApiAccessState {
  const made = { createdBy: by, createdAt: at };
  switch (event.type) {
    case 'token-created': {
      const { tokenId: id, name, scopes, personId, sha256, expiresAt } = event;
      const token = { id, name, scopes, personId, sha256, expiresAt, ...made, revokedAt: null };
      return { ...state, seq, tokens: { ...state.tokens, [id]: token } };
    }
    case 'webhook-created': {
      const { webhookId: id, name, url, events, personal } = event;
      const hook = { id, name, url, events, personal, ...made, after: seq, removedAt: null };
      return { ...state, seq, webhooks: { ...state.webhooks, [id]: hook } };
    }
    case 'token-revoked': {
      const token = state.tokens[event.tokenId];
      const tokens = token && { ...state.tokens, [token.id]: { ...token, revokedAt: at } };
      return { ...state, seq, tokens: tokens ?? state.tokens };
    }
    case 'webhook-removed': {
      const hook = state.webhooks[event.webhookId];
      const webhooks = hook && { ...state.webhooks, [hook.id]: { ...hook, removedAt: at } };
      return { ...state, seq, webhooks: webhooks ?? state.webhooks };
    }
  }
}
