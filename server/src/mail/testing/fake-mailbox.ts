import { ServerRefused } from '../mail-failure.ts';
import type { MailServer } from '../mail-server.ts';
import type { Connection } from '../intake.ts';
import type { ConnectionListeners, MailboxView, MessageFacts } from '../mailbox-connection.ts';

interface Message {
  bytes: Buffer;
  readonly receivedAt: number;
  isMarked: boolean;
}

export type Step = keyof Connection;

/** A mail server of one mailbox in memory, which fails where a test wants it to. */
export class FakeMailbox {
  readonly messages = new Map<number, Message>();
  uidValidity = '1';
  uidNext = 1;
  /** Called before each step; what it throws ends the connection. */
  onStep: (step: Step) => void = () => undefined;
  /** Messages that are listed and not handed over. */
  readonly stuck = new Set<number>();
  /** Messages that no search lists, though they are there. */
  readonly unlisted = new Set<number>();
  /** Messages of which only half is handed over, the first time. */
  readonly shortOnce = new Set<number>();
  /** Is there, and does not answer polls any more. */
  isSilent = false;
  connections = 0;
  #listeners: ConnectionListeners | null = null;

  add(bytes: Buffer, receivedAt: number): number {
    const uid = this.uidNext;
    this.uidNext += 1;
    this.messages.set(uid, { bytes, receivedAt, isMarked: false });
    return uid;
  }

  /** The server pushes that something changed. */
  push(): void {
    this.#listeners?.onArrived();
  }

  /** The connection breaks. */
  break(error: unknown = null): void {
    const listeners = this.#listeners;
    this.#listeners = null;
    listeners?.onLost(error);
  }

  get marked(): number[] {
    return [...this.messages].filter(([, { isMarked }]) => isMarked).map(([uid]) => uid);
  }

  /** A migration: other UIDs under another UIDVALIDITY, and no marks. */
  migrate(): void {
    const messages = [...this.messages.values()];
    this.messages.clear();
    this.uidValidity = String(Number(this.uidValidity) + 1);
    this.uidNext = 100;
    for (const { bytes, receivedAt } of messages) this.add(bytes, receivedAt);
  }

  readonly open = (_server: MailServer, listeners: ConnectionListeners): Connection => {
    this.connections += 1;
    this.#listeners = listeners;
    return this.connection();
  };

  connection(): Connection {
    const closed = Promise.withResolvers<never>();
    closed.promise.catch(() => undefined);
    const step = async (name: Step): Promise<void> => {
      await (this.isSilent && name === 'look' ? closed.promise : undefined);
      this.onStep(name);
    };
    const view = (): MailboxView => ({ uidValidity: this.uidValidity, uidNext: this.uidNext });
    return {
      connect: () => step('connect'),
      select: () => step('select').then(view),
      look: () => step('look').then(view),
      idle: () => undefined,
      close: () => closed.reject(new Error('closed')),
      uidsFrom: (uid) => step('uidsFrom').then(() => this.#uids((n) => n >= uid)),
      uidsSince: (day) =>
        step('uidsSince').then(() =>
          this.#uids((_, { receivedAt }) => receivedAt >= day.getTime()),
        ),
      uidsUnmarked: () =>
        step('uidsUnmarked').then(() => this.#uids((_, { isMarked }) => !isMarked)),
      facts: (uids) => step('facts').then(() => this.#facts(uids)),
      source: (uid, maxLength) => step('source').then(() => this.#source(uid, maxLength)),
      sources: (uids) => step('sources').then(() => this.#sources(uids)),
      mark: (uids) => step('mark').then(() => this.#mark(uids)),
    };
  }

  #uids(isWanted: (uid: number, message: Message) => boolean): number[] {
    return [...this.messages]
      .filter(([uid, message]) => !this.unlisted.has(uid) && isWanted(uid, message))
      .map(([uid]) => uid);
  }

  #facts(uids: readonly number[]): MessageFacts[] {
    return uids.flatMap((uid) => {
      const message = this.messages.get(uid);
      return message ? [{ uid, bytes: message.bytes.length, receivedAt: message.receivedAt }] : [];
    });
  }

  #source(uid: number, maxLength: number | null): Buffer | null {
    if (this.stuck.has(uid)) throw new ServerRefused('not handed over');
    const bytes = this.messages.get(uid)?.bytes ?? null;
    if (this.shortOnce.delete(uid)) return bytes?.subarray(0, bytes.length / 2) ?? null;
    return maxLength === null ? bytes : (bytes?.subarray(0, maxLength) ?? null);
  }

  #sources(uids: readonly number[]): Map<number, Buffer> {
    const told = uids.filter((uid) => !this.stuck.has(uid));
    return new Map(
      told.flatMap((uid) => {
        const bytes = this.#source(uid, null);
        return bytes ? [[uid, bytes]] : [];
      }),
    );
  }

  #mark(uids: readonly number[]): boolean {
    for (const uid of uids) {
      const message = this.messages.get(uid);
      if (message) message.isMarked = true;
    }
    return true;
  }
}
