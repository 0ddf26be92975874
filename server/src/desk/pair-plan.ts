import type { Key } from '@vigie/db/event-log';
import type { Writes } from '@vigie/db/writes';
import type { PairEvents } from '@vigie/shared/ticket/decide-merge';
import type { Decision } from '@vigie/shared/ticket/decision';
import { tokenGiven } from './token-given.ts';
import type { Deliberation, Plan, Told } from './plan.ts';

/** What a command does to two tickets at once. */
export interface OnPair {
  readonly ticketId: string;
  readonly otherId: string;
  readonly keys?: readonly Key[];
  readonly judge: (now: Deliberation) => Decision<never> | ({ readonly ok: true } & PairEvents);
  readonly writes?: Writes | ((now: Deliberation) => Writes);
  readonly told?: Told;
}

/** The plan of a command on two tickets: both are loaded, and change in one transaction or not at all. */
export function pairPlan({ ticketId, otherId, keys = [], judge, writes, told }: OnPair): Plan {
  return {
    keys: [{ kind: 'ticket', id: ticketId }, { kind: 'ticket', id: otherId }, ...keys],
    judge: (now) => {
      const decision = judge(now);
      if (!decision.ok) return decision;
      if (!('ofFirst' in decision)) throw new Error('a judgement of two tickets without events');
      const { ofFirst, ofSecond } = decision;
      const both = [
        { stream: 'ticket', id: ticketId, events: ofFirst },
        { stream: 'ticket', id: otherId, events: ofSecond },
      ] as const;
      return {
        ok: true,
        appends: both.filter(({ events }) => events.length),
        writes: (typeof writes === 'function' ? writes(now) : writes) ?? {},
        tell: (recorded) => ({ ...told, ...tokenGiven(recorded, now.actor.id) }),
      };
    },
    ticketId,
  };
}
