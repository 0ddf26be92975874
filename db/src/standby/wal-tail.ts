import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import Sqlite from 'better-sqlite3';
import type { Database } from '../database.ts';
import { KeptGenerations, type Ended } from './kept-generations.ts';
import type { Position } from './position.ts';
import { beginningOf, WalFile, type KnownEnd } from './wal-file.ts';
import { followsOn, frameBytes, walHeaderBytes } from './wal-format.ts';

export interface WalTailParts {
  /** Opened with `journal: 'kept'`: nobody but this writes its journal back. */
  readonly database: Database;
  /** Where generations wait for a standby that is away. */
  readonly folder: string;
  readonly keptBytes: number;
  /** Whether a standby is known that has not had everything: it is waited for, and what it lacks is kept. */
  readonly isAwaited: () => boolean;
}

/** What comes after a position. */
export type Following =
  | { readonly kind: 'bytes'; readonly bytes: Buffer }
  | { readonly kind: 'next'; readonly generation: string }
  | { readonly kind: 'nothing' }
  /** The way from there to here is not known: only a new copy helps. */
  | { readonly kind: 'gone' };

/** The journal is written back whenever it has grown by so much, in bytes: SQLite's own measure. */
const writeBackBytes = 4 * 1024 * 1024;
/** A standby that lacks something is waited for until it has grown by so much. */
const patientBytes = 32 * 1024 * 1024;
/** So much is handed out at a time, or one transaction where that is longer. */
const handedOutBytes = 4 * 1024 * 1024;

/**
 * The journal of a running database as a line of bytes that a standby can follow (RUN-4). It sees every
 * commit, whoever makes it, and it alone writes the journal back: a generation ends only when it has
 * been read whole. Closed by its owner, after the database.
 */
export class WalTail {
  readonly #parts: WalTailParts;
  readonly #kept: KeptGenerations;
  /** Outlives the database's own connection, so that closing that one leaves the journal where it is. */
  readonly #witness: Sqlite.Database;
  readonly #file: WalFile;
  readonly #base: number;
  #version: unknown;
  #current: KnownEnd | null = null;
  #ending: Position | null;
  #ended: Ended[];
  #triedAt = 0;
  #held = false;
  #owesWriteBack = false;

  constructor(parts: WalTailParts) {
    const { database, folder, keptBytes } = parts;
    this.#parts = parts;
    this.#kept = new KeptGenerations(folder, keptBytes);
    this.#witness = new Sqlite(database.path, { readonly: true });
    touch(database);
    this.#file = new WalFile(`${database.path}-wal`);
    this.#base = openSync(database.path, 'r');
    const { current, ending, ended } = this.#kept.continuity();
    this.#ending = ending;
    this.#ended = [...ended];
    this.#begin(current);
    database.writeBack = () => this.writeBack();
    this.look();
  }

