/** The part of hoodiecrow-imap 2.1 that the demonstration's mailbox stands on; the package has no types of its own. */
declare module 'hoodiecrow-imap' {
  import type { Server, Socket } from 'node:net';

  export interface ImapMessage {
    uid: number;
    /** As IMAP writes it: `24-Nov-2026 02:29:31 +0000`. */
    internaldate: string;
    flags: string[];
    /** The message, one character a byte. */
    raw: string;
    /** Set when the message was expunged. */
    ghost?: boolean;
  }

  export interface ImapFolder {
    path: string;
    uidnext: number;
    uidvalidity: number;
    messages: ImapMessage[];
  }

  export interface ImapFolderSetup {
    readonly uidnext: number;
    readonly uidvalidity: number;
    readonly messages: ImapMessage[];
    readonly 'special-use'?: string;
  }

  export interface ImapConnection {
    readonly socket: Socket | null;
    readonly selectedMailbox?: ImapFolder;
    /** While idling or authenticating: takes the client's next line. */
    inputHandler: ((line: string) => void) | false;
    expungeSpecificMessages: (folder: ImapFolder, ...rest: never[]) => void;
    send(response: object, description: string, parsed: object): void;
  }

  type CommandHandler = (
    connection: ImapConnection,
    parsed: { readonly tag: string },
    data: string,
    callback: () => void,
  ) => void;

  type FetchHandler = (
    connection: ImapConnection,
    message: ImapMessage,
    query: { readonly section?: readonly unknown[]; readonly partial?: unknown },
  ) => unknown;

  export interface ImapServer {
    readonly server: Server;
    readonly connectionHandlers: ((connection: ImapConnection) => void)[];
    readonly outputHandlers: ((
      connection: ImapConnection,
      response: { readonly tag?: string },
      description: string,
    ) => void)[];
    readonly fetchHandlers: Record<string, FetchHandler>;
    appendMessage(
      folder: ImapFolder | string,
      flags: readonly string[],
      internaldate: string | undefined,
      raw: string,
      ignore?: ImapConnection,
    ): { mailbox: ImapFolder; message: ImapMessage };
    getMailbox(path: string): ImapFolder | undefined;
    setCommandHandler(command: string, handler: CommandHandler): void;
    setMaxListeners(count: number): void;
  }

  export default function hoodiecrow(options: {
    readonly plugins: readonly string[];
    readonly users: Record<string, { readonly password: string }>;
    readonly storage: Record<string, unknown>;
  }): ImapServer;
}

/** What the library answers to each FETCH item by itself. */
declare module 'hoodiecrow-imap/lib/commands/handlers/fetch.js' {
  import type { FetchHandler } from 'hoodiecrow-imap';

  const handlers: Readonly<Record<string, FetchHandler>>;
  export default handlers;
}
