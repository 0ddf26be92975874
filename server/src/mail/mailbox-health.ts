import type { LedgerCounts } from '@vigie/db/queries/ledger';
import type { IntakeState } from './intake-machine.ts';

/** How the mailbox is, for heartbeats, readiness and figures. */
export interface MailboxHealth {
  readonly state: 'well' | 'connecting' | 'silent' | 'refused' | 'none';
  /** When the server last answered, in ms since the epoch; null before the first time. */
  readonly lastContactAt: number | null;
  readonly ledger: LedgerCounts;
  /** Mails that the server lists and the ledger does not (MAIL-2). */
  readonly difference: number;
}

/** What decides how a mailbox stands. Instants in ms since the epoch. */
interface Signs {
  readonly state: IntakeState;
  /** When the server last answered, or when the intake began. */
  readonly heardAt: number;
  readonly now: number;
  readonly silentAfterMs: number;
}

/** How the mailbox stands: refused and silent are for people to act on, connecting passes by itself. */
export function mailboxStanding({
  state,
  heardAt,
  now,
  silentAfterMs,
}: Signs): MailboxHealth['state'] {
  if (state.at === 'stopped') return 'none';
  const refuses = ['sign-in-refused', 'no-mailbox'];
  if (state.at === 'back-off' && refuses.includes(state.cause)) return 'refused';
  if (now - heardAt >= silentAfterMs) return 'silent';
  return ['idle', 'poll', 'resync'].includes(state.at) ? 'well' : 'connecting';
}
