import type { Database } from '@vigie/db/database';
import {
  allWalls,
  createWall,
  enrolWall,
  removeWall,
  touchWall,
  wallByToken,
  type WallRow,
} from '@vigie/db/queries/walls';
import { roomStreamId, type RoomEvent } from '@vigie/shared/room/room';
import { fastifyCookie } from '@fastify/cookie';
import type { Clock } from '../clock.ts';
import type { Desk } from '../desk/desk.ts';

export const wallCookie = 'vigie_wall';

export interface WallsParts {
  readonly database: Database;
  readonly desk: Pick<Desk, 'perform'>;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly newToken: () => string;
}

/** Who does it, and from where. */
interface Doer {
  readonly personId: string;
  readonly origin: string;
}

/** A code is typed within this time or made anew, in ms. */
const codeLastsMs = 30 * 60_000;
/** Without letters and figures that are mistaken for each other. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const codeLength = 12;

/**
 * The screens that only watch: each lives by a token of its own, which no rest ends and nothing but
 * revoking does. A wall is nobody: it hears the uncleared's feed and forecast, and has no other door (ACCESS-2).
 */
export class Walls {
  readonly #parts: WallsParts;
  readonly #revokeListeners = new Set<(wallId: string) => void>();

  #isConnected: (wallId: string) => boolean = () => false;

  constructor(parts: WallsParts) {
    this.#parts = parts;
  }

  /** Makes a wall; its code is told here and never again. */
  async make(name: string, { personId, origin }: Doer): Promise<{ id: string; code: string }> {
    const { database, clock, newId, newToken } = this.#parts;
    const [id, code, madeAt] = [newId(), codeFrom(newToken()), clock.now()];
    const codeUntil = madeAt + codeLastsMs;
    createWall(database, { id, name, code, madeBy: personId, madeAt, codeUntil });
    await this.#note('wall-made', id, personId, origin);
    return { id, code };
  }

  /** Lets the bearer of a code in, once; null where it opens nothing. */
  async enrol(typed: string, origin: string): Promise<{ wall: WallRow; token: string } | null> {
    const { database, clock, newToken } = this.#parts;
    const token = newToken();
    const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
    const wall = enrolWall(database, { code, token, at: clock.now(), origin });
    if (!wall) return null;
    await this.#note('wall-enrolled', wall.id, 'system', origin);
    return { wall, token };
  }

  /** The wall behind a cookie header; null when there is none. */
  identify(cookieHeader: string | undefined): WallRow | null {
    const token = cookieHeader && fastifyCookie.parse(cookieHeader)[wallCookie];
    return token ? wallByToken(this.#parts.database, token) : null;
  }

  /** Notes that the wall asked again. */
  touch({ id }: WallRow): void {
    touchWall(this.#parts.database, id, this.#parts.clock.now());
  }

  all(): (WallRow & { connected: boolean })[] {
    const walls = allWalls(this.#parts.database);
    return walls.map((wall) => ({ ...wall, connected: this.#isConnected(wall.id) }));
  }

  /** Says where the open walls are told. */
  watch(isConnected: (wallId: string) => boolean): void {
    this.#isConnected = isConnected;
  }

  /** Takes a wall out of service: its screen goes dark at once. False when there was none. */
  async revoke(wallId: string, { personId, origin }: Doer): Promise<boolean> {
    if (!removeWall(this.#parts.database, wallId)) return false;
    for (const listener of this.#revokeListeners) listener(wallId);
    await this.#note('wall-revoked', wallId, personId, origin);
    return true;
  }

  /** Tells of each wall that is revoked: its sockets are to be cut. */
  onRevoke(listener: (wallId: string) => void): () => void {
    this.#revokeListeners.add(listener);
    return () => this.#revokeListeners.delete(listener);
  }

  #note(
    type: Extract<RoomEvent, { wallId: string }>['type'],
    wallId: string,
    by: string,
    origin: string,
  ): Promise<undefined> {
    const { desk, newId } = this.#parts;
    const events: RoomEvent[] = [{ type, wallId }];
    return desk.perform<undefined>({
      ...{ type, key: newId(), by, origin, keys: [] },
      decide: () => ({
        ok: true,
        appends: [{ stream: 'room', id: roomStreamId, events }],
        writes: {},
        answer: () => undefined,
      }),
    });
  }
}

/** A code that can be read out and typed, from random bytes that nobody guesses. */
function codeFrom(token: string): string {
  const bytes = [...Buffer.from(token, 'base64url')];
  // Bytes beyond the last whole round of letters would make some letters likelier than others.
  const fair = bytes.filter((byte) => byte < 256 - (256 % letters.length));
  return fair
    .slice(0, codeLength)
    .map((byte) => letters[byte % letters.length])
    .join('');
}