  /** Where the journal ends, as far as it was last looked at. */
  get end(): Position {
    if (!this.#current) throw new Error('a journal without its head');
    return { generation: this.#current.header.id, offset: this.#current.offset };
  }

  /** Takes up what was committed since; true where there was anything. */
  look(): boolean {
    const version = this.#witness.pragma('data_version', { simple: true });
    if (version === this.#version) return false;
    this.#version = version;
    const former = this.end;
    this.#follow();
    const { generation, offset } = this.end;
    this.writeBackIfDue();
    return generation !== former.generation || offset !== former.offset;
  }

  /** Writes the journal back where it has grown, as soon as the standby has it or has been waited for. */
  writeBackIfDue(): void {
    const grown = this.end.offset - this.#triedAt;
    if (this.#held || grown <= writeBackBytes) return;
    if (grown <= patientBytes && this.#parts.isAwaited()) return;
    this.#triedAt = this.end.offset;
    this.#writeBack('PASSIVE');
  }

  /** What comes after a position (RUN-4). */
  after({ generation, offset }: Position): Following {
    const end = this.end;
    if (generation === end.generation) {
      if (offset > end.offset) return { kind: 'gone' };
      if (offset === end.offset) return { kind: 'nothing' };
      const bytes = this.#file.read(offset, end.offset - offset);
      return this.#file.header()?.id === generation
        ? whole(bytes, offset, this.#current)
        : { kind: 'nothing' };
    }
    const ended = this.#ended.find((one) => one.generation === generation);
    if (!ended || offset > ended.offset) return { kind: 'gone' };
    if (offset === ended.offset) return { kind: 'next', generation: ended.next };
    const bytes = this.#kept.read({ generation, offset }, ended.offset - offset);
    return bytes ? { kind: 'bytes', bytes } : { kind: 'gone' };
  }

  /** True where one position is not before the other. Unknown ones are before everything. */
  isPast(position: Position, other: Position): boolean {
    const [one, two] = [position, other].map(({ generation }) => this.#rank(generation));
    if (one === undefined || two === undefined || one < 0) return false;
    return one > two || (one === two && position.offset >= other.offset);
  }

  /** A standby has everything up to here: what was kept for it goes. */
  forgetBefore({ generation }: Position): void {
    const rank = this.#rank(generation);
    const over = this.#ended.filter(({ generation: id }) => this.#rank(id) < rank);
    for (const { generation: id } of over) this.#kept.forget(id);
    if (!over.length) return;
    this.#ended = this.#ended.slice(over.length);
    this.#note();
  }

  /** From now on the database's own file stands still, so that it can be copied; the copy begins here. */
  hold(): { readonly from: Position; readonly bytes: number } {
    // A journal that is wholly written back may begin anew at any commit: this one is written to again.
    touch(this.#parts.database);
    this.look();
    this.#held = true;
    return {
      from: { generation: this.end.generation, offset: 0 },
      bytes: fstatSync(this.#base).size,
    };
  }

  readBase(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length);
    return bytes.subarray(0, readSync(this.#base, bytes, 0, length, offset));
  }

  /** The copy is made, or nobody makes it any more. */
  release(): void {
    this.#held = false;
    if (this.#owesWriteBack) this.writeBack();
  }

  /** Empties the journal into the database, now if nobody copies it: for what must leave no trace (ACCESS-4). */
  writeBack(): void {
    this.#owesWriteBack = this.#held;
    if (this.#held) return;
    this.#writeBack('TRUNCATE');
  }

  /** Keeps what a standby lacks: this process ends. */
  prepareEnd(): void {
    this.look();
    this.#note();
  }

  close(): void {
    this.#witness.close();
    this.#file.close();
    closeSync(this.#base);
  }

  /** Takes up where the last process left off, if this journal goes on from there. */
  #begin(former: string | null): void {
    const header = this.#file.header();
    if (!header) throw new Error('a journal without its head');
    this.#current = beginningOf(header);
    if (former === header.id) return;
    if (former !== null && this.#isKnownEnd(former, header.id)) this.#end(former, header.id);
    else this.#loseThread();
    this.#note();
  }

  #follow(): void {
    const header = this.#file.header();
    const current = this.#current;
    if (!header || !current) return;
    if (header.id !== current.header.id) {
      const former = current.header.id;
      const isWhole =
        this.#ending?.offset === current.offset && this.#isKnownEnd(former, header.id);
      this.#current = beginningOf(header);
      if (isWhole) this.#end(former, header.id);
      else this.#loseThread();
      this.#note();
    }
    this.#current = this.#file.goOn(this.#current ?? beginningOf(header));
  }

  #isKnownEnd(former: string, next: string): boolean {
    return this.#ending?.generation === former && followsOn(next, former);
  }

  #end(generation: string, next: string): void {
    if (this.#ending) this.#ended.push({ generation, offset: this.#ending.offset, next });
    this.#ending = null;
    this.#triedAt = walHeaderBytes;
  }

  /** Somebody else has written the journal back: where it led is not known any more. */
  #loseThread(): void {
    for (const { generation } of this.#ended) this.#kept.forget(generation);
    this.#ended = [];
    this.#ending = null;
    this.#triedAt = walHeaderBytes;
  }

  #writeBack(how: 'PASSIVE' | 'TRUNCATE'): void {
    const { database, isAwaited } = this.#parts;
    this.#version = this.#witness.pragma('data_version', { simple: true });
    this.#follow();
    const end = this.end;
    if (isAwaited()) {
      this.#kept.keep(end.generation, end.offset, (at, length) => this.#file.read(at, length));
    }
    this.#ending = isWrittenBack(database, how) ? end : null;
    this.#note();
  }

  #rank(generation: string): number {
    if (generation === this.#current?.header.id) return this.#ended.length;
    return this.#ended.findIndex((one) => one.generation === generation);
  }

  #note(): void {
    this.#kept.noteContinuity({
      current: this.#current?.header.id ?? null,
      ending: this.#ending,
      ended: this.#ended,
    });
  }
}

/** Writes back what can be; true where all of it was. A reader may keep the rest for a later time. */
function isWrittenBack({ client }: Database, how: 'PASSIVE' | 'TRUNCATE'): boolean {
  try {
    const [told] = client.pragma(`wal_checkpoint(${how})`) as [
      { busy: number; log: number; checkpointed: number },
    ];
    return told.busy === 0 && told.log === told.checkpointed;
  } catch (error) {
    // Somebody reads on this very connection.
    if (error instanceof Error && 'code' in error && error.code === 'SQLITE_LOCKED') return false;
    throw error;
  }
}

/** At most so much, cut where a transaction ends. */
function whole(bytes: Buffer, offset: number, current: KnownEnd | null): Following {
  if (bytes.length <= handedOutBytes || !current) return { kind: 'bytes', bytes };
  const frame = frameBytes(current.header);
  const lead = offset === 0 ? walHeaderBytes : 0;
  for (let at = lead; at < bytes.length; at += frame) {
    const isCommit = bytes.readUInt32BE(at + 4) !== 0;
    if (isCommit && at + frame >= handedOutBytes)
      return { kind: 'bytes', bytes: bytes.subarray(0, at + frame) };
  }
  return { kind: 'bytes', bytes };
}

/** Writes a page: SQLite leaves out what changes nothing. */
function touch({ client }: Database): void {
  client.exec(
    `INSERT INTO meta (key, value) VALUES ('copies-begun', '1')
      ON CONFLICT DO UPDATE SET value = CAST(value + 1 AS TEXT)`,
  );
}
