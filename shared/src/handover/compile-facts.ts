import type { Fact } from '../wire/handover.ts';
import type { SheetSource, SheetTicketSource } from './source.ts';

type Named = readonly [name: string, fact: Fact];

/** An hour with this many times the usual mail, and at least so many, is a burst. */
const burstTimes = 3;
const burstAtLeast = 10;
/** So many open tickets of one sender are worth a line. */
const repeatedAtLeast = 3;
/** So many senders at most: the sheet is read in eight minutes. */
const sendersNamed = 10;

/** Part 6: the instruction in force, and the answer sheets that were changed since the last relief. */
export function instructionFacts({ room, instructionText, answerSheets }: SheetSource): Named[] {
  const sheets = answerSheets.map((change): Named => [
    `sheet:${change.category}`,
    { name: 'answer-sheet', ...change },
  ]);
  if (!room.instruction) return sheets;
  const { by, at } = room.instruction;
  return [['instruction', { name: 'instruction', text: instructionText, by, at }], ...sheets];
}

/** Part 7: hours with far more mail than usual, and senders with several open tickets. */
export function floodFacts(source: SheetSource): Named[] {
  return [...bursts(source), ...repeatSenders(source)];
}

/** Part 8: what does not work in the mail: mailbox, outbox, answers that failed or are uncertain, what cannot be read. */
export function faultFacts({ health, tickets }: SheetSource): Named[] {
  const faults: Named[] = [];
  const { mailbox, outbox } = health;
  if (mailbox !== 'well' && mailbox !== 'none') {
    faults.push(['mailbox', { name: 'mailbox', state: mailbox }]);
  }
  if (outbox !== 'well') faults.push(['outbox', { name: 'outbox', state: outbox }]);
  faults.push(...tickets.flatMap(badReply));
  const quarantined = tickets.filter(({ ticket }) => ticket.status === 'quarantined').length;
  if (quarantined) faults.push(['quarantine', { name: 'quarantine', tickets: quarantined }]);
  return faults;
}

function bursts({ hours }: SheetSource): Named[] {
  return hours
    .filter(({ received, usual }) => received >= burstAtLeast && received >= burstTimes * usual)
    .map((hour) => [`burst:${String(hour.hourStart)}`, { name: 'burst', ...hour }]);
}

/** A restricted ticket names nobody here: its sender stands in part 9 alone. */
function repeatSenders({ tickets }: SheetSource): Named[] {
  const bySender = new Map<string, SheetTicketSource[]>();
  for (const worded of tickets) {
    const { sender } = worded.words;
    if (worded.ticket.restricted || sender === '') continue;
    bySender.set(sender, [...(bySender.get(sender) ?? []), worded]);
  }
  return [...bySender]
    .filter(([, theirs]) => theirs.length >= repeatedAtLeast)
    .sort(([, one], [, other]) => other.length - one.length)
    .slice(0, sendersNamed)
    .map(([sender, theirs]): Named => {
      const shown = theirs.map(({ ticket: { id, number } }) => ({ id, number }));
      const key = `sender:${theirs[0]?.ticket.id ?? ''}`;
      return [key, { name: 'repeat-sender', sender, tickets: shown }];
    });
}

function badReply({ ticket }: SheetTicketSource): Named[] {
  const { outgoing, id, number, restricted } = ticket;
  if (!outgoing || restricted) return [];
  const { state, by } = outgoing;
  if (state !== 'failed' && state !== 'uncertain') return [];
  return [[`reply:${id}`, { name: 'reply', state, ticketId: id, number, by }]];
}
