import { ledgerCounts } from '@vigie/db/queries/ledger';
import { replyCounts } from '@vigie/db/queries/outbox';
import { storeRawMail } from '@vigie/db/queries/raw-mails';
import { traceRead } from '@vigie/db/queries/reads';
import { searchTickets } from '@vigie/db/queries/search';
import { settledTickets, ticketById } from '@vigie/db/queries/tickets';
import { LiveRoom } from '@vigie/server/live/live-room';
import { findWords, loadRoom } from '@vigie/server/live/load-room';
import { SnapshotPress } from '@vigie/server/live/snapshot-press';
import { defaultAutomaticMailRules } from '@vigie/server/mail/acknowledge';
import { parseMail } from '@vigie/server/mail/parse-mail';
import { MailReceiver } from '@vigie/server/mail/receive-mail';
import { identity } from '@vigie/server/testing/year/year-identity';
import { ticketFile } from '@vigie/server/tickets/ticket-file';
import { systemClock } from '@vigie/server/clock';
import { defaultSettings } from '@vigie/shared/settings/settings';
import type { CommandAnswer } from '@vigie/shared/wire/answer';
import type { BenchRoom } from '../bench-room.ts';

export const people = 40;
export const tickets = 500;

const mailboxId = 'contact';
const uidValidity = 'bench';

/** Everything that people and the mailbox do in a room all day, one act a call. */
export class Paths {
  readonly #room: BenchRoom;
  readonly #receiver: MailReceiver;
  readonly #settled: readonly string[];
  #n = 0;

  constructor(room: BenchRoom) {
    this.#room = room;
    this.#receiver = receiverOf(room);
    // Ids are chance: these lie all over the year.
    this.#settled = room.database.client
      .prepare<[], string>(`SELECT id FROM tickets WHERE status = 'answered' ORDER BY id LIMIT 400`)
      .pluck()
      .all();
  }

  readonly all: Readonly<Record<string, { act: () => unknown; times: number }>> = {
    'claim and release': { times: 60, act: () => this.#claim() },
    'claim next and release': { times: 60, act: () => this.#claimNext() },
    'note: a transaction of the desk': { times: 120, act: () => this.#note() },
    'a mail opens a ticket': { times: 40, act: () => this.#mail() },
    'open a ticket': { times: 150, act: () => this.#open() },
    'search for a common word': { times: 100, act: () => this.#search('plainte') },
    'search for two words': { times: 100, act: () => this.#search('carte ban') },
    'search for a number': { times: 150, act: () => this.#search('30-01-0042') },
    'a page of the settled': { times: 60, act: () => this.#settledPage() },
    'snapshot from the database': { times: 4, act: () => this.#snapshot() },
    'counts for the metrics': { times: 30, act: () => this.#counts() },
  };

  get #next(): number {
    this.#n += 1;
    return this.#n;
  }

  async #claim(): Promise<void> {
    const n = this.#next;
    // Every fiftieth is restricted: those with an even number are cleared.
    const by = `p${String((2 * n) % people)}`;
    await this.#claimed(by, {
      type: 'claim-ticket',
      ticketId: `t${String(n % tickets)}`,
      outsideShift: true,
    });
  }

  async #claimNext(): Promise<void> {
    await this.#claimed(`p${String((2 * this.#next) % people)}`, {
      type: 'claim-next',
      outsideShift: true,
    });
  }

  async #claimed(by: string, command: object): Promise<void> {
    const { ticketId, token } = await this.#does(by, command);
    await this.#does(by, { type: 'release-ticket', ticketId, token });
  }

  #note(): Promise<unknown> {
    const ticketId = `t${String(this.#next % tickets)}`;
    return this.#does('p0', { type: 'add-note', ticketId, text: 'Rappeler avant midi.' });
  }

  async #does(personId: string, command: object): Promise<Extract<CommandAnswer, { ok: true }>> {
    const envelope = { key: this.#room.newId(), command };
    const answer = await this.#room.desk.execute(envelope, { personId, origin: 'bench' });
    if (!answer.ok) throw new Error(`the desk refused the bench: ${answer.message}`);
    return answer;
  }

  async #mail(): Promise<void> {
    const uid = this.#next;
    const bytes = mailBytes(uid);
    const now = systemClock.now();
    const sha256 = storeRawMail(this.#room.database, bytes, now);
    const mail = { mailboxId, uidValidity, uid, sha256, bytes, tooBig: false, receivedAt: now };
    const { outcome } = await this.#receiver.receive(mail);
    if (outcome !== 'ticket') throw new Error(`the mail of the bench became a ${outcome}`);
  }

  #open(): unknown {
    const { database, staff } = this.#room;
    const ticketId = this.#settled[this.#next % this.#settled.length] ?? '';
    const found = ticketById(database, ticketId);
    const person = staff.person('p0');
    if (!found || !person) throw new Error('the bench has no such ticket or person');
    const look = {
      personId: 'p0',
      act: 'see-ticket',
      ticketId,
      mailId: null,
      origin: null,
    } as const;
    traceRead(database, { at: systemClock.now(), ...look });
    return ticketFile(database, found, staff.actor(person, systemClock.now()), () => 'off');
  }

  #search(query: string): unknown {
    const page = { cleared: true, before: null, limit: 50 };
    const { tickets: found } = searchTickets(this.#room.database, { ...page, query });
    return found;
  }

  #settledPage(): unknown {
    const page = { cleared: true, before: null, limit: 50, handledBy: null };
    return settledTickets(this.#room.database, { ...page, status: 'answered' });
  }

  #counts(): unknown {
    return [ledgerCounts(this.#room.database), replyCounts(this.#room.database)];
  }

  #snapshot(): unknown {
    const { database, log } = this.#room;
    const live = new LiveRoom(loadRoom(database), (ticketId) => findWords(database, ticketId));
    return new SnapshotPress(live, log.id, systemClock).snapshot('cleared', '{}');
  }
}

function receiverOf(room: BenchRoom): MailReceiver {
  return new MailReceiver({
    ...room,
    desk: room.desk,
    parser: { parse: async (bytes) => ({ ok: true, mail: await parseMail(bytes) }) },
    clock: systemClock,
    newId: () => room.newId(),
    settings: defaultSettings,
    identity,
    // Its caps would end a bench that writes more than citizens do.
    rules: { ...defaultAutomaticMailRules, perHour: Infinity },
    since: 0,
    logger: { info: () => undefined, warn: console.error, error: console.error },
  });
}

function mailBytes(n: number): Buffer {
  const lines = [
    `Message-ID: <growth-${String(n)}@orange.example>`,
    `From: Camille Aubert <camille.aubert.${String(n)}@orange.example>`,
    'To: contact@vigie.example',
    `Subject: Vol de vélo devant la gare, numéro ${String(n)}`,
    '',
    'Bonjour, mon vélo a été volé hier soir devant la gare. Comment porter plainte en ligne ?',
  ];
  return Buffer.from(lines.join('\r\n'));
}
