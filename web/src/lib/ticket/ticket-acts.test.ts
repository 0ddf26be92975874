import type { Command } from '@vigie/shared/wire/command';
import { expect, test } from 'vitest';
import type { Commander, Outcome } from '#lib/live/commander.svelte.ts';
import { TicketActs } from './ticket-acts.svelte.ts';

const outside: Outcome = { ok: false, refusal: 'outside-shift', message: '' };
const done: Outcome = { ok: true, seq: 7 };

/** A desk that lets no claim pass outside a shift unless it is confirmed. */
function desk() {
  const given: Command[] = [];
  const send = (command: Command): Promise<Outcome> => {
    given.push(command);
    const isConfirmed = 'outsideShift' in command && command.outsideShift === true;
    return Promise.resolve(isConfirmed ? done : outside);
  };
  return { given, acts: new TicketActs({ send } as unknown as Commander) };
}
const settled = () => new Promise((resolve) => setTimeout(resolve));

test('[ROST-4] a claim outside one’s shift asks, and is given again once confirmed', async () => {
  const { given, acts } = desk();
  const outcome = acts.give({ type: 'claim-ticket', ticketId: 't1' });
  await settled();
  expect(acts.asksOutside).toBe(true);
  await acts.answerOutside(true);
  expect(await outcome).toEqual(done);
  expect(acts.asksOutside).toBe(false);
  expect(given.at(-1)).toEqual({ type: 'claim-ticket', ticketId: 't1', outsideShift: true });
});

test('[ROST-4] a claim outside one’s shift that is left stays refused', async () => {
  const { given, acts } = desk();
  const outcome = acts.give({ type: 'claim-next' });
  await settled();
  await acts.answerOutside(false);
  expect(await outcome).toEqual(outside);
  expect(given).toHaveLength(1);
});
