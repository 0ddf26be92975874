import {
  ImapFlow,
  type FetchMessageObject,
  type ImapFlowOptions,
  type MailboxObject,
} from 'imapflow';
import { ServerRefused } from './mail-failure.ts';
import { defaultMailPatience, type MailPatience } from './mail-patience.ts';
import type { MailServer } from './mail-server.ts';

/** The state of a mailbox that UIDs belong to (MAIL-2). */
export interface MailboxView {
  readonly uidValidity: string;
  /** No message has this UID yet, nor a higher one. */
  readonly uidNext: number;
}

/** What a server says as it opens a mailbox; the library's own type promises more than some servers say. */
type Opened = Pick<MailboxObject, 'uidValidity'> & Partial<Pick<MailboxObject, 'uidNext'>>;

/** What is known of a message before it is fetched. `receivedAt` is the server's INTERNALDATE, in ms. */
export interface MessageFacts {
  readonly uid: number;
  readonly bytes: number;
  readonly receivedAt: number;
}

/** A message by the name and the date that its author's program gave it; null where it has none. */
export interface NamedMessage extends MessageFacts {
  readonly messageId: string | null;
  readonly writtenAt: number | null;
}

export interface ConnectionListeners {
  /** The server says that the mailbox changed. */
  readonly onArrived: () => void;
  /** The connection is gone, with the error that ended it where there was one. */
  readonly onLost: (error: unknown) => void;
}

/** Set on each message that stands in our database: the mail server's copy is then a copy (MAIL-1). */
const STORED = 'VigieStored';

/**
 * One connection to one mailbox, by UIDs only. Where the library answers with nothing because the
 * connection was lost, this throws: a lost connection is never an empty mailbox (MAIL-3).
 */
export class MailboxConnection {
  readonly #client: ImapFlow;

  constructor(
    server: MailServer,
    { onArrived, onLost }: ConnectionListeners,
    patience: MailPatience = defaultMailPatience,
  ) {
    this.#client = new ImapFlow(imapOptions(server, patience));
    let error: unknown = null;
    this.#client.on('error', (cause) => (error = cause));
    this.#client.on('close', () => onLost(error));
    this.#client.on('exists', onArrived);
  }

  async connect(): Promise<void> {
    await this.#client.connect();
  }

  async select(path: string): Promise<MailboxView> {
    const { uidValidity, uidNext }: Opened = await this.#client.mailboxOpen(path);
    // Courier does not say what comes next as it opens a mailbox: there it is asked.
    if (uidNext === undefined) return this.look(path);
    return { uidValidity: String(uidValidity), uidNext };
  }

