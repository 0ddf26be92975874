import type { Database } from '@vigie/db/database';
import { answerFilesOf } from '@vigie/db/queries/answer-files';
import { draftOf } from '@vigie/db/queries/drafts';
import { eventsOf } from '@vigie/db/queries/history';
import { mailsOfTicket } from '@vigie/db/queries/mails';
import { ticketById, ticketsOfAddress, type WordedTicket } from '@vigie/db/queries/tickets';
import { keptTextsOf, notesOf, wordsByIds } from '@vigie/db/queries/words';
import type { AnswerFileRow, WordsRow } from '@vigie/db/writes';
import { isCleared, type Actor } from '@vigie/shared/access/actor';
import { cardOf } from '@vigie/shared/access/see';
import type { DraftFile, KeptText, Note, TicketFile } from '@vigie/shared/wire/ticket-file';
import { historyLines, wordsIn } from './history-lines.ts';
import { keptFilesOf } from './kept-files.ts';
import { fileView, mailView, type ScanOf } from './mail-view.ts';

/** All that is shown of one ticket to this viewer, who may see it: what others hide from them stays hidden. */
export function ticketFile(
  database: Database,
  { ticket, words }: WordedTicket,
  viewer: Actor,
  scanOf: ScanOf,
): TicketFile {
  const { id } = ticket;
  const mails = mailsOfTicket(database, id);
  const files = answerFilesOf(database, id);
  return {
    seq: ticket.seq,
    card: cardOf(ticket, words),
    mails: mails.map((mail) => mailView(mail, scanOf)),
    notes: notesOf(database, id).map(noteView),
    draft: draftView(database, id),
    draftFiles: files.filter(({ state }) => state === 'draft').map(draftFileView),
    keptFiles: keptFilesOf(files, mails, viewer.id).map(draftFileView),
    kept: keptTextsOf(database, id, viewer.id).map(keptView),
    history: historyOf(database, id),
    citizen: citizenOf(database, { ticket, words }, viewer),
    links: linksOf(database, ticket.linkedTo, viewer),
    acknowledgement: ticket.acknowledgement,
  };

  function draftFileView(file: AnswerFileRow): DraftFile {
    return { id: file.id, ...fileView(file, scanOf) };
  }
}

function noteView({ id, by, at, text }: WordsRow): Note {
  return { id, by, at, text };
}

function keptView({ id, at, text, refusal }: WordsRow): KeptText {
  return { id, at, text, refusal: refusal ?? '' };
}

function draftView(database: Database, ticketId: string): TicketFile['draft'] {
  const draft = draftOf(database, ticketId);
  if (!draft) return null;
  const { text, revision, by, savedAt } = draft;
  return { text, revision, by, savedAt };
}

function historyOf(database: Database, ticketId: string): TicketFile['history'] {
  const events = eventsOf(database, 'ticket', ticketId);
  return historyLines(events, wordsByIds(database, wordsIn(events)));
}

/** Other tickets of the same citizen, newest first. */
function citizenOf(
  database: Database,
  { ticket, words: { address } }: WordedTicket,
  viewer: Actor,
): TicketFile['citizen'] {
  const others = address === '' ? [] : ticketsOfAddress(database, address);
  const shown = others.filter((other) => other.ticket.id !== ticket.id && isShown(other, viewer));
  return { address, tickets: shown.map(lineOf) };
}

function lineOf({ ticket, words }: WordedTicket): TicketFile['citizen']['tickets'][number] {
  const { id, number, openedAt } = ticket;
  return { id, number, openedAt, subject: words.subject };
}

function linksOf(
  database: Database,
  linkedTo: readonly string[],
  viewer: Actor,
): TicketFile['links'] {
  return linkedTo.flatMap((id) => {
    const other = ticketById(database, id);
    return other && isShown(other, viewer) ? [{ id, number: other.ticket.number }] : [];
  });
}

function isShown({ ticket: { restricted } }: WordedTicket, viewer: Actor): boolean {
  return !restricted || isCleared(viewer);
}
