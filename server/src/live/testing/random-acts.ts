import fc from 'fast-check';
import type { Person } from '@vigie/shared/people/person';
import type { TicketCommand } from '@vigie/shared/ticket/command';
import type { Finding, SystemCommand } from '@vigie/shared/ticket/system-command';
import type { Ticket } from '@vigie/shared/ticket/ticket';
import type { RoomPlay } from './room-play.ts';

/** An act with the dice that decide whom and what it concerns. */
export interface Act {
  readonly kind: ActKind;
  readonly who: number;
  readonly which: number;
  readonly dice: number;
  readonly minutes: number;
}

/** An act at the moment at which it is played. */
interface Moment {
  readonly play: RoomPlay;
  readonly by: string;
  readonly dice: number;
  /** A ticket that fits the act where there is one, else any. */
  readonly ticket: (fits?: (ticket: Ticket) => boolean) => Ticket;
  readonly person: (fits?: (person: Person) => boolean) => Person;
}

type Play = (moment: Moment) => Promise<boolean>;

const held = (ticket: Ticket) => ticket.lock !== null;
const settled = ({ status }: Ticket) => status === 'answered' || status === 'closed';
const replyIn = (state: string) => (ticket: Ticket) => ticket.outgoing?.state === state;
const replyOf = (ticket: Ticket) => ticket.outgoing?.replyId ?? 'none';

/** The holder acts under their token; on a ticket that nobody holds it is refused. */
function holderDoes(
  { play, by, ticket }: Moment,
  command: (token: number, ticket: Ticket) => TicketCommand,
  fits: (ticket: Ticket) => boolean = held,
): Promise<boolean> {
  const of = ticket(fits);
  return play.does(of.lock?.holder ?? by, of.id, command(of.lock?.token ?? 1, of));
}

function serviceDoes(
  { play, ticket }: Moment,
  fits: (ticket: Ticket) => boolean,
  command: (ticket: Ticket) => SystemCommand,
): Promise<boolean> {
  const of = ticket(fits);
  return play.system(of.id, command(of));
}

function finding(dice: number): Finding {
  const danger = dice % 5 === 0;
  return {
    priority: danger ? 'P0' : dice % 2 ? 'P1' : 'P2',
    category: dice % 3 === 0 ? 'vif' : 'biens',
    restricted: dice % 3 === 0,
    signs: [],
    danger,
    targetMs: 300_000,
  };
}

/** Words that no other ticket has, and that must never reach those who may not see it. */
export function canaryOf(ticketId: string): { subject: string; sender: string } {
  return { subject: `canari-sujet-${ticketId}-`, sender: `canari-citoyen-${ticketId}-` };
}

async function open({ play, dice }: Moment): Promise<boolean> {
  const id = play.name('ticket');
  const words = { ticketId: id, ...canaryOf(id), address: `${id}@exemple.fr` };
  const command: SystemCommand = {
    type: 'open-ticket',
    number: `numero-${id}-`,
    mailboxId: 'contact',
    mailId: play.name('mail'),
    receivedAt: play.now - (dice % 4) * 60_000,
    finding: finding(dice),
    quarantined: dice % 7 === 0,
    linkedTo: [],
  };
  const mails = play.mailOf(id, command.mailId, command.receivedAt);
  return play.system(id, command, { ticketWords: [words], mails });
}

