import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDatabase, readDatabase, type Database } from '../database.ts';
import { createEventLog } from '../sqlite-event-log.ts';
import { SmallDesk } from '../testing/small-desk.ts';
import type { Position } from './position.ts';
import { BrokenCopy, DamagedJournal, WalCopy } from './wal-copy.ts';
import { WalTail } from './wal-tail.ts';

const roomy = 64 * 1024 * 1024;

let base: string;
let server: Server;
let copy: WalCopy;
beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'vigie-standby-'));
  server = new Server();
});
afterEach(async () => {
  await server.stop();
  copy.close();
  rmSync(base, { recursive: true, force: true });
});

/** As much of a server as ships its journal. */
class Server {
  keptBytes = roomy;
  /** As where every standby is late: the journal is kept for it all the same. */
  isAwaited = true;
  database: Database;
  tail: WalTail;
  desk: SmallDesk;
  #count = 0;
  #life = 0;

  constructor() {
    ({ database: this.database, tail: this.tail, desk: this.desk } = this.#open());
  }

  async write(tickets: number, bytes = 100): Promise<void> {
    for (let n = 0; n < tickets; n += 1) {
      this.#count += 1;
      const id = `t${String(this.#count)}`;
      const note = { kind: 'note', by: 'ana', at: 0, refusal: null } as const;
      const words = [{ ...note, id: `words-of-${id}`, ticketId: id, text: 'x'.repeat(bytes) }];
      await this.desk.ticket(id, {}, { writes: { words } });
      this.tail.look();
    }
  }

  async stop(): Promise<void> {
    await this.desk.log.close();
    this.tail.prepareEnd();
    this.database.close();
    this.tail.close();
  }

  start(): void {
    ({ database: this.database, tail: this.tail, desk: this.desk } = this.#open());
  }

  #open() {
    this.#life += 1;
    const database = openDatabase(join(base, 'vigie.db'), { journal: 'kept' });
    const isAwaited = () => this.isAwaited;
    const { keptBytes } = this;
    const tail = new WalTail({ database, folder: join(base, 'shipping'), keptBytes, isAwaited });
    const desk = new SmallDesk(createEventLog(database), `life-${String(this.#life)}`);
    return { database, tail, desk };
  }
}

const copyPath = () => join(base, 'copy.db');

/** Copies the file while it is held, and gives where the journal goes on. */
function takeBase(): Position {
  const { from, bytes } = server.tail.hold();
  writeFileSync(copyPath(), server.tail.readBase(0, bytes));
  server.tail.release();
  copy = new WalCopy(copyPath());
  return from;
}

/** Follows to the end; counts the generations that ended on the way. */
function followFrom(start: Position): { position: Position; generations: number } {
  let position = start;
  let generations = 0;
  server.tail.look();
  for (;;) {
    const next = server.tail.after(position);
    if (next.kind === 'gone') throw new Error('gone');
    if (next.kind === 'nothing') return { position, generations };
    if (next.kind === 'bytes') {
      copy.append(position, next.bytes);
      position = { ...position, offset: position.offset + next.bytes.length };
    } else {
      copy.finishGeneration();
      generations += 1;
      position = { generation: next.generation, offset: 0 };
    }
  }
}

/** What stands in a database, table by table. */
function contentOf(path: string): Map<string, unknown[]> {
  const client = new Sqlite(path, { readonly: true });
  try {
    const tables = client
      .prepare<[], string>(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'`,
      )
      .pluck()
      .all();
    return new Map(tables.map((name) => [name, client.prepare(`SELECT * FROM "${name}"`).all()]));
  } finally {
    client.close();
  }
}

const expectSame = () => expect(contentOf(copyPath())).toEqual(contentOf(server.database.path));

describe('[RUN-4] a standby’s copy', () => {
  test('has, after each step, all that the server has committed, in every table', async () => {
    await server.write(3);
    let position = takeBase();
    for (let round = 0; round < 5; round += 1) {
      await server.write(2);
      server.database.client.exec(
        `UPDATE meta SET value = '${String(round)}' WHERE key = 'created-at'`,
      );
      ({ position } = followFrom(position));
      expectSame();
      expect(await copy.prove()).toEqual(await server.desk.log.head());
    }
  });

  test('follows over many generations, some of them kept for it, and ends as the very same file', async () => {
    await server.write(1);
    let position = takeBase();
    let ended = 0;
    for (const tickets of [12, 45, 12]) {
      server.isAwaited = true;
      await server.write(tickets, 1_000_000);
      const followed = followFrom(position);
      ({ position } = followed);
      ended += followed.generations;
      server.tail.forgetBefore(position);
      server.isAwaited = false;
      server.tail.writeBackIfDue();
    }
    expect(ended).toBeGreaterThan(2);
    expectSame();
    copy.finishGeneration();
    server.tail.writeBack();
    expect(readFileSync(copyPath()).equals(readFileSync(server.database.path))).toBe(true);
  });

  test('made while the server writes is one state as soon as the journal has been followed', async () => {
    await server.write(5, 500_000);
    server.tail.writeBack();
    const { from, bytes } = server.tail.hold();
    const first = server.tail.readBase(0, 8_192);
    await server.write(20, 500_000);
    server.tail.look();
    const rest = server.tail.readBase(8_192, bytes - 8_192);
    server.tail.release();
    writeFileSync(copyPath(), Buffer.concat([first, rest]));
    copy = new WalCopy(copyPath());
    followFrom(from);
    expectSame();
  });

  test('misses nothing when the server is stopped and started, cleanly or not', async () => {
    await server.write(2);
    let position = takeBase();
    for (let round = 0; round < 3; round += 1) {
      await server.write(6, 1_000_000);
      await server.stop();
      server.start();
      await server.write(1);
      ({ position } = followFrom(position));
      expectSame();
    }
  });

  test('misses nothing when erasure empties the journal', async () => {
    await server.write(1);
    let position = takeBase();
    await server.write(3);
    server.database.writeBack();
    await server.write(2);
    ({ position } = followFrom(position));
    expectSame();
    server.database.writeBack();
    expect(server.tail.after(position).kind).toBe('nothing');
  });

  test('of a server whose journal somebody else wrote back says that it is gone, instead of guessing', async () => {
    await server.write(1);
    const position = takeBase();
    await server.write(1);
    await server.stop();
    const other = openDatabase(server.database.path);
    other.client.exec(`UPDATE meta SET value = 'x' WHERE key = 'created-at'`);
    other.close();
    server.start();
    await server.write(1);
    server.tail.look();
    expect(server.tail.after(position).kind).toBe('gone');
  });

  test('that stayed away for longer than is kept, or was never awaited, is told so', async () => {
    await server.write(1);
    const position = takeBase();
    server.isAwaited = false;
    for (let round = 0; round < 3; round += 1) {
      await server.write(6, 1_000_000);
      server.tail.look();
    }
    expect(server.tail.after(position).kind).toBe('gone');
  });

  test('takes no damaged piece, no piece out of its place, and none that is cut off', async () => {
    const from = takeBase();
    await server.write(2);
    server.tail.look();
    const next = server.tail.after(from);
    if (next.kind !== 'bytes') throw new Error(next.kind);
    for (let at = 0; at < next.bytes.length; at += 997) {
      const damaged = Buffer.from(next.bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x10;
      expect(() => copy.append(from, damaged)).toThrow(DamagedJournal);
    }
    expect(() => copy.append(from, next.bytes.subarray(0, -1))).toThrow(DamagedJournal);
    expect(() => copy.append({ ...from, offset: 32 }, next.bytes)).toThrow(DamagedJournal);
    expect(copy.position).toBeNull();
    copy.append(from, next.bytes);
    expectSame();
  });

  test('cut off while it writes goes on from its last committed state', async () => {
    let position = takeBase();
    await server.write(2);
    ({ position } = followFrom(position));
    await server.write(1);
    server.tail.look();
    const next = server.tail.after(position);
    if (next.kind !== 'bytes') throw new Error(next.kind);
    for (const length of [1, 24, 5_000, next.bytes.length - 1]) {
      copy.close();
      appendFileSync(`${copyPath()}-wal`, next.bytes.subarray(0, length));
      copy = new WalCopy(copyPath());
      expect(copy.position).toEqual(position);
    }
    copy.append(position, next.bytes);
    expectSame();
  });

  test('whose log is not the chain that it says is refused', async () => {
    await server.write(3);
    server.database.client.exec('DROP TRIGGER events_keep_update');
    server.database.client.exec(`UPDATE events SET body = replace(body, 'P2', 'P3') WHERE seq = 2`);
    followFrom(takeBase());
    await expect(copy.prove()).rejects.toThrow(BrokenCopy);
  });
});

test('[RUN-4] a copy is read without being changed', async () => {
  await server.write(1);
  followFrom(takeBase());
  const before = readFileSync(`${copyPath()}-wal`);
  readDatabase(copyPath()).close();
  expect(readFileSync(`${copyPath()}-wal`).equals(before)).toBe(true);
});
