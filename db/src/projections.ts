import { eq, sql } from 'drizzle-orm';
import type { Person } from '@vigie/shared/people/person';
import { emptyRoom, roomStreamId, type RoomState } from '@vigie/shared/room/room';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import { placeholdersOf, replacedBy } from './columns.ts';
import type { Database } from './database.ts';
import { storeEpisodes } from './episode-rows.ts';
import { prepared } from './prepared.ts';
import { numbers, people, room } from './schema/projections.ts';
import { storeTicketRow } from './ticket-rows.ts';

const id = sql.placeholder('id');

const statements = prepared((orm) => ({
  person: orm.select({ state: people.state }).from(people).where(eq(people.id, id)).prepare(),
  room: orm.select({ state: room.state }).from(room).prepare(),
  putNumber: orm
    .insert(numbers)
    .values(placeholdersOf(numbers))
    .onConflictDoUpdate({
      target: numbers.month,
      set: { last: sql`max(${numbers.last}, excluded.last)` },
    })
    .prepare(),
  putPerson: orm
    .insert(people)
    .values(placeholdersOf(people))
    .onConflictDoUpdate({ target: people.id, set: replacedBy(people) })
    .prepare(),
  putRoom: orm
    .insert(room)
    .values(placeholdersOf(room))
    .onConflictDoUpdate({ target: room.id, set: replacedBy(room) })
    .prepare(),
}));

/** The person as the log has them, or null. */
export function loadPerson(database: Database, personId: string): Person | null {
  const row = statements(database).person.get({ id: personId });
  return row ? personOf(row.state) : null;
}

/** The room's state as the log has it. */
export function loadRoom(database: Database): RoomState {
  const row = statements(database).room.get();
  return row ? (JSON.parse(row.state) as RoomState) : emptyRoom;
}

/** The person that a row's JSON holds; the log alone writes it, so it is trusted. */
export function personOf(state: string): Person {
  return JSON.parse(state) as Person;
}

/** Stores a ticket, its changed clocks and its number, as one state of the fold (LOG-3). */
export function storeTicket(database: Database, before: Ticket | null, after: Ticket): void {
  storeTicketRow(database, before, after);
  if (!before) storeNumber(database, after.number);
  storeEpisodes(database, before, after);
}

/** Stores a person as one state of the fold (LOG-3). */
export function storePerson(database: Database, person: Person): void {
  const { login, role, active } = person;
  statements(database).putPerson.run({
    id: person.id,
    login,
    role,
    active,
    state: JSON.stringify(person),
  });
}

/** Stores the room's state as one state of the fold (LOG-3). */
export function storeRoom(database: Database, state: RoomState): void {
  statements(database).putRoom.run({ id: roomStreamId, state: JSON.stringify(state) });
}

/** `26-11-4762` is the 4762nd ticket of month `26-11`. */
function storeNumber(database: Database, number: string): void {
  const cut = number.lastIndexOf('-');
  const last = Number(number.slice(cut + 1));
  statements(database).putNumber.run({ month: number.slice(0, cut), last });
}
