import {
  closeSync,
  existsSync,
  fdatasyncSync,
  ftruncateSync,
  openSync,
  rmSync,
  writeSync,
} from 'node:fs';
import Sqlite from 'better-sqlite3';
import { readDatabase } from '../database.ts';
import type { Head } from '../event-log.ts';
import { emptyHead } from '../stored-event.ts';
import { verifyChain } from '../verify-chain.ts';
import type { Position } from './position.ts';
import { beginningOf, WalFile, type KnownEnd } from './wal-file.ts';
import { committedIn, readWalHeader, walHeaderBytes } from './wal-format.ts';

/** Bytes that are not what was committed on the other side: nothing of them was taken. */
export class DamagedJournal extends Error {
  override readonly name = 'DamagedJournal';
}

/** The chain of the copied log is broken: this copy can prove nothing. */
export class BrokenCopy extends Error {
  override readonly name = 'BrokenCopy';
}

/**
 * A standby's copy: the database file and its journal, byte for byte as the server had them (RUN-4).
 * Each step is on the disk before it is reported, and SQLite itself recovers the copy as it would after
 * a power cut: whenever this process is killed, what stands is a committed state. Closed by its owner.
 */
export class WalCopy {
  readonly #path: string;
  #journal: number | null = null;
  #end: KnownEnd | null = null;
  #proved: Head = emptyHead;

  constructor(path: string) {
    this.#path = path;
    this.#takeUp();
  }

  /** How far the journal has come; null where the next generation has not begun. */
  get position(): Position | null {
    return this.#end && { generation: this.#end.header.id, offset: this.#end.offset };
  }

  /** The last event that was read back and held to the chain (LOG-5). */
  get proved(): Head {
    return this.#proved;
  }

  /** Takes what comes next, flushed before it returns; what is damaged or out of place is refused whole. */
  append(at: Position, bytes: Buffer): void {
    const end = this.#end ?? this.#begin(at, bytes);
    const isNext = at.generation === end.header.id && at.offset === (this.#end?.offset ?? 0);
    if (!isNext) throw new DamagedJournal('a piece of the journal out of its place');
    const frames = at.offset === 0 ? bytes.subarray(walHeaderBytes) : bytes;
    const { bytes: committed, checksum } = committedIn(frames, end.header, end.checksum);
    if (committed !== frames.length) throw new DamagedJournal('a damaged piece of the journal');
    this.#write(bytes, at.offset);
    this.#end = { header: end.header, offset: at.offset + bytes.length, checksum };
  }

  /** Writes the generation back into the file: the next one begins with an empty journal. */
  finishGeneration(): void {
    this.close();
    const client = new Sqlite(this.#path, { fileMustExist: true });
    client.pragma('wal_checkpoint(TRUNCATE)');
    client.close();
    rmSync(this.#journalPath, { force: true });
    this.#end = null;
  }

  /** Reads what came since back from the copy and holds it to the chain (LOG-5). */
  async prove(): Promise<Head> {
    const copy = readDatabase(this.#path);
    try {
      const told = await verifyChain(copy, () => undefined, this.#proved);
      if (!told.ok) throw new BrokenCopy(`broken at ${String(told.seq)}`);
      this.#proved = told.head;
      return told.head;
    } finally {
      copy.close();
    }
  }

  close(): void {
    if (this.#journal !== null) closeSync(this.#journal);
    this.#journal = null;
  }

  get #journalPath(): string {
    return `${this.#path}-wal`;
  }

  /** After a crash: what was not wholly written goes. */
  #takeUp(): void {
    if (!existsSync(this.#journalPath)) return;
    const file = new WalFile(this.#journalPath);
    try {
      const header = file.header();
      if (header) this.#end = file.goOn(beginningOf(header));
    } finally {
      file.close();
    }
    this.#open();
    ftruncateSync(this.#journal ?? 0, this.#end?.offset ?? 0);
  }

  #begin(at: Position, bytes: Buffer): KnownEnd {
    const header = readWalHeader(bytes);
    if (header?.id !== at.generation || at.offset !== 0) {
      throw new DamagedJournal('a journal without its head');
    }
    return beginningOf(header);
  }

  #write(bytes: Buffer, offset: number): void {
    const journal = this.#open();
    try {
      for (let done = 0; done < bytes.length;) {
        done += writeSync(journal, bytes, done, bytes.length - done, offset + done);
      }
      fdatasyncSync(journal);
    } catch (error) {
      // Half a piece says nothing: SQLite would stop at it, and so does the next start.
      ftruncateSync(journal, offset);
      throw error;
    }
  }

  #open(): number {
    this.#journal ??= openSync(
      this.#journalPath,
      existsSync(this.#journalPath) ? 'r+' : 'w+',
      0o600,
    );
    return this.#journal;
  }
}
