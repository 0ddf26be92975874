import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';

/** Length and SHA-256 of a file. */
export interface FileHash {
  readonly bytes: number;
  readonly sha256: string;
}

/** Reads a file once and tells its length and hash; `onRead` hears how many bytes came. */
export async function hashFile(
  path: string,
  onRead: (bytes: number) => void = () => undefined,
): Promise<FileHash> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    const part = chunk as Buffer;
    hash.update(part);
    bytes += part.length;
    onRead(bytes);
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** Waits until a file, or the names in a folder, are on the disk. */
export async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
