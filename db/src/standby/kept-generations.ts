import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Position } from './position.ts';

/** A generation that has ended, and the one that went on from it. */
export interface Ended extends Position {
  readonly next: string;
}

/** What must be known after a restart to go on shipping without a gap. */
export interface Continuity {
  /** The generation that was current. */
  readonly current: string | null;
  /** Where it ends, as soon as it may end: all of it stands in the database. */
  readonly ending: Position | null;
  readonly ended: readonly Ended[];
}

const nothing: Continuity = { current: null, ending: null, ended: [] };

/**
 * Generations of the journal that a standby has not had yet, in a folder beside the database: at most
 * so many bytes, the oldest go first. What they hold is what the database holds: as secret as that.
 */
export class KeptGenerations {
  readonly #folder: string;
  readonly #limitBytes: number;

  constructor(folder: string, limitBytes: number) {
    this.#folder = folder;
    this.#limitBytes = limitBytes;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }

  continuity(): Continuity {
    try {
      return JSON.parse(readFileSync(this.#stateFile, 'utf8')) as Continuity;
    } catch {
      // None yet, or cut off while it was written: then the standby takes a new copy.
      return nothing;
    }
  }

  /** What could not be noted is not guessed at: the standby then takes a new copy. */
  noteContinuity(continuity: Continuity): void {
    const draft = `${this.#stateFile}.new`;
    try {
      writeFileSync(draft, JSON.stringify(continuity), { mode: 0o600 });
      renameSync(draft, this.#stateFile);
    } catch {
      rmSync(this.#stateFile, { force: true });
    }
  }

  /** Keeps a generation up to its present end; of one that is kept in part, only the rest is read. */
  keep(generation: string, end: number, read: (offset: number, length: number) => Buffer): void {
    const file = this.#fileOf(generation);
    try {
      const kept = existsSync(file) ? statSync(file).size : 0;
      appendFileSync(file, read(kept, end - kept), { mode: 0o600 });
      this.#makeRoom(generation);
    } catch {
      // No room: the service goes on, and the standby takes a new copy.
      rmSync(file, { force: true });
    }
  }

  /** Bytes of a generation from an offset on; null where it is not kept any more. */
  read({ generation, offset }: Position, length: number): Buffer | null {
    const file = this.#fileOf(generation);
    return existsSync(file) ? readFileSync(file).subarray(offset, offset + length) : null;
  }

  forget(generation: string): void {
    rmSync(this.#fileOf(generation), { force: true });
  }

  #makeRoom(newest: string): void {
    const kept = readdirSync(this.#folder)
      .filter((name) => name.endsWith('.wal') && name !== `${newest}.wal`)
      .map((name) => ({ path: join(this.#folder, name), ...sizeAndAge(join(this.#folder, name)) }))
      .sort((one, other) => one.writtenAt - other.writtenAt);
    let bytes = kept.reduce((total, { size }) => total + size, 0);
    for (const { path, size } of kept) {
      if (bytes <= this.#limitBytes) return;
      rmSync(path);
      bytes -= size;
    }
  }

  get #stateFile(): string {
    return join(this.#folder, 'continuity.json');
  }

  #fileOf(generation: string): string {
    return join(this.#folder, `${generation}.wal`);
  }
}

function sizeAndAge(path: string): { size: number; writtenAt: number } {
  const { size, mtimeMs } = statSync(path);
  return { size, writtenAt: mtimeMs };
}
