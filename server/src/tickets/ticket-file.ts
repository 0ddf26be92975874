import type { Database } from '@vigie/db/database';
import { heirOf, mergedInto } from '@vigie/db/heirs';
import { answerFilesOf } from '@vigie/db/queries/answer-files';
import { draftOf } from '@vigie/db/queries/drafts';
import { eventsOf } from '@vigie/db/queries/history';
import { mailPlacesIn, mailsOfTicket } from '@vigie/db/queries/mails';
import { ticketById, ticketsOfAddress, type WordedTicket } from '@vigie/db/queries/tickets';
import { keptTextsOf, notesOf, wordsByIds } from '@vigie/db/queries/words';
import type { AnswerFileRow, WordsRow } from '@vigie/db/writes';
import { isCleared, type Actor } from '@vigie/shared/access/actor';
import { cardOf } from '@vigie/shared/access/see';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { DraftFile, KeptText, Note, TicketFile } from '@vigie/shared/wire/ticket-file';
import { findDuplicates } from './find-duplicates.ts';
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
  const merged = mergedInto(database, id);
  // What was noted, brought and refused in a ticket is shown where it goes on.
  const places = [id, ...merged.map((one) => one.id)];
  const files = places.flatMap((place) => answerFilesOf(database, place));
  return {
    seq: ticket.seq,
    card: cardOf(ticket, words),
    mails: mails.map((mail) => mailView(mail, scanOf)),
    notes: places.flatMap((place) => notesOf(database, place)).map(noteView),
    draft: draftView(database, id),
    draftFiles: files
      .filter(({ state, ticketId }) => state === 'draft' && ticketId === id)
      .map(draftFileView),
    keptFiles: keptFilesOf(files, mails, viewer.id).map(draftFileView),
    kept: places.flatMap((place) => keptTextsOf(database, place, viewer.id)).map(keptView),
    history: historyOf(database, id, viewer),
    citizen: citizenOf(database, { ticket, words }, viewer),
    links: linksOf(database, ticket, viewer),
    mergedInto: heirFor(database, ticket, viewer),
    merged,
    homes: homesOf(database, id, viewer),
    duplicates: duplicatesOf(database, { ticket, words }, viewer),
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

/** Another ticket is named in a line to those who may see it; its id is not (SYNC-4). */
function historyOf(database: Database, ticketId: string, viewer: Actor): TicketFile['history'] {
  const events = eventsOf(database, 'ticket', ticketId);
  return historyLines(events, wordsByIds(database, wordsIn(events)), (otherId) => {
    const other = ticketById(database, otherId);
    return other && isShown(other, viewer) ? other.ticket.number : null;
  });
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

function linksOf(database: Database, { links }: Ticket, viewer: Actor): TicketFile['links'] {
  return links.flatMap(({ id, kind }) => {
    const other = ticketById(database, id);
    if (!other || !isShown(other, viewer)) return [];
    const { number, status } = other.ticket;
    return [{ id, number, kind, status, subject: other.words.subject }];
  });
}

function heirFor(database: Database, { id }: Ticket, viewer: Actor): TicketFile['mergedInto'] {
  const heir = heirOf(database, id);
  if (!heir || heir.id === id) return null;
  if (heir.restricted && !isCleared(viewer)) return null;
  return { id: heir.id, number: heir.number };
}

function homesOf(database: Database, ticketId: string, viewer: Actor): TicketFile['homes'] {
  const moved = mailPlacesIn(database, ticketId).filter(({ homeId }) => homeId !== ticketId);
  return Object.fromEntries(
    moved.flatMap(({ id, homeId }) => {
      const home = ticketById(database, homeId);
      return home && isShown(home, viewer)
        ? [[id, { id: homeId, number: home.ticket.number }] as const]
        : [];
    }),
  );
}

function duplicatesOf(
  database: Database,
  worded: WordedTicket,
  viewer: Actor,
): TicketFile['duplicates'] {
  const found = findDuplicates(database, worded, (other) => isShown(other, viewer));
  return found.map(({ found: { ticket, words }, likeness }) => ({
    id: ticket.id,
    number: ticket.number,
    subject: words.subject,
    status: ticket.status,
    openedAt: ticket.openedAt,
    restricted: ticket.restricted,
    likeness,
  }));
}

function isShown({ ticket: { restricted } }: WordedTicket, viewer: Actor): boolean {
  return !restricted || isCleared(viewer);
}
