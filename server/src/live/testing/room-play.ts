import { openDatabase, type Database } from '@vigie/db/database';
import type { Append, EventLog, Key, Loaded, LogEvent } from '@vigie/db/event-log';
import { createEventLog } from '@vigie/db/sqlite-event-log';
import type { MailRow, Writes } from '@vigie/db/writes';
import { actorOf } from '@vigie/shared/access/actor';
import type { PersonCommand } from '@vigie/shared/people/command';
import { decidePerson } from '@vigie/shared/people/decide';
import type { Person, PersonEvent, PersonFields } from '@vigie/shared/people/person';
import { roomStreamId, type RoomEvent } from '@vigie/shared/room/room';
import { defaultSettings } from '@vigie/shared/settings/settings';
import type { TicketCommand } from '@vigie/shared/ticket/command';
import { decide } from '@vigie/shared/ticket/decide';
import { decideSystem } from '@vigie/shared/ticket/decide-system';
import type { Decision } from '@vigie/shared/ticket/decision';
import type { TicketEvent } from '@vigie/shared/ticket/events';
import type { SystemCommand } from '@vigie/shared/ticket/system-command';
import type { Ticket } from '@vigie/shared/ticket/ticket';

const settings = defaultSettings;

/**
 * A service in play, for tests: people, tickets and mails on a real database behind the real log. Acts
 * are judged as at the desk, and write beside the log what intake and desk would write.
 */
export class RoomPlay {
  readonly database: Database;
  readonly log: EventLog;
  readonly tickets = new Map<string, Ticket>();
  readonly people = new Map<string, Person>();
  now: number;
  #keys = 0;

  constructor(now: number, path = ':memory:') {
    this.now = now;
    this.database = openDatabase(path, { synchronous: 'OFF' });
    this.log = createEventLog(this.database, { onError: rethrowLater });
    this.log.follow(({ changed }) => {
      for (const [id, { after }] of changed.ticket) this.tickets.set(id, after);
      for (const [id, { after }] of changed.person) this.people.set(id, after);
    });
  }

  /** A new name that nothing else in this play bears. */
  name(what: string): string {
    this.#keys += 1;
    return `${what}-${String(this.#keys)}`;
  }

  /** A colleague joins and signs in. */
  async hire(id: string, fields: Partial<PersonFields> = {}): Promise<void> {
    const added: PersonEvent = {
      type: 'person-added',
      login: id,
      rank: 'Gpx',
      name: `Nom de ${id}`,
      alias: `RIO ${id}`,
      role: 'agent',
      teamId: 'JOUR-A',
      clearances: [],
      ...fields,
    };
    await this.#append('system', { stream: 'person', id, events: [added, { type: 'signed-in' }] });
  }

  /** Something happened to a person without anybody's judgement: they signed in, or out. */
  async happens(personId: string, event: PersonEvent): Promise<boolean> {
    return this.#append(personId, { stream: 'person', id: personId, events: [event] });
  }

