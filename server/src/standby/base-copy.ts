import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import { flush } from '@vigie/db/backup/file-hash';
import type { Position } from '@vigie/db/standby/position';
import { dirname } from 'node:path';
import type { Source } from './source.ts';

export interface BaseCopy {
  /** Where the journal goes on. */
  readonly from: Position;
  /** Followed up to here, the copy is one state. */
  readonly wholeFrom: Position;
}

/** Copies the database's file into a file beside; what stands is not touched (RUN-4). */
export async function copyBase(
  source: Source,
  address: string,
  target: string,
  progress: (done: number, total: number) => void,
): Promise<BaseCopy> {
  const { from, bytes } = await source.beginBase(address);
  const file = openSync(target, 'w', 0o600);
  try {
    for (let done = 0; done < bytes;) {
      const piece = await source.basePiece(done);
      // The file may have been longer for a moment than when it was held: what counts is its length then.
      const part = piece.subarray(0, bytes - done);
      for (let put = 0; put < part.length;)
        put += writeSync(file, part, put, part.length - put, done + put);
      done += part.length;
      if (!part.length) throw new Error('the file ended before its end');
      progress(done, bytes);
    }
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  const { wholeFrom } = await source.endBase();
  return { from, wholeFrom };
}

/** Puts the copied file in its place, without a journal of another one beside it. */
export async function putBase(target: string, path: string): Promise<void> {
  for (const ending of ['-wal', '-shm']) rmSync(path + ending, { force: true });
  await rename(target, path);
  await flush(dirname(path));
}
