import type { CommandAnswer } from '@vigie/shared/wire/answer';
import type { Session } from '@vigie/shared/wire/session';
import type { TicketFile } from '@vigie/shared/wire/ticket-file';
import type { Clock } from '../clock.ts';
import { looksLikeSpam, writeNote, writeReply, type Reply } from './answers.ts';
import type { Patience } from './patience.ts';
import { happens, type Random } from '@vigie/shared/chance/random';
import type { Rhythm } from './rhythm.ts';
import type { ServiceClient } from './service-client.ts';

/** What a person has of the service: the public protocol, by a client of it. */
export type Screen = Pick<ServiceClient, keyof ServiceClient>;

/** A held ticket, and the token that gives the right to answer it. */
export interface InHand {
  readonly ticketId: string;
  readonly token: number;
}

interface Worker {
  readonly screen: Screen;
  readonly patience: Patience;
  readonly rhythm: Rhythm;
  readonly clock: Clock;
  readonly random: Random;
}

const draftSteps = 12;
const shares = { release: 0.03, note: 0.1, distraction: 0.03 } as const;

/**
 * Works on a held ticket as a person does: reads it, perhaps leaves a note, types an answer that is
 * saved as it grows, sends it. True when the ticket was given back unanswered.
 */
export async function workOn(
  inHand: InHand,
  settings: Session['settings'],
  worker: Worker,
): Promise<boolean> {
  const { screen } = worker;
  const file = await screen.file(inHand.ticketId);
  if (!file) return giveBack(inHand, worker);
  screen.whereabouts({ ticketId: inHand.ticketId, typing: false });
  try {
    return await answer(inHand, file, settings, worker);
  } finally {
    screen.whereabouts({ ticketId: null, typing: false });
  }
}

async function answer(
  inHand: InHand,
  file: TicketFile,
  settings: Session['settings'],
  worker: Worker,
): Promise<boolean> {
  const { screen, patience, rhythm, random } = worker;
  const { priority, subject, category } = file.card;
  const durationMs = rhythm.handlingMs(priority);
  await patience.wait(durationMs * 0.25);
  if (priority !== 'P0' && looksLikeSpam(subject)) return closeAsSpam(inHand, worker);
  if (priority !== 'P0' && happens(random, shares.release)) return giveBack(inHand, worker);
  if (happens(random, shares.note)) {
    const { ticketId } = inHand;
    await screen.command({ type: 'add-note', ticketId, text: writeNote(random) });
  }
  const reply = writeReply(random, category);
  const isTyped = await type(inHand, { ...reply, file, durationMs: durationMs * 0.75 }, worker);
  // A supervisor took it over: the text stays with the ticket, and so does the work.
  if (!isTyped) return false;
  if (happens(random, shares.distraction)) {
    await patience.wait(rhythm.distractionMs(settings.staleAfterMs, settings.leaseMs));
  }
  const sent = await send(inHand, file, reply, worker);
  return sent.ok ? false : giveBack(inHand, worker);
}

async function closeAsSpam(inHand: InHand, { screen }: Worker): Promise<boolean> {
  await screen.command({ type: 'close-ticket', ...inHand, reason: 'spam', contact: null });
  return false;
}

async function giveBack(inHand: InHand, { screen }: Worker): Promise<boolean> {
  await screen.command({ type: 'release-ticket', ...inHand });
  return true;
}

/** Types in steps, each saved as screens save drafts; false when the lock is lost on the way. */
async function type(
  { ticketId, token }: InHand,
  { text, file, durationMs }: Pick<Reply, 'text'> & { file: TicketFile; durationMs: number },
  { screen, patience }: Worker,
): Promise<boolean> {
  const before = file.draft?.revision ?? 0;
  for (let step = 1; step <= draftSteps; step += 1) {
    screen.whereabouts({ ticketId, typing: true });
    await patience.wait(durationMs / draftSteps);
    const typed = text.slice(0, Math.ceil((text.length * step) / draftSteps));
    const revision = before + step;
    const draft = { ticketId, token, text: typed, revision };
    const saved = await screen.command({ type: 'save-draft', ...draft });
    if (!saved.ok) return false;
  }
  return true;
}

function send(
  inHand: InHand,
  { card, citizen, draftFiles }: TicketFile,
  reply: Reply,
  { screen, clock }: Worker,
): Promise<CommandAnswer> {
  const whom = 'Police secours (17), équipage envoyé sur place';
  return screen.command({
    type: 'send-reply',
    ...inHand,
    ...reply,
    files: draftFiles.map(({ id }) => id),
    confirmedAddress: card.senderChanged ? citizen.address : null,
    contact: card.priority === 'P0' ? { whom, at: clock.now() } : null,
  });
}
