import type { Person } from '../people/person.ts';
import { dueAt, isOpen, waitingSince } from '../ticket/select.ts';
import type { MeasuredEpisode } from '../metrics/measured-episode.ts';
import type { Ticket } from '../ticket/ticket.ts';
import type { PersonCard, TicketCard, VeiledTicket, View } from '../wire/view.ts';
import type { Audience } from './audience.ts';

/** The words of a ticket that lists show; they live outside the log (LOG-4). */
export interface TicketWords {
  readonly subject: string;
  readonly sender: string;
}

type Episode = View['episodes'][string];

/** What an audience sees of a ticket: its card, a veil where it is restricted, nothing once it is settled. */
export function seeTicket(
  audience: Audience,
  ticket: Ticket,
  words: TicketWords,
): TicketCard | VeiledTicket | null {
  if (!isOpen(ticket)) return null;
  if (ticket.restricted && audience === 'uncleared') {
    return { veiled: true, id: ticket.id, openedAt: ticket.openedAt };
  }
  return cardOf(ticket, words);
}

/** A ticket's card for those who may see it, whatever its state. */
export function cardOf(ticket: Ticket, words: TicketWords): TicketCard {
  const { lock, outgoing } = ticket;
  return {
    veiled: false,
    id: ticket.id,
    number: ticket.number,
    status: ticket.status,
    priority: ticket.priority,
    category: ticket.category,
    restricted: ticket.restricted,
    subject: words.subject,
    sender: words.sender,
    openedAt: ticket.openedAt,
    lastMailAt: ticket.lastMailAt,
    waitingSince: waitingSince(ticket),
    dueAt: dueAt(ticket),
    lock: lock && {
      holder: lock.holder,
      token: lock.token,
      since: lock.since,
      until: lock.until,
      disconnected: lock.disconnected,
    },
    outgoing: outgoing && {
      replyId: outgoing.replyId,
      by: outgoing.by,
      state: outgoing.state,
      then: outgoing.then,
      sendAt: outgoing.sendAt,
      attempts: outgoing.attempts,
    },
    alarm: ticket.alarm && { since: ticket.alarm.since, level: ticket.alarm.level },
    lastHandler: ticket.lastHandler,
    preferred: ticket.preferred,
    returns: ticket.returns,
    senderChanged: ticket.senderChanged,
    mailCount: ticket.mailCount,
    settledAt: ticket.settledAt,
    conversationSeq: ticket.conversationSeq,
  };
}

/** What everybody sees of a colleague. */
export function seePerson(person: Person, held: number): PersonCard {
  return {
    id: person.id,
    rank: person.rank,
    name: person.name,
    role: person.role,
    teamId: person.teamId,
    clearances: [...person.clearances],
    active: person.active,
    signedInAt: person.signedInAt,
    pausedAt: person.pausedAt,
    held,
  };
}

/** One clock of a ticket for the figures. Of a restricted one, the uncleared learn its times alone. */
export function seeEpisode(audience: Audience, episode: MeasuredEpisode): Episode {
  const veiled = episode.restricted && audience === 'uncleared';
  return {
    id: episode.id,
    ticketId: veiled ? null : episode.ticketId,
    priority: veiled ? null : episode.priority,
    startedAt: episode.startedAt,
    dueAt: episode.dueAt,
    endedAt: episode.endedAt,
    outcome: episode.outcome,
    by: veiled ? null : episode.by,
    excluded: episode.excluded,
  };
}
