import type { Append, Committed, EventLog } from '@vigie/db/event-log';
import { decideSystem } from '@vigie/shared/ticket/decide-system';
import type { SystemCommand } from '@vigie/shared/ticket/system-command';
import type { Lock, Ticket } from '@vigie/shared/ticket/ticket';
import type { Timers } from '../clock.ts';
import { Deadlines, type DeadlineParts } from './deadlines.ts';
import type { ActInTicket } from './desk.ts';
import { actOnTicket, type SystemHands } from './system-act.ts';

/** A flickering network stays out of the log: a lease is shortened only after this long without a connection, in ms. */
const flickerMs = 10_000;

export interface LeaseKeeperParts extends SystemHands {
  readonly log: Pick<EventLog, 'follow'>;
  readonly timers: Timers;
  readonly logger: DeadlineParts['logger'];
}

/** What stands when the keeper starts. */
export interface Standing {
  readonly locked: readonly Ticket[];
  /** The last instant at which a server was known to be alive; null before the first. */
  readonly lastHeartbeat: number | null;
}

interface Lease extends Lock {
  /** The holder's last act, typing included; acts between two renewals stand here alone (LOCK-2). */
  readonly lastActAt: number;
}

/**
 * Ends leases when their time has come (LOCK-2, LOCK-4): 15 minutes after the holder's last act, or 3
 * after the loss of their connection. Follows the log, and sleeps until the next deadline.
 */
export class LeaseKeeper {
  readonly #parts: LeaseKeeperParts;
  readonly #leases = new Map<string, Lease>();
  readonly #connected = new Set<string>();
  /** Since when a person has no connection; who is not here had none since the start. */
  readonly #goneSince = new Map<string, number>();
  readonly #deadlines: Deadlines;
  readonly #unfollow: () => void;
  readonly #startedAt: number;

  constructor(parts: LeaseKeeperParts) {
    this.#parts = parts;
    this.#startedAt = parts.clock.now();
    this.#deadlines = new Deadlines({ ...parts, onDue: (name) => this.#onDue(name) });
    this.#unfollow = parts.log.follow((committed) => this.#take(committed));
  }

  /** Gives every lock the time back during which no server was alive (LOCK-4); then watches them all. */
  async start({ locked, lastHeartbeat }: Standing): Promise<void> {
    const downMs = lastHeartbeat === null ? 0 : Math.max(0, this.#startedAt - lastHeartbeat);
    // What had ended before the server went down stays at its end.
    const running = locked.filter(({ lock }) => lock && lock.until > this.#startedAt - downMs);
    for (const { id, lock } of running) this.#remember(id, lock, downMs);
    if (downMs > 0 && running.length > 0) await this.#prolongAll(running, downMs);
    for (const { id, lock } of locked) this.#watch(id, this.#leases.get(id) ?? lock);
  }

  /** Somebody acted in a ticket: for its holder the lease runs anew. */
  touch({ ticketId, personId, at }: ActInTicket): void {
    const lease = this.#leases.get(ticketId);
    if (lease?.holder !== personId || lease.lastActAt >= at) return;
    this.#keep(ticketId, { ...lease, lastActAt: at });
  }

  /** A person's first connection came, or their last one went. */
  connection(personId: string, connected: boolean, at: number): void {
    if (connected) this.#connected.add(personId);
    else this.#connected.delete(personId);
    this.#goneSince.set(personId, at);
    for (const [ticketId, lease] of this.#leases) {
      if (lease.holder !== personId) continue;
      this.#keep(ticketId, lease);
      if (connected && lease.disconnected) this.#deadlines.set(`return ${ticketId}`, at);
    }
  }

  close(): void {
    this.#unfollow();
    this.#deadlines.close();
  }

  #take({ changed }: Committed): void {
    for (const [id, { after }] of changed.ticket) this.#watch(id, after.lock);
  }

  /** The time without a server counts for nothing: the last act moves with the end. */
  #remember(ticketId: string, lock: Lock | null, downMs: number): void {
    if (lock) this.#leases.set(ticketId, { ...lock, lastActAt: lock.renewedAt + downMs });
  }

  #watch(ticketId: string, lock: Lock | null): void {
    if (!lock) {
      this.#leases.delete(ticketId);
      for (const what of ['end', 'gone', 'return']) this.#deadlines.delete(`${what} ${ticketId}`);
      return;
    }
    const known = this.#leases.get(ticketId);
    const acted = known?.token === lock.token ? known.lastActAt : lock.renewedAt;
    this.#keep(ticketId, { ...lock, lastActAt: acted });
  }

  #keep(ticketId: string, lease: Lease): void {
    this.#leases.set(ticketId, lease);
    this.#deadlines.set(`end ${ticketId}`, lease.until);
    const gone = `gone ${ticketId}`;
    if (lease.disconnected || this.#connected.has(lease.holder)) this.#deadlines.delete(gone);
    else this.#deadlines.set(gone, this.#goneSinceIn(lease) + flickerMs);
  }

  /** Who works without a connection, by HTTP alone, is there at least until their last act. */
  #goneSinceIn({ holder, lastActAt }: Lease): number {
    return Math.max(this.#goneSince.get(holder) ?? this.#startedAt, lastActAt);
  }

  async #onDue(name: string): Promise<void> {
    const [what, ticketId = ''] = name.split(' ');
    const lease = this.#leases.get(ticketId);
    if (!lease) return;
    const command = this.#commandFor(what, lease);
    const still = ({ lock }: Ticket) => lock?.token === lease.token;
    await actOnTicket(this.#parts, { ticketId, command, still });
  }

  #commandFor(what: string | undefined, lease: Lease): SystemCommand {
    if (what === 'gone') return { type: 'shorten-lease', goneSince: this.#goneSinceIn(lease) };
    if (what === 'end') return { type: 'end-lease', lastActAt: lease.lastActAt };
    const { clock, settings } = this.#parts;
    return { type: 'prolong-lease', until: clock.now() + settings.leaseMs };
  }

  /** In one transaction: a second crash during the start must not give the time back twice. */
  #prolongAll(tickets: readonly Ticket[], downMs: number): Promise<void> {
    const { desk, clock, newId, settings } = this.#parts;
    const at = clock.now();
    const keys = tickets.map(({ id }) => ({ kind: 'ticket', id }) as const);
    return desk.system('prolong-lease', newId(), keys, (loaded) => {
      const appends = tickets.flatMap(({ id }): Append[] => {
        const ticket = loaded.ticket(id);
        const until = (ticket?.lock?.until ?? at) + downMs;
        const decision = decideSystem(ticket, { type: 'prolong-lease', until }, { at, settings });
        return decision.ok ? [{ stream: 'ticket', id, events: decision.events }] : [];
      });
      return { ok: true, appends, writes: {}, answer: () => undefined };
    });
  }
}
