import { existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { databasePath } from '@vigie/db/database-path';
import {
  readFencedMark,
  readStandbyMark,
  writeStandbyMark,
  type StandbyMark,
} from '@vigie/db/standby/standby-mark';

export type StandbyGround =
  | { readonly kind: 'standby'; readonly mark: StandbyMark }
  /** It has taken over before: it serves. */
  | { readonly kind: 'server' }
  | { readonly kind: 'refused'; readonly fault: string };

export interface StandbyWish {
  readonly from: string;
  readonly address: string;
  /** What stands in the folder may be replaced; it is kept beside. */
  readonly replace: boolean;
  readonly now: number;
}

/**
 * What a folder is to a standby (RUN-4): its copy, to be gone on with; a server that has taken over, and
 * must never be copied over; one that was succeeded, and begins anew as the other's standby; or nothing.
 */
export function groundOf(folder: string, wish: StandbyWish): StandbyGround {
  const mark = readStandbyMark(folder);
  const isFenced = readFencedMark(folder) !== null;
  if (mark?.stage === 'promoted' && !isFenced && !wish.replace) return { kind: 'server' };
  if (mark && mark.stage !== 'promoted') return standby(folder, { ...mark, ...placesOf(wish) });
  if (existsSync(databasePath(folder)) && !isFenced && !wish.replace) {
    return {
      kind: 'refused',
      fault: `VIGIE_DATA : le dossier ${folder} est celui d’un serveur. Attendu : un dossier vide, ou --replace (ce qui s’y trouve est gardé à côté).`,
    };
  }
  putAside(folder, wish.now);
  const fresh = {
    stage: 'copying',
    logId: '',
    wholeFrom: null,
    next: null,
    owesFence: false,
  } as const;
  return standby(folder, { ...fresh, ...placesOf(wish) });
}

function placesOf({ from, address }: StandbyWish) {
  return { from, address };
}

function standby(folder: string, mark: StandbyMark): StandbyGround {
  writeStandbyMark(folder, mark);
  return { kind: 'standby', mark };
}

/** What a succeeded server knew, and nobody else, may be looked for: it is kept. */
function putAside(folder: string, now: number): void {
  const live = databasePath(folder);
  for (const ending of ['', '-wal']) {
    if (existsSync(live + ending))
      renameSync(live + ending, `${live}.before-${String(now)}${ending}`);
  }
  for (const name of ['vigie.db-shm', 'shipping', 'standby-peer.json', 'fenced.json']) {
    rmSync(join(folder, name), { recursive: true, force: true });
  }
}
