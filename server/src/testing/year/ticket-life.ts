import { defaultSettings, targetMs } from '@vigie/shared/settings/settings';
import type { Writes, WordsRow } from '@vigie/db/writes';
import type { Finding } from '@vigie/shared/ticket/system-command';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { Priority } from '@vigie/shared/triage/priority';
import { writeNote } from '../../demo/answers.ts';
import { happens, lognormal, pick } from '@vigie/shared/chance/random';
import type { Life } from './agenda.ts';
import type { Member } from './duty-board.ts';
import { openTicket, type Opened, type Opening } from './open-ticket.ts';
import { sendAnswer } from './send-answer.ts';
import { rowsOf, type YearMail } from './year-post.ts';
import type { YearScene } from './year-scene.ts';

const { targets } = defaultSettings;

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How long a citizen waits for somebody to claim: median and spread, by priority. */
const waits: Readonly<Record<Priority, readonly [medianMs: number, spread: number]>> = {
  P0: [40 * second, 0.7],
  P1: [4 * minute, 0.8],
  P2: [50 * minute, 0.9],
  P3: [4 * hour, 0.9],
};

/**
 * Shares of what happens to tickets. Of those that are answered, so many citizens write again: with
 * those who are asked something, this makes 15 % of all mail (domain: "Load").
 */
const shares = {
  quarantined: 0.001,
  sentTwice: 0.1,
  writesMore: 0.03,
  writesBack: 0.08,
  answersQuestion: 0.75,
  bounces: 0.01,
  reopened: 0.003,
  givenBack: 0.03,
  strayed: 0.02,
  seized: 0.008,
  noted: 0.06,
  refiled: 0.03,
  raised: 0.01,
  closed: 0.09,
};

/** One citizen's question, from the mail that opens it to the last that anybody does about it. */
export class TicketLife {
  readonly #scene: YearScene;
  readonly #opened: Opened;
  #last: YearMail;

  constructor(scene: YearScene, opening: Omit<Opening, 'quarantined'>) {
    this.#scene = scene;
    this.#last = opening.mail;
    const quarantined = happens(scene.random, shares.quarantined);
    this.#opened = openTicket(scene.desk, { ...opening, quarantined });
  }

