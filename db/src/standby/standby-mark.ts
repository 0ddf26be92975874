import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Position } from './position.ts';

/**
 * What a standby's folder says of itself (RUN-4). `copying`: the copy is not one state yet. `following`:
 * it is, and may take over. `promoted`: it has, and is a server like any other.
 */
export interface StandbyMark {
  readonly stage: 'copying' | 'following' | 'promoted';
  /** The server that it is a copy of. */
  readonly from: string;
  readonly logId: string;
  /** Up to here the copy must have followed to be one state; null before the file has been copied. */
  readonly wholeFrom: Position | null;
  /** Where to go on while the journal is empty. */
  readonly next: Position | null;
  /** Where the standby's own process listens. */
  readonly address: string;
  /** After a takeover: until the former server has been told. */
  readonly owesFence: boolean;
}

/** What stands in a folder whose server has been succeeded: it starts no more (RUN-4). */
export interface FencedMark {
  readonly term: number;
  /** Where the successor is reached. */
  readonly by: string;
  readonly at: number;
}

/** On the server's side: the standby that it ships to. */
export interface PeerMark {
  readonly address: string;
}

export const readStandbyMark = (folder: string) => read<StandbyMark>(folder, 'standby.json');
export const writeStandbyMark = (folder: string, mark: StandbyMark) =>
  write(folder, 'standby.json', mark);
export const readPeerMark = (folder: string) => read<PeerMark>(folder, 'standby-peer.json');
export const writePeerMark = (folder: string, mark: PeerMark) =>
  write(folder, 'standby-peer.json', mark);
export const readFencedMark = (folder: string) => read<FencedMark>(folder, 'fenced.json');
export const writeFencedMark = (folder: string, mark: FencedMark) =>
  write(folder, 'fenced.json', mark);

function read<M>(folder: string, name: string): M | null {
  try {
    return JSON.parse(readFileSync(join(folder, name), 'utf8')) as M;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

/** On the disk before it returns, whole or not at all. */
function write(folder: string, name: string, mark: object): void {
  const draft = join(folder, `${name}.new`);
  const file = openSync(draft, 'w', 0o600);
  try {
    writeSync(file, `${JSON.stringify(mark, null, 2)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(draft, join(folder, name));
  const names = openSync(folder, 'r');
  fsyncSync(names);
  closeSync(names);
}