  /** Asks anew how the mailbox stands; breaks IDLE to do so. */
  async look(path: string): Promise<MailboxView> {
    // Of the mailbox that is open some servers (Courier) tell by STATUS only what was told already.
    await this.#client.noop();
    const query = { messages: true, uidNext: true, uidValidity: true };
    const status = answered(await this.#client.status(path, query));
    return { uidValidity: String(answered(status.uidValidity)), uidNext: answered(status.uidNext) };
  }

  /** Listens until something else is asked; a server without IDLE is polled by the owner alone. */
  idle(): void {
    // How it ends is told by the close event, or by the answer to what broke it.
    this.#client.idle().catch(() => undefined);
  }

  /** UIDs from this one on that exist now, ascending. */
  async uidsFrom(uid: number): Promise<number[]> {
    // Brings our view of the mailbox up to date: what a search then lacks is gone, not just untold.
    await this.#client.noop();
    const uids = await this.#search({ uid: `${String(uid)}:*` });
    // `n:*` names the last message even where that is below n.
    return uids.filter((found) => found >= uid);
  }

  /** UIDs of what the server received on that day or later, by its own time zone. */
  uidsSince(day: Date): Promise<number[]> {
    return this.#search({ since: day });
  }

  /** UIDs received since that day that do not bear our mark. */
  uidsUnmarked(day: Date): Promise<number[]> {
    const mark = this.#keepsKeywords ? { unKeyword: STORED } : { seen: false };
    return this.#search({ since: day, ...mark });
  }

  /** What is known of these messages; those that are gone are missing. */
  async facts(uids: readonly number[]): Promise<MessageFacts[]> {
    if (!uids.length) return [];
    const query = { uid: true, size: true, internalDate: true };
    const found = await this.#client.fetchAll([...uids], query, { uid: true });
    const wanted = new Set(uids);
    return found
      .filter(({ uid }) => wanted.has(uid))
      .map(factsOf)
      .sort((one, other) => one.uid - other.uid);
  }

  /** What is known of these messages, with their Message-IDs and dates; those that are gone are missing. */
  async names(uids: readonly number[]): Promise<NamedMessage[]> {
    if (!uids.length) return [];
    const query = { uid: true, size: true, internalDate: true, envelope: true };
    const found = await this.#client.fetchAll([...uids], query, { uid: true });
    return found.map((message) => ({
      ...factsOf(message),
      messageId: message.envelope?.messageId ?? null,
      writtenAt: instantOf(message.envelope?.date),
    }));
  }

  /** The raw bytes, whole or no more than so many; null where the message is gone. */
  async source(uid: number, maxLength: number | null): Promise<Buffer | null> {
    const source = maxLength === null ? true : { start: 0, maxLength };
    const found = await this.#client.fetchOne(String(uid), { uid: true, source }, { uid: true });
    if (found && found.source) return found.source;
    // Nothing came: gone is only what the server itself no longer lists.
    if ((await this.#search({ uid: String(uid) })).includes(uid)) {
      throw new ServerRefused('the server lists a message and does not hand it over');
    }
    return null;
  }

  /**
   * The raw bytes of these messages by UID, asked for at once. What the server does not hand over this
   * way is missing: whoever needs to know why asks for it by itself.
   */
  async sources(uids: readonly number[]): Promise<ReadonlyMap<number, Buffer>> {
    const query = { uid: true, source: true };
    const found = await this.#client.fetchAll([...uids], query, { uid: true }).catch(() => []);
    return new Map(found.flatMap(({ uid, source }) => (source ? [[uid, source]] : [])));
  }

  /** Marks messages as stored here. False where the server does not let us. */
  mark(uids: readonly number[]): Promise<boolean> {
    if (!uids.length) return Promise.resolve(true);
    const flags = this.#keepsKeywords ? ['\\Seen', STORED] : ['\\Seen'];
    return this.#client.messageFlagsAdd([...uids], flags, { uid: true, silent: true });
  }

  /** The folder of sent mail by its use or its usual name; null where there is none. */
  async sentFolder(): Promise<string | null> {
    const folders = await this.#client.list();
    return folders.find(({ specialUse }) => specialUse === '\\Sent')?.path ?? null;
  }

  async create(path: string): Promise<void> {
    await this.#client.mailboxCreate(path);
  }

  /** True when the selected folder holds a mail with this Message-ID. */
  async holds(messageId: string): Promise<boolean> {
    const uids = await this.#search({ header: { 'Message-ID': messageId } });
    return uids.length > 0;
  }

  async append(path: string, raw: Buffer, at: Date): Promise<void> {
    if (!(await this.#client.append(path, raw, ['\\Seen'], at))) {
      throw new ServerRefused('the server did not take the copy');
    }
  }

  close(): void {
    this.#client.close();
  }

  async #search(query: Parameters<ImapFlow['search']>[0]): Promise<number[]> {
    const uids = answered(await this.#client.search(query, { uid: true }));
    return uids.toSorted((one, other) => one - other);
  }

  get #keepsKeywords(): boolean {
    const { mailbox } = this.#client;
    const flags = mailbox ? mailbox.permanentFlags : undefined;
    return !flags || flags.has('\\*') || flags.has(STORED);
  }
}

/** How every connection to an IMAP server is made; no words of its dialogue are logged (ACCESS-5). */
export function imapOptions(
  { host, port, secure, demandsTls, user, password }: MailServer,
  { connectMs, greetingMs, imapSilenceMs }: MailPatience,
): ImapFlowOptions {
  return {
    host,
    port,
    secure,
    // Left open, it would go on in clear where the server, or somebody between, offers no TLS.
    doSTARTTLS: demandsTls,
    auth: { user, pass: password },
    clientInfo: { name: 'Vigie' },
    // The library's log lines hold subjects and addresses (ACCESS-5).
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: connectMs,
    greetingTimeout: greetingMs,
    socketTimeout: imapSilenceMs,
  };
}

function factsOf({ uid, size, internalDate }: FetchMessageObject): MessageFacts {
  const at = internalDate instanceof Date ? internalDate.getTime() : Date.parse(internalDate ?? '');
  return { uid, bytes: size ?? 0, receivedAt: Number.isFinite(at) ? at : Infinity };
}

function instantOf(date: Date | string | undefined): number | null {
  const at = date === undefined ? NaN : new Date(date).getTime();
  return Number.isFinite(at) ? at : null;
}

function answered<T>(answer: T | false | undefined): T {
  if (answer === false || answer === undefined)
    throw new ServerRefused('the server did not answer');
  return answer;
}
