import type { WordsRow } from '@vigie/db/writes';
import { isCleared } from '@vigie/shared/access/actor';
import type { Person } from '@vigie/shared/people/person';
import type { Receiver } from '@vigie/shared/ticket/command';
import { refuse } from '@vigie/shared/ticket/decision';
import type { Asking, CommandOf, Deliberation, Judgement, Plan } from './plan.ts';
import { judgeTicket, ticketPlan } from './ticket-plan.ts';
import { wordsRow } from './words-of.ts';

type LockCommand = CommandOf<
  | 'claim-ticket'
  | 'claim-next'
  | 'release-ticket'
  | 'free-ticket'
  | 'renew-lock'
  | 'seize-ticket'
  | 'reassign-ticket'
>;

/** Reads what somebody wants of a lock (LOCK-1 to 6). */
export function interpretLock(command: LockCommand, asking: Asking, cleared: boolean): Plan {
  switch (command.type) {
    case 'claim-ticket':
      return claim(command, asking);
    case 'claim-next':
      return claimNext(command, asking, cleared);
    case 'release-ticket':
    case 'renew-lock':
      return ticketPlan({ ticketId: command.ticketId, command });
    case 'free-ticket':
      return free(command, reasonRow(command, asking));
    case 'seize-ticket':
      return seize(command, reasonRow(command, asking));
    case 'reassign-ticket':
      return reassign(command, reasonRow(command, asking));
  }
}

function claim({ ticketId, outsideShift }: CommandOf<'claim-ticket'>, { by, at }: Asking): Plan {
  const plan = ticketPlan({
    ticketId,
    keys: [{ kind: 'held', personId: by, at }],
    command: (_ticket, { loaded }) => ({ type: 'claim-ticket', heldByActor: loaded.held(by) }),
  });
  return { ...plan, judge: (now) => confirmed(outsideShift, now) ?? plan.judge(now) };
}

/** Whoever is not on duty claims only knowingly (ROST-4): a forgotten screen takes nothing. */
function confirmed(
  outsideShift: boolean | undefined,
  now: Deliberation,
): ReturnType<typeof refuse> | null {
  return outsideShift === true || now.isOnDuty() ? null : refuse('outside-shift');
}

/** N calls at once give N tickets: each is looked for in the transaction that claims it (LOCK-5). */
function claimNext(
  { outsideShift }: CommandOf<'claim-next'>,
  { by, at }: Asking,
  cleared: boolean,
): Plan {
  return {
    keys: [
      { kind: 'held', personId: by, at },
      { kind: 'next-ticket', personId: by, cleared, at },
    ],
    judge: (now) => confirmed(outsideShift, now) ?? judgeNext(now),
  };
}

function judgeNext(now: Deliberation): Judgement {
  const { loaded, actor, settings } = now;
  const heldByActor = loaded.held(actor.id);
  if (heldByActor >= settings.claimLimit) return refuse('limit-reached');
  const next = loaded.nextTicket();
  if (!next) return refuse('nothing-to-claim');
  const command = { type: 'claim-ticket', heldByActor } as const;
  return judgeTicket(next, { ticketId: next.id, command }, now);
}

function free({ ticketId }: CommandOf<'free-ticket'>, reason: WordsRow): Plan {
  return ticketPlan({
    ticketId,
    keys: [{ kind: 'holder', ticketId }],
    command: (_ticket, { loaded }) => ({
      type: 'free-ticket',
      reasonId: reason.id,
      holderTeamId: loaded.holder(ticketId)?.teamId ?? null,
    }),
    writes: { words: [reason] },
  });
}

function seize({ ticketId }: CommandOf<'seize-ticket'>, reason: WordsRow): Plan {
  return ticketPlan({
    ticketId,
    command: { type: 'seize-ticket', reasonId: reason.id },
    writes: { words: [reason] },
  });
}

function reassign({ ticketId, to }: CommandOf<'reassign-ticket'>, reason: WordsRow): Plan {
  return ticketPlan({
    ticketId,
    keys: [{ kind: 'person', id: to }],
    command: (_ticket, { loaded }) => ({
      type: 'reassign-ticket',
      receiver: receiverOf(loaded.person(to)),
      reasonId: reason.id,
    }),
    writes: { words: [reason] },
  });
}

function receiverOf(person: Person | null): Receiver | null {
  return person && { personId: person.id, active: person.active, cleared: isCleared(person) };
}

function reasonRow(command: { ticketId: string; reason: string }, asking: Asking): WordsRow {
  return wordsRow(asking, 'reason', command.ticketId, command.reason);
}
