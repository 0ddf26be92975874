import { crc32 } from 'node:zlib';

interface ZipEntry {
  readonly name: string;
  readonly packed?: Buffer;
  readonly unpacked?: number;
  /** What the table of contents says, if not the truth. */
  readonly claimedPacked?: number;
  readonly locked?: boolean;
}

/** A ZIP archive of stored entries, honest or not: what the table of contents claims is up to the test. */
export function zipOf(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const table: Buffer[] = [];
  let at = 0;
  for (const entry of entries) {
    const local = Buffer.concat([header(entry, false, 0), packedOf(entry)]);
    table.push(header(entry, true, at));
    locals.push(local);
    at += local.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(Buffer.concat(table).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...table, end]);
}

function packedOf({ packed }: ZipEntry): Buffer {
  return packed ?? Buffer.from('bonjour');
}

function header(entry: ZipEntry, inTable: boolean, offset: number): Buffer {
  const { name, unpacked, claimedPacked, locked } = entry;
  const packed = packedOf(entry);
  const fixed = Buffer.alloc(inTable ? 46 : 30);
  const shift = inTable ? 2 : 0;
  fixed.writeUInt32LE(inTable ? 0x02014b50 : 0x04034b50, 0);
  fixed.writeUInt16LE(20, 4 + shift);
  fixed.writeUInt16LE(locked ? 1 : 0, 6 + shift);
  fixed.writeUInt16LE(unpacked === undefined ? 0 : 8, 8 + shift);
  fixed.writeUInt32LE(crc32(packed), 14 + shift);
  fixed.writeUInt32LE(claimedPacked ?? packed.length, 18 + shift);
  fixed.writeUInt32LE(unpacked ?? packed.length, 22 + shift);
  fixed.writeUInt16LE(Buffer.byteLength(name), 26 + shift);
  if (inTable) fixed.writeUInt32LE(offset, 42);
  return Buffer.concat([fixed, Buffer.from(name)]);
}
