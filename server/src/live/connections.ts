import type { Clock } from '../clock.ts';
import type { Connection } from './connection.ts';

/** Told when the first connection of a person opens, and when the last one is gone. */
export type OnConnection = (personId: string, connected: boolean, at: number) => void;

/** The open connections, by person. */
export class Connections {
  readonly #clock: Clock;
  readonly #byPerson = new Map<string, Set<Connection>>();
  readonly #listeners = new Set<OnConnection>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  get count(): number {
    return this.all().length;
  }

  all(): Connection[] {
    return [...this.#byPerson.values()].flatMap((connections) => [...connections]);
  }

  of(personId: string): Connection[] {
    return [...(this.#byPerson.get(personId) ?? [])];
  }

  isConnected(personId: string): boolean {
    return this.#byPerson.has(personId);
  }

  add(connection: Connection): void {
    const { personId } = connection;
    const connections = this.#byPerson.get(personId);
    connections?.add(connection);
    if (connections) return;
    this.#byPerson.set(personId, new Set([connection]));
    if (!connection.isWall) this.#say(personId, true);
  }

  remove(connection: Connection): void {
    const { personId } = connection;
    const connections = this.#byPerson.get(personId);
    if (!connections?.delete(connection) || connections.size) return;
    this.#byPerson.delete(personId);
    if (!connection.isWall) this.#say(personId, false);
  }

  /** Calls the listener from now on; what it gives back ends that. */
  onChange(listener: OnConnection): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells nobody any more: a service that stops is no loss of its users' connections. */
  close(): void {
    this.#listeners.clear();
  }

  #say(personId: string, connected: boolean): void {
    const at = this.#clock.now();
    for (const listener of this.#listeners) listener(personId, connected, at);
  }
}
