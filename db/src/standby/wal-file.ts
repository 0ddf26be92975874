import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import {
  committedIn,
  frameBytes,
  readWalHeader,
  walHeaderBytes,
  type Checksum,
  type WalHeader,
} from './wal-format.ts';

/** So much is read at a time, in bytes: a few transactions. */
const blockBytes = 128 * 1024;

/** How far a generation is known to be committed. */
export interface KnownEnd {
  readonly header: WalHeader;
  /** In bytes, the head included. */
  readonly offset: number;
  readonly checksum: Checksum;
}

/** The journal beside a database, read as bytes. Closed by its owner. */
export class WalFile {
  readonly #file: number;

  constructor(path: string) {
    this.#file = openSync(path, 'r');
  }

  /** The head as it stands now; null where the journal is empty. */
  header(): WalHeader | null {
    return readWalHeader(this.read(0, walHeaderBytes));
  }

  read(offset: number, length: number): Buffer {
    const room = Math.max(0, Math.min(length, fstatSync(this.#file).size - offset));
    const bytes = Buffer.allocUnsafe(room);
    return bytes.subarray(0, readSync(this.#file, bytes, 0, room, offset));
  }

  /** Follows what has been committed since. What lies behind it is an older generation's, and is not read far. */
  goOn(known: KnownEnd): KnownEnd {
    const { header } = known;
    let { offset, checksum } = known;
    for (let length = blockBytes; ;) {
      const block = this.read(offset, length);
      const { bytes, checksum: after, walked } = committedIn(block, header, checksum);
      offset += bytes;
      checksum = after;
      const isWhole = block.length - walked < frameBytes(header);
      if (!isWhole || block.length < length) return { header, offset, checksum };
      // A transaction may be longer than a block: then the block grows until its end is in it.
      length = bytes === 0 ? length * 2 : blockBytes;
    }
  }

  close(): void {
    closeSync(this.#file);
  }
}

/** The beginning of a generation, nothing of it read yet. */
export function beginningOf(header: WalHeader): KnownEnd {
  return { header, offset: walHeaderBytes, checksum: header.checksum };
}
