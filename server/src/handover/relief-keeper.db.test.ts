import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadHandover } from '@vigie/db/handover-rows';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import { handoverIdOf, nextRelief } from '@vigie/shared/handover/relief';
import { TestRoom } from '../testing/test-room.ts';
import { ReliefKeeper } from './relief-keeper.ts';

const minute = 60_000;
let room: TestRoom;
let keeper: ReliefKeeper;

async function openAt(now: number): Promise<void> {
  room = await TestRoom.open([], { now });
  await began('JOUR-A:2026-11-24', now);
  keeper = newKeeper();
}

function newKeeper(): ReliefKeeper {
  const logger = { error: (context: object) => room.errors.push(context) };
  const { desk, time } = room;
  const newId = () => room.newId();
  return new ReliefKeeper({
    ...{ desk, newId, logger },
    cycle: defaultCycle,
    clock: time,
    timers: time,
  });
}

function began(shiftId: string, startMs: number): Promise<undefined> {
  return room.desk.system<undefined>('begin-shift', room.newId(), [], () => ({
    ok: true,
    appends: [{ stream: 'room', id: 'room', events: [{ type: 'shift-began', shiftId, startMs }] }],
    writes: {},
    answer: () => undefined,
  }));
}

async function called(): Promise<[type: string, alert: string | undefined, at: number][]> {
  const events = await room.log.read(0, 1_000);
  return events.flatMap(({ event, at, streamId }) => {
    if (!streamId.startsWith('handover:')) return [];
    return [[event.type, 'alert' in event ? event.alert : undefined, at]];
  });
}

const noon = Date.UTC(2026, 10, 24, 11);
const relief = nextRelief(defaultCycle, noon);

beforeEach(() => openAt(noon));
afterEach(async () => {
  keeper.close();
  expect(room.time.pending).toBe(0);
  await room.close();
});

describe('[HAND-4] the relief’s clock', () => {
  test('opens the sheet and calls out at 30 and 10 minutes before, and at 8 after it unsigned', async () => {
    await keeper.start();
    await room.advance(relief.reliefAt - noon + 20 * minute);
    expect(await called()).toEqual([
      ['handover-opened', undefined, relief.reliefAt - 30 * minute],
      ['relief-alerted', 'before-30', relief.reliefAt - 30 * minute],
      ['relief-alerted', 'before-10', relief.reliefAt - 10 * minute],
      ['relief-alerted', 'unsigned', relief.reliefAt + 8 * minute],
    ]);
    expect(room.errors).toEqual([]);
  });

  test('after an outage calls out what stands, once', async () => {
    room.time.jump(relief.reliefAt - noon - 5 * minute);
    await keeper.start();
    keeper.close();
    keeper = newKeeper();
    await keeper.start();
    expect((await called()).map(([type, alert]) => [type, alert])).toEqual([
      ['handover-opened', undefined],
      ['relief-alerted', 'before-10'],
    ]);
  });

  test('opens the sheet of a relief that an outage swallowed', async () => {
    room.time.jump(relief.reliefAt - noon + 9 * minute);
    await keeper.start();
    expect((await called()).map(([, alert]) => alert)).toEqual([undefined, 'unsigned']);
  });

  test('opens none for a time before there was a service', async () => {
    keeper.close();
    await room.close();
    await openAt(relief.reliefAt + 9 * minute);
    await keeper.start();
    expect(await called()).toEqual([]);
  });

  test.each([
    ['spring', Date.UTC(2026, 2, 28, 20), 11 * 60 + 8],
    ['autumn', Date.UTC(2026, 9, 24, 20), 13 * 60 + 8],
  ])('keeps to the wall clock through the night of a clock change in %s', async (_, at, length) => {
    keeper.close();
    await room.close();
    await openAt(at);
    const night = nextRelief(defaultCycle, at);
    expect((night.outgoing.endMs - night.outgoing.startMs) / minute).toBe(length);
    await keeper.start();
    await room.advance(night.reliefAt - at + 9 * minute);
    const [opened] = await called();
    expect(opened).toEqual(['handover-opened', undefined, night.reliefAt - 30 * minute]);
    const sheet = loadHandover(room.database, handoverIdOf(night));
    expect(sheet).toMatchObject({
      alert: 'unsigned',
      incoming: { startMs: night.reliefAt - 8 * minute },
    });
  });
});
