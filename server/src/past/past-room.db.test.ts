import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { seqAt } from '@vigie/db/queries/past';
import { audiences, type Audience } from '@vigie/shared/access/audience';
import { applyChanges } from '@vigie/shared/sync/change';
import { viewSchema, type View } from '@vigie/shared/wire/view';
import { LiveRoom } from '../live/live-room.ts';
import { findWords, loadRoom } from '../live/load-room.ts';
import { acts, perform, staff, type Act } from '../live/testing/random-acts.ts';
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
  Array.from(keepCheckpoints(database, checkpoints, spacing));
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

function pastView(
  { database }: RoomPlay,
  checkpoints: Checkpoints,
  { seq, at }: Recording,
  audience: Audience,
): PastRoom {
  return new PastRoom(database, checkpoints.before(seq), { seq, at }, audience);
}

const everyEvents = fc.integer({ min: 1, max: 30 });

describe('[TIME-1] a random history', () => {
  test('at any seq shows what the live screens showed then, less what is restricted today', async ({
    annotate,
  }) => {
    let compared = 0;
    await fc.assert(
      fc.asyncProperty(acts, everyEvents, async (taken, spacing) => {
        const { play, shown } = await recorded(taken);
        const checkpoints = checkpointsOf(play, spacing);
        for (const recording of shown) {
          const kept = JSON.stringify(checkpoints.before(recording.seq));
          expect(kept).not.toContain('canari-');
          for (const audience of audiences) {
            const room = pastView(play, checkpoints, recording, audience);
            const expected = asOfToday(recording.views[audience], audience, play);
            expect(parsed(room.viewBytes())).toEqual(expected);
            compared += 1;
          }
        }
        checkpoints.close();
      }),
      { numRuns: 40 },
    );
    await annotate(`${String(compared)} views of the past compared with the live ones`);
  });

  test('goes on from any instant to any later one by changes alone', async () => {
    await fc.assert(
      fc.asyncProperty(acts, fc.nat(99), fc.nat(99), async (taken, one, other) => {
        const { play, shown } = await recorded(taken);
        const [from, to] = [one, other]
          .map((n) => shown[n % Math.max(1, shown.length)])
          .sort((left, right) => (left?.seq ?? 0) - (right?.seq ?? 0));
        if (!from || !to) return;
        const checkpoints = checkpointsOf(play, 10);
        for (const audience of audiences) {
          const room = pastView(play, checkpoints, from, audience);
          const before = parsed(room.viewBytes());
          const changes = room.forward(to.seq).flatMap((step) => step.changes);
          const arrived = viewSchema.parse(applyChanges(before, changes));
          expect(arrived).toEqual(asOfToday(to.views[audience], audience, play));
        }
        checkpoints.close();
      }),
      { numRuns: 40 },
    );
  });

  test('has one place in the log for each instant: after all that had happened by then', async () => {
    await fc.assert(
      fc.asyncProperty(acts, async (taken) => {
        const { play, shown } = await recorded(taken);
        const head = shown.at(-1)?.seq ?? 0;
        for (const { at } of shown) {
          const last = shown.findLast((recording) => recording.at <= at);
          expect(seqAt(play.database, at, head)).toBe(last?.seq);
        }
        expect(seqAt(play.database, start - 1, head)).toBe(0);
      }),
      { numRuns: 15 },
    );
  });
});
