import type { Writes } from '@vigie/db/writes';
import type { PersonEvent } from '@vigie/shared/people/person';
import type { Desk } from '../desk/desk.ts';

/** Writes down what somebody did to their own means of signing in, with the rows beside the log (LOG-2). */
export function noteOwnAct(
  { desk, newId }: { readonly desk: Pick<Desk, 'perform'>; readonly newId: () => string },
  type: 'change-passkeys' | 'change-second-factor',
  { personId, origin }: { readonly personId: string; readonly origin: string },
  event: PersonEvent,
  writes: Writes,
): Promise<void> {
  return desk.perform<void>({
    ...{ type, key: newId(), by: personId, origin },
    keys: [{ kind: 'person', id: personId }],
    decide: () => ({
      ok: true,
      appends: [{ stream: 'person', id: personId, events: [event] }],
      writes,
      answer: () => undefined,
    }),
  });
}
