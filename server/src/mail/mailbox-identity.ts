import { hash } from 'node:crypto';
import type { Database } from '@vigie/db/database';
import { highestUid, ledgerEntry } from '@vigie/db/queries/ledger';
import { mailById } from '@vigie/db/queries/mails';
import { ServerRefused } from './mail-failure.ts';
import type { MailboxConnection, MailboxView, MessageFacts } from './mailbox-connection.ts';

type Messages = Pick<MailboxConnection, 'facts' | 'source'>;

/** So many of the newest known messages are weighed, and of these so many read, the smallest first. */
const WEIGHED = 10;
const READ = 3;
/** A larger one is not fetched anew to tell what it is. */
const LARGEST_READ_BYTES = 256_000;

/** A mailbox as the ledger knows it. */
export interface KnownMailbox {
  readonly mailboxId: string;
  /** As the ledger writes it, the generation with it. */
  readonly uidValidity: string;
  /** Known UIDs that the server lists, ascending. */
  readonly present: readonly number[];
}

/**
 * The UIDVALIDITY as the ledger writes it: where another mailbox was found behind the same value, as
 * after a move to another server, the newest of its generations (MAIL-3).
 */
export function newestGeneration(database: Database, mailboxId: string, value: string): string {
  let newest = value;
  for (let next = nextGeneration(newest); highestUid(database, mailboxId, next) > 0;) {
    newest = next;
    next = nextGeneration(newest);
  }
  return newest;
}

/** The same value once more, for a mailbox that is another one. */
export function nextGeneration(uidValidity: string): string {
  const [value = '', generation = '1'] = uidValidity.split('/');
  return `${value}/${String(Number(generation) + 1)}`;
}

/**
 * True where the server shows another mailbox under the UIDVALIDITY that is known (MAIL-3): a UID is
 * still to be given that was given already, or a known UID names another message. A server keeps both
 * promises for as long as the mailbox is the same one (RFC 3501, 2.3.1.1).
 */
export async function isOtherMailbox(
  database: Database,
  source: Messages,
  { uidNext }: MailboxView,
  known: KnownMailbox,
): Promise<boolean> {
  const highest = highestUid(database, known.mailboxId, known.uidValidity);
  // Where that message still lies there, the server is behind with what it tells.
  if (uidNext <= highest && known.present.at(-1) !== highest) return true;
  const facts = await source.facts(known.present.slice(-WEIGHED));
  const smallest = facts
    .filter(({ bytes }) => bytes <= LARGEST_READ_BYTES)
    .sort((one, other) => one.bytes - other.bytes)
    .slice(0, READ);
  for (const message of smallest) {
    if (await isOtherMessage(database, source, known, message)) return true;
  }
  return false;
}

async function isOtherMessage(
  database: Database,
  source: Messages,
  { mailboxId, uidValidity }: KnownMailbox,
  { uid, bytes: announced }: MessageFacts,
): Promise<boolean> {
  const entry = ledgerEntry(database, { mailboxId, uidValidity, uid });
  const bytes = await whole(source, uid);
  // What did not come whole testifies to nothing.
  if (!entry?.sha256 || bytes?.length !== announced) return false;
  if (hash('sha256', bytes) === entry.sha256) return false;
  // Some servers write a message anew each time; its Message-ID they leave. What has none proves nothing.
  const messageId = mailById(database, entry.mailId ?? '')?.messageId ?? null;
  return messageId !== null && !bytes.includes(messageId);
}

async function whole(source: Messages, uid: number): Promise<Buffer | null> {
  try {
    return await source.source(uid, null);
  } catch (error) {
    if (error instanceof ServerRefused) return null;
    throw error;
  }
}
