import { createHash } from 'node:crypto';
import Sqlite from 'better-sqlite3';
import type { Append } from '@vigie/db/event-log';
import { LiveRoom } from '@vigie/server/live/live-room';
import { findWords, loadRoom } from '@vigie/server/live/load-room';
import { Sheets } from '@vigie/server/handover/sheets';
import { ShiftSurroundings } from '@vigie/server/handover/surroundings';
import { defaultSettings } from '@vigie/shared/settings/settings';
import type { Shift } from '@vigie/shared/roster/on-duty';
import type { BenchRoom } from './bench-room.ts';

export const ticketCount = 2_000;
const lockCount = 36;
const hour = 3_600_000;

/** The relief of a night by the bench's own people, who are of the day. */
export class ReliefBench {
  readonly #room: BenchRoom;
  readonly #sheets: Sheets;
  #round = 0;

  constructor(room: BenchRoom) {
    this.#room = room;
    const { database } = room;
    const health = () => ({ mailbox: 'well', outbox: 'well' }) as const;
    const surroundings = new ShiftSurroundings({ database, health });
    this.#sheets = new Sheets({
      database,
      roster: room.roster,
      settings: defaultSettings,
      surroundings,
    });
  }

  async prepare(): Promise<void> {
    const night = Array.from({ length: lockCount }, (_, n) => member(`n${String(n)}`, 'NUIT-A'));
    await this.#append('system', [...night, member('lead', 'NUIT-A', 'lead')]);
    await this.#append('system', [member('chief', 'JOUR-A', 'lead')]);
    await this.setScene();
  }

  compileMs(): number {
    const begin = performance.now();
    JSON.stringify(this.#sheets.at(this.#sheetId, Date.now())?.see('cleared'));
    return performance.now() - begin;
  }

  parseMs(): number {
    const begin = performance.now();
    const rows = this.#room.database.client
      .prepare<[], { state: string }>('SELECT state FROM tickets WHERE open = 1')
      .all();
    for (const { state } of rows) JSON.parse(state);
    return performance.now() - begin;
  }

  /** As the hub does: what every audience is told is encoded before anybody waits for anything else. */
  encodeDeltas(): void {
    const { database, log } = this.#room;
    const live = new LiveRoom(loadRoom(database), (id) => findWords(database, id));
    log.follow((committed) => JSON.stringify(live.take(committed)));
  }

  async acceptMs(): Promise<number> {
    const ms = await this.accept();
    await this.setScene();
    return ms;
  }

  /** Signs for who takes over; in ms. */
  async accept(): Promise<number> {
    const command = {
      type: 'accept-handover',
      handoverId: this.#sheetId,
      signature: { password: 'bench' },
    };
    const envelope = { key: this.#room.newId(), command };
    const begin = performance.now();
    const answer = await this.#room.desk.execute(envelope, { personId: 'chief', origin: 'bench' });
    const ms = performance.now() - begin;
    if (!answer.ok) throw new Error(`the acceptance was refused: ${answer.refusal}`);
    return ms;
  }

  get #sheetId(): string {
    return `handover:bench-${String(this.#round)}`;
  }

  /** A proposed sheet, every lock in the hands of the night, each with its receiver. */
  async setScene(): Promise<void> {
    this.#round += 1;
    for (let n = 0; n < lockCount; n += 1) {
      const until = Date.now() + hour;
      const events = [{ type: 'ticket-claimed', until }] as const;
      await this.#append(`n${String(n)}`, [{ stream: 'ticket', id: `t${String(n)}`, events }]);
    }
    const id = this.#sheetId;
    const passes = Array.from({ length: lockCount }, (_, n) => ({
      type: 'pass-planned' as const,
      ticketId: `t${String(n)}`,
      pass: { kind: 'person' as const, personId: `p${String(n)}` },
    }));
    const head = { seq: 0, hash: '' };
    const reliefAt = Date.now();
    const opened = {
      type: 'handover-opened',
      ...{ outgoing: shift('NUIT-A'), incoming: shift('JOUR-A'), reliefAt },
    } as const;
    const proposed = {
      type: 'handover-proposed',
      ...{ inPlaceOf: null, hash: 'bench', head, parts: [], items: [] },
    } as const;
    await this.#append('lead', [{ stream: 'handover', id, events: [opened, ...passes, proposed] }]);
    const command = {
      ...{ type: 'write-handover-field', handoverId: id, item: 'receiver', field: 'synthesis' },
      ...{ text: 'Reprise de la nuit.', base: 0 },
    };
    const who = { personId: 'chief', origin: 'bench' };
    await this.#room.desk.execute({ key: this.#room.newId(), command }, who);
  }

  #append(by: string, appends: readonly Append[]): Promise<undefined> {
    return this.#room.desk.perform<undefined>({
      ...{ type: 'bench', key: this.#room.newId(), by, origin: null, keys: [] },
      decide: () => ({ ok: true, appends, writes: {}, answer: () => undefined }),
    });
  }
}

/** So many events and rows does an acceptance write. */
export const eventCount = lockCount + 2;
const rowCount = lockCount + 6;

/** The same rows by the driver alone: events with their chain, tickets, room, sheet, parts, audit. */
export class BareRelief {
  readonly #client: Sqlite.Database;
  #hash = '';
  #seq = 0;

  constructor(path: string) {
    this.#client = new Sqlite(path);
    this.#client.pragma('journal_mode = WAL');
    this.#client.pragma('synchronous = FULL');
    this.#client.exec('CREATE TABLE rows (id TEXT PRIMARY KEY, state TEXT)');
    this.#client.exec('CREATE TABLE events (seq INTEGER PRIMARY KEY, body TEXT, hash TEXT)');
  }

  acceptMs(): number {
    const put = this.#client.prepare('INSERT OR REPLACE INTO rows (id, state) VALUES (?, ?)');
    const add = this.#client.prepare('INSERT INTO events (seq, body, hash) VALUES (?, ?, ?)');
    const state = 'x'.repeat(1_000);
    const begin = performance.now();
    this.#client.transaction(() => {
      for (let n = 0; n < eventCount; n += 1) {
        const body = JSON.stringify({ n, state: state.slice(0, 200) });
        this.#hash = createHash('sha256').update(this.#hash).update(body).digest('hex');
        this.#seq += 1;
        add.run(this.#seq, body, this.#hash);
      }
      for (let n = 0; n < rowCount; n += 1) put.run(`row ${String(n)}`, state);
    })();
    return performance.now() - begin;
  }

  close(): void {
    this.#client.close();
  }
}

function member(id: string, teamId: string, role: 'agent' | 'lead' = 'agent'): Append {
  const added = {
    type: 'person-added',
    ...{ login: id, rank: 'Gpx', name: id, alias: id, role, teamId, clearances: [] },
  } as const;
  return { stream: 'person', id, events: [added, { type: 'signed-in' }] };
}

function shift(teamId: string): Shift {
  const startMs = Date.now() - 12 * hour;
  const endMs = Date.now();
  return { id: `${teamId}:bench`, teamId, kind: 'night', date: '2026-11-24', startMs, endMs };
}