/** Everything that people and the service can do to what the room shows, one entry for each command. */
const plays = {
  'open-ticket': open,
  'receive-follow-up': ({ play, dice, ticket }) => {
    const { id } = ticket();
    const mailId = play.name('mail');
    return play.system(
      id,
      {
        type: 'receive-follow-up',
        mailId,
        receivedAt: play.now,
        finding: finding(dice),
        senderChanged: dice % 4 === 0,
        handlerPresent: dice % 2 === 0,
      },
      { mails: play.mailOf(id, mailId, play.now) },
    );
  },
  'attach-machine-mail': (moment) =>
    serviceDoes(
      moment,
      ({ status }) => status === 'answered',
      (of) => ({
        type: 'attach-machine-mail',
        mailId: moment.play.name('mail'),
        receivedAt: moment.play.now,
        kind: 'bounce',
        bouncedReplyId: moment.dice % 2 ? replyOf(of) : null,
        targetMs: 300_000,
      }),
    ),
  'end-lease': (moment) => serviceDoes(moment, held, () => ({ type: 'end-lease', lastActAt: 0 })),
  'shorten-lease': (moment) =>
    serviceDoes(moment, held, () => ({ type: 'shorten-lease', goneSince: moment.play.now })),
  'prolong-lease': (moment) =>
    serviceDoes(moment, held, () => ({ type: 'prolong-lease', until: moment.play.now + 900_000 })),
  'escalate-alarm': (moment) =>
    serviceDoes(
      moment,
      ({ alarm }) => alarm !== null && alarm.since + 300_000 <= moment.play.now,
      () => ({ type: 'escalate-alarm' }),
    ),
  'begin-sending': (moment) =>
    serviceDoes(moment, replyIn('queued'), (of) => ({
      type: 'begin-sending',
      replyId: replyOf(of),
    })),
  'defer-reply': (moment) =>
    serviceDoes(moment, replyIn('sending'), (of) => ({
      type: 'defer-reply',
      replyId: replyOf(of),
      sendAt: moment.play.now + 60_000,
    })),
  'record-sent': (moment) =>
    serviceDoes(moment, replyIn('sending'), (of) => ({
      type: 'record-sent',
      replyId: replyOf(of),
      acceptedAt: moment.play.now,
    })),
  'record-failure': (moment) =>
    serviceDoes(moment, replyIn('sending'), (of) => ({
      type: 'record-failure',
      replyId: replyOf(of),
      code: '550',
    })),
  'record-uncertain': (moment) =>
    serviceDoes(moment, replyIn('sending'), (of) => ({
      type: 'record-uncertain',
      replyId: replyOf(of),
    })),
  'prove-sent': (moment) =>
    serviceDoes(moment, replyIn('uncertain'), (of) => ({
      type: 'prove-sent',
      replyId: replyOf(of),
    })),
  'queue-acknowledgement': (moment) =>
    serviceDoes(
      moment,
      ({ acknowledgement }) => acknowledgement === 'none',
      () => ({
        type: 'queue-acknowledgement',
        replyId: moment.play.name('ack'),
        sendAt: moment.play.now,
      }),
    ),
  'withhold-acknowledgement': (moment) =>
    serviceDoes(
      moment,
      ({ acknowledgement }) => acknowledgement === 'none',
      () => ({ type: 'withhold-acknowledgement', cause: 'cap', until: null }),
    ),
  'record-acknowledged': (moment) =>
    serviceDoes(
      moment,
      ({ acknowledgement }) => acknowledgement === 'queued',
      () => ({ type: 'record-acknowledged', replyId: 'none', acceptedAt: moment.play.now }),
    ),
  'abandon-acknowledgement': (moment) =>
    serviceDoes(
      moment,
      ({ acknowledgement }) => acknowledgement === 'queued',
      () => ({ type: 'abandon-acknowledgement', replyId: null, cause: '550' }),
    ),
  'claim-ticket': ({ play, by, ticket }) =>
    play.does(by, ticket(({ status }) => status === 'new').id, {
      type: 'claim-ticket',
      heldByActor: 0,
    }),
  'release-ticket': (moment) => holderDoes(moment, (token) => ({ type: 'release-ticket', token })),
  'free-ticket': ({ play, ticket }) =>
    play.does('morel', ticket(held).id, {
      type: 'free-ticket',
      reasonId: play.name('reason'),
      holderTeamId: null,
    }),
  'renew-lock': (moment) => holderDoes(moment, (token) => ({ type: 'renew-lock', token })),
  'save-draft': (moment) => holderDoes(moment, (token) => ({ type: 'save-draft', token })),
  'seize-ticket': ({ play, ticket }) =>
    play.does('morel', ticket(held).id, { type: 'seize-ticket', reasonId: play.name('reason') }),
  'reassign-ticket': ({ play, ticket, person }) =>
    play.does('morel', ticket().id, {
      type: 'reassign-ticket',
      receiver: { personId: person(({ active }) => active).id, active: true, cleared: true },
      reasonId: play.name('reason'),
    }),
  'add-note': ({ play, by, ticket }) =>
    play.does(by, ticket().id, { type: 'add-note', noteId: play.name('note') }),
  'send-reply': (moment) =>
    holderDoes(moment, (token) => ({
      type: 'send-reply',
      token,
      replyId: moment.play.name('reply'),
      then: moment.dice % 2 ? 'close' : 'wait',
      orientation: null,
      isEmpty: false,
      hasRecipient: true,
      senderConfirmed: true,
      filesAsSeen: true,
      contactId: moment.play.name('contact'),
    })),
  'withdraw-reply': (moment) =>
    holderDoes(
      moment,
      (_token, of) => ({ type: 'withdraw-reply', replyId: replyOf(of) }),
      replyIn('queued'),
    ),
  'settle-reply': ({ play, dice, ticket }) => {
    const of = ticket(replyIn('uncertain'));
    const verdict = dice % 2 ? ('sent' as const) : ('not-sent' as const);
    return play.does('morel', of.id, { type: 'settle-reply', replyId: replyOf(of), verdict });
  },
  'close-ticket': (moment) =>
    holderDoes(moment, (token) => ({
      type: 'close-ticket',
      token,
      reason: 'spam',
      contactId: moment.play.name('contact'),
    })),
  'reopen-ticket': ({ play, by, ticket }) =>
    play.does(by, ticket(settled).id, {
      type: 'reopen-ticket',
      reasonId: play.name('reason'),
      targetMs: 300_000,
    }),
  'change-priority': ({ play, by, dice, ticket }) =>
    play.does(by, ticket().id, {
      type: 'change-priority',
      priority: dice % 2 ? 'P0' : 'P3',
      reasonId: play.name('reason'),
      targetMs: 300_000,
    }),
  'change-category': ({ play, by, dice, ticket }) =>
    play.does(by, ticket().id, { type: 'change-category', category: dice % 2 ? 'cb' : 'bruit' }),
  'change-restriction': ({ play, ticket }) => {
    const of = ticket();
    return play.does('morel', of.id, {
      type: 'change-restriction',
      restricted: !of.restricted,
      reasonId: play.name('reason'),
    });
  },
  'lift-quarantine': ({ play, by, ticket }) =>
    play.does(by, ticket(({ status }) => status === 'quarantined').id, {
      type: 'lift-quarantine',
      category: 'biens',
      priority: 'P2',
      targetMs: 300_000,
    }),
  'begin-pause': ({ play, by }) => play.manages(by, by, { type: 'begin-pause' }),
  'end-pause': ({ play, person }) => {
    const { id } = person(({ pausedAt }) => pausedAt !== null);
    return play.manages(id, id, { type: 'end-pause' });
  },
  'add-person': async ({ play, dice }) => {
    const id = play.name('person');
    const fields = { ...newcomer, login: id, clearances: dice % 2 ? (['violence'] as const) : [] };
    return play.manages('dupont', id, { type: 'add-person', fields, loginTaken: false });
  },
  'change-person': ({ play, dice, person }) => {
    const of = person(({ id }) => id !== 'dupont' && id !== 'morel');
    const fields = { ...of, clearances: dice % 2 ? (['violence'] as const) : [] };
    const rest = { loginTaken: false, activeCommissioners: 1, held: 0 };
    return play.manages('dupont', of.id, { type: 'change-person', fields, ...rest });
  },
  'end-person': ({ play, person }) => {
    const { id } = person((some) => some.active && some.id.startsWith('person-'));
    return play.manages('dupont', id, { type: 'end-person', activeCommissioners: 1, held: 0 });
  },
  'reset-password': ({ play, person }) =>
    play.manages('dupont', person(({ active }) => active).id, { type: 'reset-password' }),
  'signed-in': ({ play, by }) => play.happens(by, { type: 'signed-in' }),
  'signed-out': ({ play, by }) => play.happens(by, { type: 'signed-out' }),
  'post-instruction': ({ play, dice }) => {
    const instructionId = play.name('instruction');
    const text = `Consigne ${String(dice)}`;
    return play.room('morel', { type: 'instruction-posted', instructionId }, text);
  },
  'withdraw-instruction': ({ play }) => play.room('morel', { type: 'instruction-withdrawn' }),
  'shift-begins': ({ play }) =>
    play.room('system', {
      type: 'shift-began',
      shiftId: play.name('shift'),
      startMs: play.now - 60_000,
    }),
} satisfies Record<string, Play>;

