/** What the table of contents of a ZIP archive says; nothing is unpacked. */
export interface ArchiveSigns {
  readonly encrypted: boolean;
  /** It swells beyond all measure when it is unpacked, or claims more than it can hold. */
  readonly bomb: boolean;
  readonly names: readonly string[];
}

const ENTRY_SIGNATURE = 0x02014b50;
const END_SIGNATURE = 0x06054b50;
/** The end record with the longest comment. */
const END_SEARCH_BYTES = 65_557;
/** Nothing that a citizen sends holds more, or swells more. Bytes, entries, times. */
const HONEST_BYTES = 200_000_000;
const HONEST_ENTRIES = 20_000;
const HONEST_RATIO = 100;
/** Stands in for a size that only a ZIP64 record can hold: over four gigabytes. */
const BEYOND_ZIP32 = 0xffffffff;

interface Entry {
  readonly name: string;
  readonly locked: boolean;
  readonly packed: number;
  readonly unpacked: number;
}

/** Reads the table of contents of a ZIP archive; null where there is none to be read. */
export function zipSigns(bytes: Uint8Array): ArchiveSigns | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = tableOf(file);
  if (start === null) return null;
  const entries = [...entriesFrom(file, start)];
  const sum = (size: (entry: Entry) => number) => entries.reduce((all, one) => all + size(one), 0);
  const unpacked = sum((entry) => entry.unpacked);
  return {
    encrypted: entries.some(({ locked }) => locked),
    bomb:
      entries.length > HONEST_ENTRIES ||
      // Entries that share bytes are how the smallest archives become the largest.
      sum((entry) => entry.packed) > file.length ||
      entries.some((entry) => entry.unpacked === BEYOND_ZIP32) ||
      (unpacked > HONEST_BYTES && unpacked > HONEST_RATIO * file.length),
    names: entries.map(({ name }) => name),
  };
}

/** A gzip file ends with its unpacked size: true where that swells beyond all measure. */
export function gzipSwells(bytes: Uint8Array): boolean {
  if (bytes.length < 18) return false;
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const unpacked = file.readUInt32LE(file.length - 4);
  return unpacked > HONEST_BYTES && unpacked > HONEST_RATIO * file.length;
}

function tableOf(file: Buffer): number | null {
  const lowest = Math.max(0, file.length - END_SEARCH_BYTES);
  for (let at = file.length - 22; at >= lowest; at -= 1) {
    if (file.readUInt32LE(at) === END_SIGNATURE) return file.readUInt32LE(at + 16);
  }
  return null;
}

function* entriesFrom(file: Buffer, start: number): Generator<Entry> {
  let at = start;
  let count = 0;
  while (at + 46 <= file.length && file.readUInt32LE(at) === ENTRY_SIGNATURE) {
    const nameLength = file.readUInt16LE(at + 28);
    yield {
      name: file.toString('utf8', at + 46, at + 46 + nameLength),
      locked: (file.readUInt16LE(at + 8) & 1) === 1,
      packed: file.readUInt32LE(at + 20),
      unpacked: file.readUInt32LE(at + 24),
    };
    at += 46 + nameLength + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32);
    count += 1;
    if (count > HONEST_ENTRIES) return;
  }
}
