import { untrack } from 'svelte';
import { toast } from 'svelte-sonner';
import { standIn } from '@vigie/shared/access/stand-in';
import { onDutyOf } from '@vigie/shared/roster/duty-marks';
import { DraftShelf } from '#lib/draft/draft-shelf.ts';
import { Drafts, provideDrafts } from '#lib/draft/drafts.svelte.ts';
import { ReliefLine, provideRelief } from '#lib/handover/relief-line.svelte.ts';
import { Announcer, provideAnnouncer } from '#lib/live/announcer.svelte.ts';
import { Commander, provideCommander } from '#lib/live/commander.svelte.ts';
import { LiveFeed, provideLive } from '#lib/live/live-feed.svelte.ts';
import { createLiveSocket } from '#lib/live/live-socket.ts';
import { newKey } from '#lib/live/new-key.ts';
import { ServerClock } from '#lib/live/server-clock.svelte.ts';
import { browserTimers } from '#lib/live/timers.ts';
import { m } from '#lib/paraglide/messages.js';
import { localStore } from '#lib/session/preferences.svelte.ts';
import { changesFacts } from '#lib/session/facts-news.ts';
import type { SessionStore } from '#lib/session/session-store.svelte.ts';
import { AnswerSheetShelf, provideAnswerSheets } from '#lib/ticket/answer-sheet-shelf.svelte.ts';
import { provideActs, TicketActs } from '#lib/ticket/ticket-acts.svelte.ts';
import { roomNews } from './room-news.ts';

/**
 * Makes the stores of everybody signed in and hands them to the screens below by context. Must run
 * while a component is made; all ends with that component.
 */
export function openRoom(session: SessionStore): LiveFeed {
  const me = session.you.id;
  const socket = createLiveSocket();
  const live = provideLive(new LiveFeed(socket, new ServerClock(() => Date.now())));
  const commander = provideCommander(new Commander(socket, newKey));
  provideActs(new TicketActs(commander));
  provideRelief(new ReliefLine(socket));
  const sheets = provideAnswerSheets(new AnswerSheetShelf());
  $effect(() => sheets.attend(live));
  $effect(() => live.start({ onended: () => session.expire(), wakes: window }));
  keepDrafts(me, live, commander);
  announceNews(me, live);
  noteStandIn(session, live);
  followFacts(session, live);
  return live;
}

function keepDrafts(me: string, live: LiveFeed, commander: Commander): void {
  const drafts = provideDrafts(
    new Drafts({
      me,
      shelf: new DraftShelf(localStore(), me),
      save: (save) => commander.send({ type: 'save-draft', ...save }),
      timers: browserTimers,
    }),
  );
  $effect(() => () => drafts.close());
  $effect(() => {
    const { tickets } = live.view;
    untrack(() => drafts.hold(tickets));
  });
  $effect(() => {
    if (live.connection === 'live') untrack(() => void drafts.retry(live.view.tickets));
  });
}

function announceNews(me: string, live: LiveFeed): void {
  const announcer = provideAnnouncer(new Announcer());
  $effect(() =>
    live.onNews((news, before, after) => {
      const { urgent, polite } = roomNews(news, before, after, me);
      for (const text of polite) announcer.say(text);
      for (const text of urgent) {
        announcer.warn(text);
        toast.warning(text);
      }
      if (urgent.length) notify();
    }),
  );
}

/** The shift in the head of every screen is counted by the cycle as it stands. */
function followFacts(session: SessionStore, live: LiveFeed): void {
  $effect(() =>
    live.onNews((news) => {
      if (changesFacts(news)) void session.renew();
    }),
  );
}

/** Reaches a reader whose eyes are elsewhere. No word of the citizen leaves the page. */
function notify(): void {
  const allowed = 'Notification' in window && Notification.permission === 'granted';
  if (allowed && document.hidden) new Notification('Vigie', { body: m.alarm_notification() });
}

/** Keeps knowing whether the person stands in for the command (LOCK-6). */
function noteStandIn(session: SessionStore, live: LiveFeed): void {
  // By the minute: the roster is not asked each second.
  const minute = $derived(Math.floor(live.now / 60_000) * 60_000);
  $effect(() => {
    if (!session.session || !live.started) return;
    const { people, duty } = live.view;
    const onDuty = onDutyOf(Object.values(duty), minute);
    session.noteStandIn(standIn(Object.values(people), onDuty)?.id === session.you.id);
  });
}