type ActKind = keyof typeof plays;

export const actKinds = Object.keys(plays) as readonly ActKind[];

const newcomer = {
  rank: 'Gpx',
  name: 'Nouvelle',
  alias: 'RIO 9',
  role: 'agent',
  teamId: 'JOUR-B',
  clearances: [],
} as const;

/** The long way of an answer: drawn at random alone, its last steps would hardly ever be reached. */
const answering: ActKind[] = ['claim-ticket', 'send-reply', 'begin-sending', 'begin-sending'];
const ending: ActKind[] = ['record-sent', 'record-failure', 'record-uncertain', 'settle-reply'];

const kind = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<ActKind>('open-ticket', 'change-restriction') },
  { weight: 3, arbitrary: fc.constantFrom(...answering) },
  { weight: 1, arbitrary: fc.constantFrom(...ending) },
  { weight: 5, arbitrary: fc.constantFrom(...actKinds) },
);

/** Random stretches of a service's life. */
export const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    kind,
    who: fc.nat(99),
    which: fc.nat(99),
    dice: fc.nat(99),
    minutes: fc.constantFrom(0, 0, 1, 6, 20),
  }),
  { minLength: 5, maxLength: 120, size: 'max' },
);

/** The people of every play: the command, a cleared agent and one who is not. */
export async function staff(play: RoomPlay): Promise<void> {
  await play.hire('dupont', { role: 'commissioner' });
  await play.hire('morel', { role: 'officer' });
  await play.hire('cleo', { clearances: ['violence'] });
  await play.hire('ana');
}

/** Plays one act; true when it changed something. */
export async function perform(play: RoomPlay, act: Act): Promise<boolean> {
  play.now += act.minutes * 60_000;
  const needsTicket = play.tickets.size === 0 && act.kind !== 'open-ticket';
  if (needsTicket) await plays['open-ticket'](momentOf(play, act));
  return plays[act.kind](momentOf(play, act));
}

function momentOf(play: RoomPlay, { who, which, dice }: Act): Moment {
  const active = [...play.people.values()].filter((person) => person.active);
  return {
    play,
    dice,
    by: pick(active, who).id,
    ticket: (fits) => pickFitting([...play.tickets.values()], which, fits),
    person: (fits) => pickFitting([...play.people.values()], which, fits),
  };
}

function pickFitting<T>(all: readonly T[], n: number, fits: (one: T) => boolean = () => true): T {
  const fitting = all.filter(fits);
  return pick(fitting.length ? fitting : all, n);
}

function pick<T>(all: readonly T[], n: number): T {
  const one = all[n % all.length];
  if (one === undefined) throw new Error('nothing to pick from');
  return one;
}
