import { dateAt, daysAfter } from '@vigie/shared/roster/calendar';
import { dutiesOnDates, presenceOf, type Duty } from '@vigie/shared/roster/duties';
import { calendarSchema } from '@vigie/shared/wire/roster';
import ical from 'ical-generator';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import { calendarPath, opensCalendar } from './calendar-link.ts';
import type { RosterParts } from './roster-routes.ts';

export interface CalendarParts extends RosterParts {
  /** The service's secret, from which those of the links follow. */
  readonly secret: string;
}

/** A calendar looks back a month, and ahead over half a year. */
const pastDays = 31;
const comingDays = 183;
const feedParams = z.object({ personId: z.string().max(64), secret: z.string().max(100) });

const summaries: Readonly<Record<Duty['kind'], string>> = {
  day: 'Vacation de jour',
  night: 'Vacation de nuit',
  office: 'Bureau',
  extra: 'Service supplémentaire',
};

/** One's own link, to whoever is signed in. */
export function calendarRoute(app: App, { roster, secret }: CalendarParts): void {
  app.get('/api/roster/calendar', { schema: { response: { 200: calendarSchema } } }, (request) => {
    const { id } = viewerOf(request).person;
    const madeAtSeq = roster.book.plan.calendars[id];
    return { path: madeAtSeq === undefined ? null : calendarPath(secret, id, madeAtSeq) };
  });
}

/** The feed itself, for telephones: whoever shows the secret of the link in force gets shifts, and nothing else. */
export function calendarFeedRoute(app: App, parts: CalendarParts): void {
  const { roster, staff, clock, secret } = parts;
  app.get(
    '/calendrier/:personId/:secret.ics',
    { schema: { params: feedParams } },
    (request, reply) => {
      const { personId, secret: shown } = request.params;
      const madeAtSeq = roster.book.plan.calendars[personId];
      const isOpen =
        madeAtSeq !== undefined &&
        staff.person(personId)?.active === true &&
        opensCalendar(secret, personId, madeAtSeq, shown);
      if (!isOpen) return refuse(reply, 'not-found', { message: 'Ce calendrier n’existe pas.' });
      const today = dateAt(roster.book.tz, clock.now());
      const [from, to] = [daysAfter(today, -pastDays), daysAfter(today, comingDays)];
      const duties = dutiesOnDates(roster.book, personId, from, to);
      return reply
        .type('text/calendar; charset=utf-8')
        .header('cache-control', 'private, max-age=300')
        .send(feedOf(duties, clock.now()));
    },
  );
}

/** Instants in UTC: a telephone shows them by its own clock, across every change of it. */
function feedOf(duties: readonly Duty[], now: number): string {
  const calendar = ical({ name: 'Service', prodId: '//Vigie//Service//FR', ttl: 3_600 });
  for (const duty of duties) {
    const { startMs, endMs } = presenceOf(duty);
    calendar.createEvent({
      id: `${duty.id}@vigie`,
      start: new Date(startMs),
      end: new Date(endMs),
      stamp: new Date(now),
      summary: [summaries[duty.kind], duty.teamId].filter((part) => part !== null).join(' · '),
    });
  }
  return calendar.toString();
}
