import { once } from 'node:events';
import type { Socket } from 'node:net';
import hoodiecrow, {
  type ImapConnection,
  type ImapFolder,
  type ImapFolderSetup,
  type ImapMessage,
  type ImapServer,
} from 'hoodiecrow-imap';
import defaultFetchHandlers from 'hoodiecrow-imap/lib/commands/handlers/fetch.js';
import type { JournalContents, MailJournal } from './mail-journal.ts';

/** Folders of the demonstration's mailbox, with their use; they are fixed. */
const folders = { INBOX: undefined, Sent: '\\Sent', Trash: '\\Trash' } as const;

interface ImapDoorParts {
  readonly journal: MailJournal;
  readonly contents: JournalContents;
  readonly account: { readonly user: string; readonly password: string };
  readonly clock: { now(): number };
}

/**
 * The embedded IMAP server on a mailbox that stands on disk (RUN-1): UIDs, flags and UIDVALIDITY
 * outlive the process. What a client is told to have happened is on the medium already.
 */
export class ImapDoor {
  readonly #journal: MailJournal;
  readonly #clock: { now(): number };
  readonly #server: ImapServer;
  readonly #sockets = new Set<Socket>();
  /** Flags of each message as they stand on disk. */
  readonly #flagsOnDisk = new WeakMap<ImapMessage, string>();

  constructor({ journal, contents, account, clock }: ImapDoorParts) {
    this.#journal = journal;
    this.#clock = clock;
    this.#server = hoodiecrow({
      plugins: ['IDLE', 'UIDPLUS', 'SPECIAL-USE', 'LITERALPLUS', 'SASL-IR', 'AUTH-PLAIN'],
      users: { [account.user]: { password: account.password } },
      storage: storageOf(contents),
    });
    // One listener a connection is how the library tells news; ten is no leak.
    this.#server.setMaxListeners(0);
    this.#rememberFlags();
    this.#keepAppends();
    this.#keepFlags();
    this.#server.connectionHandlers.push((connection) => {
      this.#watch(connection);
    });
    this.#serveWholeMessagesUnparsed();
    for (const command of ['CREATE', 'DELETE', 'RENAME']) this.#refuse(command);
  }

  /** Listens on loopback; resolves with the port. */
  async listen(port: number, host: string): Promise<number> {
    const { server } = this.#server;
    server.listen(port, host);
    await once(server, 'listening');
    const address = server.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  /** Puts a message that came by SMTP into INBOX; it is on disk when this returns. */
  deliver(raw: Buffer): void {
    this.#server.appendMessage('INBOX', [], undefined, raw.toString('latin1'));
  }

  async close(): Promise<void> {
    const closed = this.#server.server.listening ? once(this.#server.server, 'close') : null;
    this.#server.server.close();
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  /** Every way into a folder (SMTP, APPEND, COPY) goes through the library's `appendMessage`. */
  #keepAppends(): void {
    const append = this.#server.appendMessage.bind(this.#server);
    this.#server.appendMessage = (target, flags, date, raw, ignore) => {
      const folder = typeof target === 'string' ? this.#server.getMailbox(target) : target;
      if (!folder) throw new Error('no such folder');
      const received = date ?? internalDate(this.#clock.now());
      const { path, uidnext: uid } = folder;
      this.#journal.message({ folder: path, uid, flags, internalDate: received, raw });
      const result = append(folder, [...flags], received, raw, ignore);
      this.#flagsOnDisk.set(result.message, flagText(result.message));
      return result;
    };
  }

  #rememberFlags(): void {
    for (const path of Object.keys(folders)) {
      for (const message of this.#server.getMailbox(path)?.messages ?? []) {
        this.#flagsOnDisk.set(message, flagText(message));
      }
    }
  }

  /** STORE and FETCH may change flags; the answer that ends them leaves after the change is on disk. */
  #keepFlags(): void {
    this.#server.outputHandlers.push(({ selectedMailbox: folder }, { tag }, description) => {
      if (!folder || tag === '*' || !/^(UID )?(STORE|FETCH)\b/.test(description)) return;
      for (const message of folder.messages) this.#keepFlagsOf(folder, message);
    });
  }

  #keepFlagsOf({ path }: ImapFolder, message: ImapMessage): void {
    const flags = flagText(message);
    if (this.#flagsOnDisk.get(message) === flags) return;
    this.#journal.flags(path, message.uid, message.flags);
    this.#flagsOnDisk.set(message, flags);
  }

  #watch(connection: ImapConnection): void {
    const { socket } = connection;
    if (!socket) return;
    this.#sockets.add(socket);
    socket.once('close', () => {
      this.#sockets.delete(socket);
      // Ends the library's timer of an IDLE that nobody will end any more.
      if (connection.inputHandler) connection.inputHandler('DONE');
    });
    const expunge = connection.expungeSpecificMessages.bind(connection);
    connection.expungeSpecificMessages = (folder, ...rest) => {
      const before = [...folder.messages];
      expunge(folder, ...rest);
      for (const { ghost, uid } of before) if (ghost) this.#journal.gone(folder.path, uid);
    };
  }

  /** The library parses a message even to give it whole: slow on great ones, and no use to anybody. */
  #serveWholeMessagesUnparsed(): void {
    this.#server.fetchHandlers['BODY.PEEK'] = (connection, message, query) => {
      const isWhole = query.section?.length === 0 && query.partial === undefined;
      if (isWhole) return { type: 'LITERAL', value: message.raw };
      return defaultFetchHandlers['BODY.PEEK']?.(connection, message, query);
    };
  }

  #refuse(command: string): void {
    this.#server.setCommandHandler(command, (connection, parsed, _data, callback) => {
      const text = { type: 'TEXT', value: 'The folders of the demonstration are fixed' };
      connection.send({ tag: parsed.tag, command: 'NO', attributes: [text] }, command, parsed);
      callback();
    });
  }
}

function storageOf(contents: JournalContents): Record<string, unknown> {
  const { INBOX, ...others } = Object.fromEntries(
    Object.entries(folders).map(([path, use]) => [path, folderOf(contents, path, use)]),
  );
  return { INBOX, '': { folders: others } };
}

function folderOf(contents: JournalContents, path: string, use?: string): ImapFolderSetup {
  const messages = contents.messages
    .filter(({ folder }) => folder === path)
    .map(({ uid, flags, internalDate, raw }) => ({
      uid,
      flags: [...flags],
      internaldate: internalDate,
      raw,
    }));
  const uidnext = contents.uidNext.get(path) ?? 1;
  const setup = { messages, uidnext, uidvalidity: contents.uidValidity };
  return use === undefined ? setup : { ...setup, 'special-use': use };
}

function flagText({ flags }: ImapMessage): string {
  return flags.toSorted().join(' ');
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** An instant as IMAP writes it, in UTC: `24-Nov-2026 02:29:31 +0000`. */
function internalDate(at: number): string {
  const iso = new Date(at).toISOString();
  const month = months[Number(iso.slice(5, 7)) - 1] ?? '';
  return `${iso.slice(8, 10)}-${month}-${iso.slice(0, 4)} ${iso.slice(11, 19)} +0000`;
}
