import fc from 'fast-check';
import { actNames, acts, nth, people, type ActName } from './random-acts.ts';
import type { SmallDesk } from './small-desk.ts';

/** One thing that somebody does, or that happens; `pick` chooses among its variants. */
export interface Step {
  readonly act: ActName;
  /** Null for the ticket's own agent, so that what one does follows what they did before. */
  readonly who: number | null;
  readonly ticket: number;
  readonly pick: number;
  /** How much time passes before it. */
  readonly wait: number;
}

const minute = 60_000;

const anything = fc.record({
  act: fc.constantFrom(...actNames),
  who: fc.option(fc.nat(people.length - 1), { freq: 3 }),
  ticket: fc.nat(3),
  pick: fc.nat(20),
  wait: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(0, 1_000, minute) },
    { weight: 1, arbitrary: fc.constant(16 * minute) },
  ),
});

/** What follows when an answer is on its way; an answer gets nowhere by chance alone. */
const endings = fc.constantFrom<ActName[]>(
  ['sending', 'sent'],
  ['sending', 'deferred', 'sending', 'sent'],
  ['sending', 'failed', 'withdraw'],
  ['sending', 'uncertain', 'settle'],
  ['sending', 'uncertain', 'proved'],
  ['withdraw', 'draft', 'close'],
  ['seize', 'release'],
);

/** A ticket's agent claims it and answers, step by step; other things come in between. */
const answering = fc.tuple(anything, endings).map(([{ ticket, pick }, ending]) => {
  const acts: ActName[] = ['open', 'claim', 'draft', 'reply', ...ending];
  return acts.map((act): Step => ({ act, who: null, ticket, pick, wait: 1_000 }));
});

/** Histories of a small service: much of what is tried is refused, as in life it would be. */
export const histories = fc
  .array(
    fc.oneof(
      { weight: 6, arbitrary: anything.map((step): Step[] => [step]) },
      { weight: 1, arbitrary: answering },
    ),
    { minLength: 1, maxLength: 80, size: 'max' },
  )
  .map((parts) => parts.flat());

const merging = fc.record({
  act: fc.constantFrom<ActName>('merge', 'split', 'split', 'claim', 'follow-up', 'draft', 'link'),
  who: fc.constant(3),
  ticket: fc.nat(3),
  pick: fc.nat(20),
  wait: fc.constantFrom(1_000, minute, 16 * minute),
});

/** Histories of four tickets that are merged and parted again while mail comes and people work on. */
export const mergings = fc
  .tuple(fc.array(merging, { minLength: 20, maxLength: 60 }), fc.array(anything, { maxLength: 10 }))
  .map(([steps, between]): Step[] => {
    const opened = [0, 1, 2, 3].map((ticket): Step => ({
      act: 'open',
      who: null,
      ticket,
      pick: 1 + ticket,
      wait: 1_000,
    }));
    const mixed = steps.flatMap((step, n) => {
      const other = between[n];
      return other ? [step, other] : [step];
    });
    return [...opened, ...mixed];
  });

/** Makes the people of the histories: agents, one cleared, and the commissioner. */
export async function enter(desk: SmallDesk): Promise<void> {
  await desk.person('ana');
  await desk.person('ben', { role: 'lead' });
  await desk.person('cleo', { role: 'commissioner' });
  await desk.person('dora', { clearances: ['violence'] });
}

/** Plays a history; some steps arrive together with the next. `look` is told whenever all is committed. */
export async function play(
  desk: SmallDesk,
  steps: readonly Step[],
  look: () => void = () => undefined,
): Promise<void> {
  let at = 1_000_000;
  const acknowledgements = new Map<string, string>();
  let together: Promise<unknown>[] = [];
  for (const [n, { act: name, who, ticket, pick, wait }] of steps.entries()) {
    at += wait;
    const by = nth(people, who ?? ticket);
    const ticketId = `ticket-${String(ticket)}`;
    const scene = { desk, by, ticketId, pick, at, n, acknowledgements };
    together.push(acts[name](scene));
    if (pick % 4 === 0) continue;
    await Promise.all(together);
    together = [];
    look();
  }
  await Promise.all(together);
}
