import {
  closeSync,
  fdatasyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';

const folder = z.string();
const uid = z.int().positive();
const flags = z.array(z.string());

const recordSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('mailbox'), uidValidity: z.int().positive() }),
  /** The raw bytes follow the line, and a line feed follows them. */
  z.object({
    type: z.literal('message'),
    ...{ folder, uid, flags },
    internalDate: z.string(),
    bytes: z.int().nonnegative(),
    crc: z.int(),
  }),
  z.object({ type: z.literal('flags'), folder, uid, flags }),
  z.object({ type: z.literal('gone'), folder, uid }),
]);
type JournalRecord = z.infer<typeof recordSchema>;

/** A message of the embedded mailbox as it stands on disk. */
export interface JournalMessage {
  readonly folder: string;
  readonly uid: number;
  /** As IMAP writes it: `24-Nov-2026 02:29:31 +0000`. */
  readonly internalDate: string;
  readonly flags: readonly string[];
  /** One character a byte. */
  readonly raw: string;
}

/** What a journal held when it was opened. */
export interface JournalContents {
  readonly uidValidity: number;
  readonly messages: readonly JournalMessage[];
  /** The next UID of each folder that ever had a message; expunged ones count, since UIDs never return. */
  readonly uidNext: ReadonlyMap<string, number>;
  /** Bytes of a torn last record, which were dropped: whoever brought it was never told that it stands. */
  readonly droppedBytes: number;
}

/**
 * The embedded mailbox on disk (RUN-1): one file that only grows. Each record is on the medium when
 * its method returns; it waits for the medium on the event loop, which the demonstration can afford.
 */
export class MailJournal {
  readonly #file: number;
  #length: number;

  private constructor(file: number, length: number) {
    this.#file = file;
    this.#length = length;
  }

  /** Opens or begins the journal; a record that was cut off in the middle is taken out. */
  static open(path: string, now: number): { journal: MailJournal; contents: JournalContents } {
    mkdirSync(dirname(path), { recursive: true });
    const file = openSync(path, 'a+');
    const bytes = readFileSync(file);
    const contents = new Reading(bytes).contents();
    const length = contents ? bytes.length - contents.droppedBytes : 0;
    ftruncateSync(file, length);
    const journal = new MailJournal(file, length);
    if (contents) return { journal, contents };
    // Seconds since the epoch, as mail servers do: a mailbox begun anew is another one to its readers.
    const uidValidity = Math.floor(now / 1000);
    journal.#write([line({ type: 'mailbox', uidValidity })]);
    const droppedBytes = bytes.length;
    return { journal, contents: { uidValidity, messages: [], uidNext: new Map(), droppedBytes } };
  }

  message({ raw, ...message }: JournalMessage): void {
    const body = Buffer.from(raw, 'latin1');
    const measure = { bytes: body.length, crc: crc32(body) };
    const head = line({ type: 'message', ...message, flags: [...message.flags], ...measure });
    this.#write([head, body, Buffer.from('\n')]);
  }

  flags(folder: string, uid: number, flags: readonly string[]): void {
    this.#write([line({ type: 'flags', folder, uid, flags: [...flags] })]);
  }

  gone(folder: string, uid: number): void {
    this.#write([line({ type: 'gone', folder, uid })]);
  }

  close(): void {
    closeSync(this.#file);
  }

  #write(parts: readonly Buffer[]): void {
    const record = Buffer.concat(parts);
    try {
      for (let at = 0; at < record.length;) at += writeSync(this.#file, record, at);
      fdatasyncSync(this.#file);
    } catch (error) {
      // Half a record (a full disk) would hide all that follows it from the next reading.
      ftruncateSync(this.#file, this.#length);
      throw error;
    }
    this.#length += record.length;
  }
}

function line(record: JournalRecord): Buffer {
  return Buffer.from(`${JSON.stringify(record)}\n`);
}

/** Reads a journal from its first byte to its last whole record. */
class Reading {
  readonly #bytes: Buffer;
  readonly #messages = new Map<string, JournalMessage>();
  readonly #uidNext = new Map<string, number>();
  #uidValidity: number | null = null;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  /** Null when not even the mailbox's own record stands. */
  contents(): JournalContents | null {
    while (this.#record());
    if (this.#uidValidity === null) return null;
    return {
      uidValidity: this.#uidValidity,
      messages: [...this.#messages.values()],
      uidNext: this.#uidNext,
      droppedBytes: this.#bytes.length - this.#at,
    };
  }

  /** Takes in one record; false where no whole one follows. */
  #record(): boolean {
    const end = this.#bytes.indexOf('\n', this.#at);
    const record = end === -1 ? null : parse(this.#bytes.toString('utf8', this.#at, end));
    if (!record) return false;
    if (record.type === 'message') return this.#message(record, end + 1);
    this.#at = end + 1;
    if (record.type === 'mailbox') this.#uidValidity = record.uidValidity;
    else if (record.type === 'gone') this.#messages.delete(key(record));
    else this.#flags(record);
    return true;
  }

  #message(record: Extract<JournalRecord, { type: 'message' }>, start: number): boolean {
    const body = this.#bytes.subarray(start, start + record.bytes);
    const whole = this.#bytes[start + record.bytes] === 0x0a && crc32(body) === record.crc;
    if (!whole) return false;
    this.#at = start + record.bytes + 1;
    const { folder, uid, flags, internalDate } = record;
    const raw = body.toString('latin1');
    this.#messages.set(key(record), { folder, uid, flags, internalDate, raw });
    this.#uidNext.set(folder, Math.max(uid + 1, this.#uidNext.get(folder) ?? 1));
    return true;
  }

  #flags(record: Extract<JournalRecord, { type: 'flags' }>): void {
    const message = this.#messages.get(key(record));
    if (message) this.#messages.set(key(record), { ...message, flags: record.flags });
  }
}

function key({ folder, uid }: { folder: string; uid: number }): string {
  return `${folder}/${String(uid)}`;
}

function parse(text: string): JournalRecord | null {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    // A half-written line is what a power cut leaves: the caller drops it and says so.
    return null;
  }
}
