import fc from 'fast-check';
import { afterAll, afterEach, expect, test } from 'vitest';
import { seqAt } from '@vigie/db/queries/past';
import { audiences, type Audience } from '@vigie/shared/access/audience';
import { viewSchema, type View } from '@vigie/shared/wire/view';
import { LiveRoom } from '../live/live-room.ts';
import { findWords, loadRoom } from '../live/load-room.ts';
import { acts, canaryOf, perform, staff, type Act } from '../live/testing/random-acts.ts';
import { RoomPlay } from '../live/testing/room-play.ts';
import { Checkpoints } from './checkpoints.ts';
import { keepCheckpoints } from './keep-checkpoints.ts';
import { PastRoom } from './past-room.ts';

const start = Date.UTC(2026, 10, 24, 6);
const plays: RoomPlay[] = [];
afterEach(async () => {
  for (const play of plays.splice(0)) await play.close();
});

interface Recording {
  readonly seq: number;
  readonly at: number;
  readonly views: Readonly<Record<Audience, View>>;
}

/** A random history, and what the live screens showed after each of its acts. */
async function recorded(taken: readonly Act[]): Promise<{ play: RoomPlay; shown: Recording[] }> {
  const play = new RoomPlay(start);
  plays.push(play);
  await staff(play);
  const { database } = play;
  const room = new LiveRoom(loadRoom(database), (ticketId) => findWords(database, ticketId));
  play.log.follow((committed) => room.take(committed));
  const shown: Recording[] = [];
  for (const act of taken) {
    if (!(await perform(play, act))) continue;
    const view = (audience: Audience) => parsed(room.viewBytes(audience));
    shown.push({
      seq: room.seq,
      at: play.now,
      views: { cleared: view('cleared'), uncleared: view('uncleared') },
    });
  }
  return { play, shown };
}

function parsed(bytes: Buffer): View {
  return viewSchema.parse(JSON.parse(bytes.toString()));
}

function checkpointsOf({ database }: RoomPlay, everyEvents: number): Checkpoints {
  const checkpoints = new Checkpoints(database, ':memory:');
  const spacing = { events: everyEvents, learn: () => undefined };
  for (const _ of keepCheckpoints(database, checkpoints, spacing));
  return checkpoints;
}

/** What the live screens showed, less what may not be seen by now: the rule said a second time, plainly. */
function asOfToday(view: View, audience: Audience, { tickets }: RoomPlay): View {
  if (audience === 'cleared') return view;
  const hidden = (id: string | null) => id !== null && tickets.get(id)?.restricted === true;
  const shownTickets = Object.entries(view.tickets).map(([id, { openedAt, ...card }]) => [
    id,
    hidden(id) ? { veiled: true, id, openedAt } : { ...card, openedAt },
  ]);
  const shownEpisodes = Object.entries(view.episodes).map(([id, episode]) => [
    id,
    hidden(episode.ticketId) ? { ...episode, ticketId: null, priority: null, by: null } : episode,
  ]);
  return {
    ...view,
    tickets: Object.fromEntries(shownTickets) as View['tickets'],
    episodes: Object.fromEntries(shownEpisodes) as View['episodes'],
  };
}

let compared = 0;
afterAll(() => console.info(`past = live: ${String(compared)} views compared`));

test('[TIME-1] the past at any seq is what the live screens showed then, less what is restricted today', async () => {
  await fc.assert(
    fc.asyncProperty(acts, fc.integer({ min: 1, max: 30 }), async (taken, everyEvents) => {
      const { play, shown } = await recorded(taken);
      const checkpoints = checkpointsOf(play, everyEvents);
      for (const { seq, at, views } of shown) {
        for (const audience of audiences) {
          const room = new PastRoom(play.database, checkpoints.before(seq), { seq, at }, audience);
          expect(parsed(room.viewBytes())).toEqual(asOfToday(views[audience], audience, play));
          compared += 1;
        }
      }
      checkpoints.close();
    }),
    { numRuns: 40 },
  );
});