  *live(): Life {
    const { random, desk, post } = this.#scene;
    yield* this.#beAcknowledged();
    if (happens(random, shares.sentTwice)) post.again(this.#last);
    if (this.#ticket.status === 'quarantined') yield* this.#leaveQuarantine();
    yield* this.#beSettled();
    for (let returns = 0; returns < 3 && (yield* this.#returns()); returns += 1) {
      yield* this.#beSettled();
    }
    desk.log.retire('ticket', this.#opened.ticketId);
  }

  get #ticket(): Ticket {
    return this.#scene.desk.ticket(this.#opened.ticketId);
  }

  *#beAcknowledged(): Life {
    const { desk } = this.#scene;
    const { ticketId, acknowledgementId: replyId } = this.#opened;
    if (replyId === null) return;
    yield 2 * second;
    const acceptedAt = desk.now;
    desk.system(ticketId, { type: 'record-acknowledged', replyId, acceptedAt });
  }

  *#leaveQuarantine(): Life {
    const { desk, board } = this.#scene;
    yield this.#waitMs();
    const { id } = board.someone(desk.now, true);
    const { category, priority } = this.#ticket;
    const command = { category, priority, targetMs: targetMs(targets, category, priority) };
    desk.act(id, this.#opened.ticketId, { type: 'lift-quarantine', ...command });
  }

  /** From waiting to an answer that has left, or a close without one. */
  *#beSettled(): Life {
    for (;;) {
      yield* this.#wait();
      const holder = yield* this.#beClaimed();
      if (holder && (yield* this.#beHandled(holder))) return;
    }
  }

  /** Waits for somebody who has time; a P0 that nobody claims escalates meanwhile (MAIL-14). */
  *#wait(): Life {
    const { desk, random } = this.#scene;
    const { ticketId } = this.#opened;
    const until = desk.now + this.#waitMs();
    for (const ms of [2 * minute, 5 * minute]) {
      const { alarm } = this.#ticket;
      if (!alarm || alarm.since + ms >= until) break;
      yield Math.max(1, alarm.since + ms - desk.now);
      desk.system(ticketId, { type: 'escalate-alarm' });
    }
    if (happens(random, shares.writesMore)) {
      yield Math.max(1, (until - desk.now) / 2);
      this.#followUp();
    }
    yield Math.max(1, until - desk.now);
  }

  /** Somebody takes it, and may give it back or stray from it: then it waits again. */
  *#beClaimed(): Generator<number, Member | null> {
    const { desk, board, random } = this.#scene;
    const { ticketId } = this.#opened;
    const member = board.someone(desk.now, this.#ticket.restricted);
    this.#read(member);
    desk.act(member.id, ticketId, { type: 'claim-ticket', heldByActor: 0 });
    if (happens(random, shares.givenBack)) {
      yield 2 * minute;
      desk.act(member.id, ticketId, { type: 'release-ticket', token: this.#token });
      return null;
    }
    if (happens(random, shares.strayed)) {
      yield 4 * minute;
      desk.system(ticketId, { type: 'shorten-lease', goneSince: desk.now - 10 * second });
      yield 3 * minute;
      desk.system(ticketId, { type: 'end-lease', lastActAt: desk.now - 7 * minute });
      return null;
    }
    if (!happens(random, shares.seized)) return member;
    yield 3 * minute;
    const commander = board.commander();
    const reason = this.#words('reason', commander, 'Repris à la demande du commissaire.');
    desk.act(commander.id, ticketId, { type: 'seize-ticket', reasonId: reason.id }, words(reason));
    return commander;
  }

  /** The holder reads, files, writes, and sends; false where the answer did not leave. */
  *#beHandled(holder: Member): Generator<number, boolean> {
    const { random } = this.#scene;
    const until = this.#scene.desk.now + this.#handlingMs();
    this.#file(holder);
    yield* this.#type(holder, until);
    if (happens(random, shares.closed)) return this.#close(holder);
    return yield* sendAnswer(this.#scene, { ...this.#opened, holder, mail: this.#last });
  }

  /** Drafts are saved as one types; each two minutes or so renews the lease by an event (LOCK-2). */
  *#type(holder: Member, until: number): Life {
    const { desk } = this.#scene;
    while (until - desk.now > 2 * minute) {
      yield 2 * minute;
      desk.act(holder.id, this.#opened.ticketId, { type: 'save-draft', token: this.#token });
    }
    yield Math.max(1, until - desk.now);
  }

  #file(holder: Member): void {
    const { desk, random, stock } = this.#scene;
    const { ticketId } = this.#opened;
    if (happens(random, shares.noted)) {
      const note = this.#words('note', holder, writeNote(random));
      desk.act(holder.id, ticketId, { type: 'add-note', noteId: note.id }, words(note));
    }
    const { category } = stock.question(desk.now).finding;
    if (happens(random, shares.refiled) && category !== this.#ticket.category) {
      desk.act(holder.id, ticketId, { type: 'change-category', category });
    }
    if (happens(random, shares.raised) && this.#ticket.priority === 'P2') {
      const change = { priority: 'P1', reasonId: null, targetMs: 15 * minute } as const;
      desk.act(holder.id, ticketId, { type: 'change-priority', ...change });
    }
  }

  #close(holder: Member): true {
    const { desk, random } = this.#scene;
    const reason = pick(random, [
      'spam',
      'not-for-us',
      'not-for-us',
      'duplicate',
      'mistaken',
    ] as const);
    const contact = this.#words('contact', holder, 'Appel au 17 à l’instant.');
    const isDanger = this.#ticket.priority === 'P0';
    desk.act(
      holder.id,
      this.#opened.ticketId,
      { type: 'close-ticket', token: this.#token, reason, contactId: isDanger ? contact.id : null },
      isDanger ? words(contact) : {},
    );
    return true;
  }

  /** What comes after it was settled: true when it waits for somebody again. */
  *#returns(): Generator<number, boolean> {
    const { random } = this.#scene;
    if (this.#ticket.status === 'waiting') return yield* this.#isHeardOf();
    if (happens(random, shares.bounces)) yield* this.#bounce();
    if (happens(random, shares.reopened)) return yield* this.#reopen();
    if (!happens(random, shares.writesBack)) return false;
    yield Math.min(29 * day, lognormal(random, 1.5 * day, 1));
    this.#followUp();
    return true;
  }

  /** Who was asked something answers, or somebody closes the ticket after a week. */
  *#isHeardOf(): Generator<number, boolean> {
    const { desk, board, random } = this.#scene;
    if (happens(random, shares.answersQuestion)) {
      yield lognormal(random, 10 * hour, 1);
      this.#followUp();
      return true;
    }
    yield 7 * day;
    const member = board.someone(desk.now, this.#ticket.restricted);
    desk.act(member.id, this.#opened.ticketId, { type: 'claim-ticket', heldByActor: 0 });
    this.#close(member);
    return false;
  }

  *#reopen(): Generator<number, boolean> {
    const { desk, board, random } = this.#scene;
    yield lognormal(random, 3 * hour, 0.5);
    const member = board.someone(desk.now, this.#ticket.restricted);
    const reason = this.#words('reason', member, 'Une pièce manquait à la réponse.');
    const command = { reasonId: reason.id, targetMs: 4 * hour };
    desk.act(
      member.id,
      this.#opened.ticketId,
      { type: 'reopen-ticket', ...command },
      words(reason),
    );
    return true;
  }

  *#bounce(): Life {
    const { desk, post, stock, random } = this.#scene;
    yield lognormal(random, 5 * minute, 1);
    const { ticketId } = this.#opened;
    const from = { name: '', address: 'mailer-daemon@orange.example' };
    const mail = post.arrive(stock.machine(), from, { kind: 'machine', machineKind: 'auto-reply' });
    const { mailId, incoming } = mail.filing;
    const command = { mailId, receivedAt: incoming.receivedAt, kind: 'auto-reply' } as const;
    const writes = rowsOf(mail, 'machine', ticketId);
    const more = { bouncedReplyId: null, targetMs: hour };
    desk.system(
      ticketId,
      { type: 'attach-machine-mail', ...command, ...more },
      writes,
      'receive-mail',
    );
  }

  #followUp(): void {
    const { desk, post, stock } = this.#scene;
    const { ticketId } = this.#opened;
    const mail = post.arrive(stock.followUp(), this.#last.from, {
      inReplyTo: this.#last.row.messageId,
    });
    this.#last = mail;
    const { mailId, incoming } = mail.filing;
    const finding: Finding = {
      ...mail.letter.finding,
      targetMs: targetMs(targets, this.#ticket.category, this.#ticket.priority),
    };
    desk.system(
      ticketId,
      {
        type: 'receive-follow-up',
        mailId,
        receivedAt: incoming.receivedAt,
        finding,
        senderChanged: false,
        handlerPresent: false,
      },
      rowsOf(mail, 'follow_up', ticketId),
      'receive-mail',
    );
  }

  #read({ id }: Member): void {
    this.#scene.post.traceLook(id, this.#opened.ticketId);
  }

  #waitMs(): number {
    const [median, spread] = waits[this.#ticket.priority];
    return lognormal(this.#scene.random, median, spread);
  }

  /** 9 minutes, or 3 with an answer sheet (domain: "Load"). */
  #handlingMs(): number {
    const { random } = this.#scene;
    return lognormal(random, (happens(random, 0.4) ? 3 : 8) * minute, 0.4);
  }

  get #token(): number {
    return this.#ticket.lock?.token ?? 0;
  }

  #words(kind: WordsRow['kind'], by: Member, text: string): WordsRow {
    const { desk } = this.#scene;
    const { ticketId } = this.#opened;
    return { id: desk.newId(), kind, ticketId, by: by.id, at: desk.now, text, refusal: null };
  }
}

function words(row: WordsRow): Writes {
  return { words: [row] };
}
