import type { Database } from '@vigie/db/database';
import { loadRoom as loadRoomState } from '@vigie/db/projections';
import { answersSince, arrivalsSince, episodesSince } from '@vigie/db/queries/figures';
import { shownHandovers } from '@vigie/db/queries/handovers';
import { allPeople } from '@vigie/db/queries/people';
import { openTickets, ticketById } from '@vigie/db/queries/tickets';
import { wordsByIds } from '@vigie/db/queries/words';
import { headOf } from '@vigie/db/verify-chain';
import type { TicketWords } from '@vigie/shared/access/see';
import { loadRosterContents } from '../roster/roster-contents.ts';
import type { RoomContents } from './room-contents.ts';

/** Reads all that the live view is made of, as one state of the database (SYNC-1). */
export function loadRoom(database: Database): RoomContents {
  return database.client.transaction(() => contentsOf(database))();
}

/** The words that lists show of a ticket; empty ones where they have been erased. */
export function findWords(database: Database, ticketId: string): TicketWords {
  return ticketById(database, ticketId)?.words ?? { subject: '', sender: '' };
}

function contentsOf(database: Database): RoomContents {
  const room = loadRoomState(database);
  const since = room.shift?.startMs ?? 0;
  const instructionId = room.instruction?.id ?? '';
  return {
    seq: headOf(database).seq,
    tickets: openTickets(database),
    people: allPeople(database),
    room,
    handovers: shownHandovers(database),
    instructionText: wordsByIds(database, [instructionId]).get(instructionId)?.text ?? '',
    episodes: episodesSince(database, since),
    answers: answersSince(database, since).map(({ replyId, at, by }) => ({ id: replyId, at, by })),
    arrivals: arrivalsSince(database, since).map(({ mailId, at }) => ({ id: mailId, at })),
    roster: loadRosterContents(database),
  };
}
