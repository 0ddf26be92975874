/** What SQLite's file format says of its write-ahead log: sizes in bytes. */
export const walHeaderBytes = 32;
const frameHeaderBytes = 24;
const checkedHeaderBytes = 24;
const checkedFrameHeaderBytes = 8;

/** The running checksum of a journal: each frame is held to all before it. */
export type Checksum = readonly [number, number];

/** The head of a journal. Each time that the journal begins anew, its salts change: they name the generation. */
export interface WalHeader {
  readonly id: string;
  readonly pageSize: number;
  readonly salts: readonly [number, number];
  readonly checksum: Checksum;
  readonly isBigEndian: boolean;
}

const magic = 0x377f0682;

/** Reads a journal's head; null where there is none, or it is not whole. */
export function readWalHeader(bytes: Buffer): WalHeader | null {
  if (bytes.length < walHeaderBytes) return null;
  const word = (n: number) => bytes.readUInt32BE(n * 4);
  if ((word(0) & ~1) >>> 0 !== magic) return null;
  const isBigEndian = (word(0) & 1) === 1;
  const checksum = sum(bytes, 0, checkedHeaderBytes, [0, 0], isBigEndian);
  if (checksum[0] !== word(6) || checksum[1] !== word(7)) return null;
  const salts = [word(4), word(5)] as const;
  const id = salts.map((salt) => salt.toString(16).padStart(8, '0')).join('');
  return { id, pageSize: word(2), salts, checksum, isBigEndian };
}

/** True where one generation follows on the other: SQLite counts its first salt up by one. */
export function followsOn(next: string, former: string): boolean {
  const firstSalt = (id: string) => Number.parseInt(id.slice(0, 8), 16);
  return firstSalt(next) === (firstSalt(former) + 1) >>> 0;
}

/** The length of a frame: its head, and a page. */
export function frameBytes({ pageSize }: Pick<WalHeader, 'pageSize'>): number {
  return frameHeaderBytes + pageSize;
}

/** How far bytes of a journal are committed, and the checksum there. */
export interface Committed {
  readonly bytes: number;
  readonly checksum: Checksum;
  /** How far the frames are whole, committed or not. */
  readonly walked: number;
}

/**
 * Walks frames as SQLite does when it recovers a journal, and says up to where they are whole and
 * committed: what a transaction has only begun to write, or another generation has left, does not count.
 */
export function committedIn(frames: Buffer, header: WalHeader, before: Checksum): Committed {
  const size = frameBytes(header);
  let committed = { bytes: 0, checksum: before };
  let checksum = before;
  let walked = 0;
  for (let at = 0; at + size <= frames.length; at += size) {
    const next = checkedFrame(frames, at, header, checksum);
    if (!next) break;
    checksum = next;
    walked = at + size;
    const isCommit = frames.readUInt32BE(at + 4) !== 0;
    if (isCommit) committed = { bytes: at + size, checksum };
  }
  return { ...committed, walked };
}

/** The checksum after a frame; null where the frame is another generation's, or not what was written. */
function checkedFrame(
  frames: Buffer,
  at: number,
  { salts, pageSize, isBigEndian }: WalHeader,
  before: Checksum,
): Checksum | null {
  const word = (n: number) => frames.readUInt32BE(at + n * 4);
  if (word(2) !== salts[0] || word(3) !== salts[1]) return null;
  const afterHeader = sum(frames, at, checkedFrameHeaderBytes, before, isBigEndian);
  const after = sum(frames, at + frameHeaderBytes, pageSize, afterHeader, isBigEndian);
  return after[0] === word(4) && after[1] === word(5) ? after : null;
}

function sum(
  bytes: Buffer,
  from: number,
  length: number,
  [first, second]: Checksum,
  isBigEndian: boolean,
): Checksum {
  const view = new DataView(bytes.buffer, bytes.byteOffset + from, length);
  let [a, b] = [first, second];
  for (let at = 0; at < length; at += 8) {
    a = (a + view.getUint32(at, !isBigEndian) + b) >>> 0;
    b = (b + view.getUint32(at + 4, !isBigEndian) + a) >>> 0;
  }
  return [a, b];
}
