import type { Database } from '@vigie/db/database';
import type { EventLog } from '@vigie/db/event-log';
import {
  createSession,
  endSession,
  findSession,
  openSessions,
  rotateSession,
  sessionsOf,
  sweepSessions,
  touchSession,
  type SessionRow,
} from '@vigie/db/queries/sessions';
import type { PersonEvent } from '@vigie/shared/people/person';
import type { Clock, Timers } from '../clock.ts';
import type { Desk } from '../desk/desk.ts';
import type { Staff } from './staff.ts';
import { Turns } from './turns.ts';

export interface SessionLimits {
  /** A session ends when nothing was asked and no screen was connected for this long. */
  readonly idleMs: number;
  /** … and at the latest so long after the sign-in: a shift and its relief. */
  readonly absoluteMs: number;
}

export interface SessionParts {
  readonly database: Database;
  readonly desk: Pick<Desk, 'perform'>;
  readonly log: Pick<EventLog, 'follow'>;
  readonly staff: Staff;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly newId: () => string;
  /** 32 random bytes as text; only their hash is stored. */
  readonly newToken: () => string;
  readonly limits: SessionLimits;
  readonly logger: { error(context: object, message: string): void };
}

/** A session that has ended; null where all of a person's have. */
export interface EndedSession {
  readonly personId: string;
  readonly sessionId: string | null;
}

/** A session whose screen is connected. */
interface OpenScreen {
  readonly personId: string;
  readonly sessionId: string;
}

const sweepEveryMs = 60_000;
/** A session's last use is noted at most this often, in ms. */
const touchEveryMs = 60_000;

/**
 * The open sessions (ACCESS-2). The first of a person signs them in and the last signs them out, by
 * events; what was done to them in between needs none. Closed by its owner.
 */
export class Sessions {
  readonly #parts: SessionParts;
  readonly #turns = new Turns();
  readonly #endListeners = new Set<(ended: EndedSession) => void>();
  readonly #unfollow: () => void;
  #openScreens: () => readonly OpenScreen[] = () => [];
  #cancelSweep: () => void = () => undefined;

  constructor(parts: SessionParts) {
    this.#parts = parts;
    // A reset password or the end of a person ends their sessions in its own transaction.
    this.#unfollow = parts.log.follow(({ writes: { endSessionsOf } }) => {
      if (endSessionsOf !== undefined) this.#tell({ personId: endSessionsOf, sessionId: null });
    });
  }

  /** Ends what is over, and signs out whoever has no session left: a crash may have come between. */
  async start(): Promise<void> {
    await this.#sweep();
    const signedIn = this.#parts.staff.all().filter(({ signedInAt }) => signedInAt !== null);
    for (const { id } of signedIn) await this.#signOutUnlessOpen(id, null);
    this.#planSweep();
  }

  /** Opens a session under a new token. The person's first one signs them in. */
  open(personId: string, origin: string): Promise<{ sessionId: string; token: string }> {
    return this.#turns.take(personId, async () => {
      const { database, clock, newId, newToken } = this.#parts;
      const [id, token, at] = [newId(), newToken(), clock.now()];
      const expiresAt = this.#endOf(at, at);
      createSession(database, { id, token, personId, at, expiresAt, origin });
      try {
        await this.#note(personId, 'signed-in', `${id} ${origin}`);
      } catch (error) {
        endSession(database, id);
        throw error;
      }
      return { sessionId: id, token };
    });
  }

  /** The session of a token, unless it is over; its use is noted now and then. */
  find(token: string): SessionRow | null {
    const { database, clock } = this.#parts;
    const at = clock.now();
    const session = findSession(database, token, at);
    if (session && at - session.seenAt >= touchEveryMs) this.#touch(session, at);
    return session;
  }

  /** The session goes on under a new token; whoever knew the former one is out. */
  rotate(sessionId: string): string {
    const token = this.#parts.newToken();
    rotateSession(this.#parts.database, sessionId, token);
    return token;
  }

  /** Ends one session. The person's last one signs them out. */
  end({ id, personId }: Pick<SessionRow, 'id' | 'personId'>): Promise<void> {
    return this.#turns.take(personId, async () => {
      if (endSession(this.#parts.database, id)) this.#tell({ personId, sessionId: id });
      await this.#signOut(personId, id);
    });
  }

  /** Ends every session of a person but one. */
  async endOthers(personId: string, sessionId: string): Promise<void> {
    const others = sessionsOf(this.#parts.database, personId).filter(({ id }) => id !== sessionId);
    for (const other of others) await this.end(other);
  }

  /** Says where the open screens are told: an open screen is a session in use, its own alone. */
  watch(openScreens: () => readonly OpenScreen[]): void {
    this.#openScreens = openScreens;
  }

  /** Tells of each session that ends: its sockets are to be cut. */
  onEnd(listener: (ended: EndedSession) => void): () => void {
    this.#endListeners.add(listener);
    return () => this.#endListeners.delete(listener);
  }

  close(): void {
    this.#cancelSweep();
    this.#unfollow();
  }

  #planSweep(): void {
    this.#cancelSweep = this.#parts.timers.after(sweepEveryMs, () => {
      this.#planSweep();
      void this.#sweep().catch((error: unknown) => {
        this.#parts.logger.error({ err: error }, 'sessions could not be swept');
      });
    });
  }

  async #sweep(): Promise<void> {
    const { database, clock } = this.#parts;
    const at = clock.now();
    for (const { personId, sessionId } of this.#openScreens()) {
      const session = sessionsOf(database, personId).find(({ id }) => id === sessionId);
      if (session) this.#touch(session, at);
    }
    const over = sweepSessions(database, at);
    for (const { id, personId } of over) this.#tell({ personId, sessionId: id });
    for (const { id, personId } of over) await this.#signOutUnlessOpen(personId, id);
  }

  #signOutUnlessOpen(personId: string, origin: string | null): Promise<void> {
    return this.#turns.take(personId, () => this.#signOut(personId, origin));
  }

  async #signOut(personId: string, origin: string | null): Promise<void> {
    if (openSessions(this.#parts.database, personId) > 0) return;
    await this.#note(personId, 'signed-out', origin);
  }

  /** Appends the event, unless it is so already. */
  #note(personId: string, type: 'signed-in' | 'signed-out', origin: string | null): Promise<void> {
    const { desk, newId } = this.#parts;
    const keys = [{ kind: 'person', id: personId }] as const;
    return desk.perform({
      type: type === 'signed-in' ? 'sign-in' : 'sign-out',
      key: newId(),
      by: personId,
      origin,
      keys,
      decide: (loaded) => {
        const isIn = loaded.person(personId)?.signedInAt != null;
        const event: PersonEvent = { type };
        const append = { stream: 'person', id: personId, events: [event] } as const;
        const isNews = isIn !== (type === 'signed-in');
        return { ok: true, appends: isNews ? [append] : [], writes: {}, answer: () => undefined };
      },
    });
  }

  #touch(session: SessionRow, at: number): void {
    try {
      touchSession(this.#parts.database, session.id, at, this.#endOf(at, session.createdAt));
    } catch (error) {
      // On a full disk people still read: the session lasts until its noted end.
      this.#parts.logger.error({ err: error }, 'the use of a session was not noted');
    }
  }

  #endOf(seenAt: number, createdAt: number): number {
    const { idleMs, absoluteMs } = this.#parts.limits;
    return Math.min(seenAt + idleMs, createdAt + absoluteMs);
  }

  #tell(ended: EndedSession): void {
    for (const listener of this.#endListeners) listener(ended);
  }
}
