import type { Database } from '@vigie/db/database';
import type { Committed, EventLog } from '@vigie/db/event-log';
import { allMailboxes } from '@vigie/db/settings-rows';
import { firstMailboxId, type Mailbox } from '@vigie/shared/mailbox/mailbox';

export interface MailboxesParts {
  readonly database: Database;
  readonly log: Pick<EventLog, 'follow'>;
}

/** The mailboxes of the service as of the last commit, in memory. Follows the log until it is closed. */
export class Mailboxes {
  readonly #known: Map<string, Mailbox>;
  readonly #listeners = new Set<(mailbox: Mailbox) => void>();
  readonly #unfollow: () => void;

  constructor({ database, log }: MailboxesParts) {
    this.#known = new Map(allMailboxes(database).map((mailbox) => [mailbox.id, mailbox]));
    this.#unfollow = log.follow((committed) => this.#take(committed));
  }

  /** Those that have not been removed, the environment's first. */
  all(): Mailbox[] {
    return [...this.#known.values()]
      .filter(({ state }) => state !== 'removed')
      .toSorted((one, other) => rankOf(one) - rankOf(other) || one.name.localeCompare(other.name));
  }

  get(id: string): Mailbox | null {
    return this.#known.get(id) ?? null;
  }

  /** By which mailbox an answer leaves: the one that the ticket came to, while there is such a one. */
  outwardOf(id: string): Mailbox | null {
    const own = this.get(id);
    if (own && own.state !== 'removed') return own;
    return this.all().find(({ state }) => state === 'active') ?? this.all()[0] ?? null;
  }

  /** Tells of each mailbox that changed, after the commit. */
  onChange(listener: (mailbox: Mailbox) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#unfollow();
    this.#listeners.clear();
  }

  #take({ changed }: Committed): void {
    for (const [id, { after }] of changed.mailbox) {
      this.#known.set(id, after);
      for (const listener of this.#listeners) listener(after);
    }
  }
}

function rankOf({ id }: Mailbox): number {
  return id === firstMailboxId ? 0 : 1;
}
