import type { Delta } from '@vigie/shared/wire/delta';
import type { TicketCard, View } from '@vigie/shared/wire/view';
import { nameById } from '#lib/people/person-name.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a person must hear of, wherever they look: `urgent` interrupts. */
export interface RoomNews {
  readonly urgent: string[];
  readonly polite: string[];
}

/** Picks from the feed what is said aloud: a new P0, a lock lost, a colleague's claim. Nothing else. */
export function roomNews(news: readonly Delta[], before: View, after: View, me: string): RoomNews {
  const said: RoomNews = { urgent: [], polite: [] };
  for (const { of, by, type } of news) {
    if (!of || !by) continue;
    const [old, now] = [cardOf(before, of), cardOf(after, of)];
    if (now?.alarm && !old?.alarm) said.urgent.push(m.alarm_announce({ subject: now.subject }));
    const name = nameById(after.people, by);
    if (old && by !== me && isLoss(type) && old.lock?.holder === me && now?.lock?.holder !== me) {
      said.urgent.push(lossText(type, name, old.subject));
    }
    if (type === 'ticket-claimed' && by !== me && now) {
      said.polite.push(m.announce_claim({ name, subject: now.subject }));
    }
  }
  return said;
}

type Loss =
  'lock-expired' | 'ticket-seized' | 'ticket-reassigned' | 'ticket-passed' | 'ticket-released';

function isLoss(type: string | undefined): type is Loss {
  return (
    type === 'lock-expired' ||
    type === 'ticket-seized' ||
    type === 'ticket-reassigned' ||
    type === 'ticket-passed' ||
    type === 'ticket-released'
  );
}

function lossText(type: Loss, name: string, subject: string): string {
  if (type === 'lock-expired') return m.lost_expired({ subject });
  if (type === 'ticket-seized') return m.lost_seized({ name, subject });
  if (type === 'ticket-reassigned') return m.lost_reassigned({ name, subject });
  if (type === 'ticket-passed') return m.lost_passed({ subject });
  return m.lost_released({ name, subject });
}

function cardOf(view: View, id: string): TicketCard | null {
  const entry = view.tickets[id];
  return entry && !entry.veiled ? entry : null;
}