  /** A person's command about a person; true when it was carried out. */
  async manages(by: string, personId: string, command: PersonCommand): Promise<boolean> {
    const ends = command.type === 'end-person' || command.type === 'reset-password';
    return this.#transact(by, [person(by), person(personId)], (loaded) => {
      const decision = decidePerson(loaded.person(personId), command, this.#actor(loaded, by));
      const append = (events: readonly PersonEvent[]): Append => ({
        stream: 'person',
        id: personId,
        events,
      });
      return [decision, append, ends ? { endSessionsOf: personId } : {}];
    });
  }

  /** A person's command about a ticket; true when it was carried out. */
  async does(by: string, ticketId: string, command: TicketCommand): Promise<boolean> {
    return this.#transact(by, [ticket(ticketId), person(by)], (loaded) => {
      const actor = this.#actor(loaded, by);
      const decision = decide(loaded.ticket(ticketId), command, { at: this.now, actor, settings });
      return [decision, ticketAppend(ticketId), this.#replyWrites(ticketId, command)];
    });
  }

  /** The service's own command about a ticket; true when it was carried out. */
  async system(ticketId: string, command: SystemCommand, writes: Writes = {}): Promise<boolean> {
    return this.#transact('system', [ticket(ticketId)], (loaded) => {
      const decision = decideSystem(loaded.ticket(ticketId), command, { at: this.now, settings });
      const queued =
        command.type === 'queue-acknowledgement'
          ? this.#outgoing(ticketId, command.replyId, 'acknowledgement')
          : {};
      return [decision, ticketAppend(ticketId), { ...queued, ...writes }];
    });
  }

  /** What concerns the whole room. */
  async room(by: string, event: RoomEvent, text = ''): Promise<boolean> {
    const words =
      event.type === 'instruction-posted'
        ? [{ id: event.instructionId, kind: 'instruction' as const, text }]
        : [];
    return this.#append(
      by,
      { stream: 'room', id: roomStreamId, events: [event] },
      { words: words.map((row) => ({ ...row, ticketId: null, by, at: this.now, refusal: null })) },
    );
  }

  async close(): Promise<void> {
    await this.log.close();
    this.database.close();
  }

  #actor(loaded: Loaded, by: string): ReturnType<typeof actorOf> {
    const known = loaded.person(by);
    if (!known) throw new Error(`${by} was never hired in this play`);
    return actorOf(known, false);
  }

  #append(by: string, append: Append, writes: Writes = {}): Promise<boolean> {
    return this.#transact(by, [], () => [
      { ok: true, events: [] as LogEvent[] },
      () => append,
      writes,
    ]);
  }

  #transact<E extends LogEvent>(
    by: string,
    keys: readonly Key[],
    judge: (loaded: Loaded) => [Decision<E>, (events: readonly E[]) => Append, Writes],
  ): Promise<boolean> {
    const request = { key: this.name('key'), by, at: this.now, type: 'play', origin: null };
    return this.log.transact<boolean>(request, keys, (loaded) => {
      const [decision, append, writes] = judge(loaded);
      if (!decision.ok) return { ...decision, answer: false };
      return { ok: true, appends: [append(decision.events)], writes, answer: () => true };
    });
  }

  /** The row of a citizen's mail, as intake writes it. */
  mailOf(ticketId: string, mailId: string, at: number): readonly MailRow[] {
    return [this.#mail(ticketId, { id: mailId, at })];
  }

  #replyWrites(ticketId: string, command: TicketCommand): Writes {
    return command.type === 'send-reply' ? this.#outgoing(ticketId, command.replyId, 'reply') : {};
  }

  #outgoing(ticketId: string, replyId: string, kind: 'reply' | 'acknowledgement'): Writes {
    const mailId = `mail-of-${replyId}`;
    return {
      mails: [this.#mail(ticketId, { id: mailId, direction: 'out', kind, at: this.now })],
      outbox: [
        {
          replyId,
          mailId,
          ticketId,
          kind,
          messageId: `<${replyId}@vigie.example>`,
          recipient: 'citoyen@exemple.fr',
          sendAt: this.now + settings.withdrawMs,
        },
      ],
    };
  }

  #mail(ticketId: string, more: Partial<MailRow>): MailRow {
    return {
      id: this.name('mail'),
      ticketId,
      direction: 'in',
      kind: 'citizen',
      machineKind: null,
      mailboxId: 'contact',
      rawSha256: null,
      messageId: null,
      inReplyTo: null,
      references: [],
      fromName: 'Citoyen',
      fromAddress: 'citoyen@exemple.fr',
      replyTo: null,
      to: [],
      subject: '',
      text: '',
      attachments: [],
      signs: [],
      senderChanged: false,
      hasHtml: false,
      sender: null,
      at: this.now,
      by: null,
      ...more,
    };
  }
}

function ticket(id: string): Key {
  return { kind: 'ticket', id };
}

function person(id: string): Key {
  return { kind: 'person', id };
}

function ticketAppend(id: string): (events: readonly TicketEvent[]) => Append {
  return (events) => ({ stream: 'ticket', id, events });
}

/** A follower that throws is a bug in what is tested: it must not be swallowed. */
function rethrowLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
