import { handoversPage } from '@vigie/db/queries/handovers';
import { plain } from '@vigie/shared/triage/spelling';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { handoverFigures } from './handover-figures.ts';
import { done, ReliefRoom, sheetId } from './testing/relief-room.ts';

let relief: ReliefRoom;
beforeEach(async () => {
  relief = await ReliefRoom.open();
});
afterEach(() => relief.close());

const restricted = { finding: { priority: 'P1', category: 'vif', restricted: true } } as const;

/** The ids of the sealed sheets in which these words stand. */
function found(words: string, cleared = false): string[] {
  const filter = { folded: plain(words), cleared, before: null, limit: 10 };
  return handoversPage(relief.room.database, filter).map(({ id }) => id);
}

/** An answer from outside that is awaited, as a line by hand. */
async function awaits(text: string): Promise<void> {
  const { itemId = '' } = done(await relief.on('rousseau', 'add-handover-item', { part: 5 }));
  done(await relief.write('rousseau', itemId, 'whom', text));
}

async function sealed(): Promise<void> {
  await relief.proposed();
  await relief.taken();
  done(await relief.accept());
}

describe('[HAND-3] sealed reliefs', () => {
  test('are found by words that were written on them, accents forgiven; a draft is not', async () => {
    done(await relief.does('rousseau', { type: 'open-handover' }));
    await awaits('La théière de la salle 12');
    expect(found('theiere salle')).toEqual([]);
    await sealed();
    expect(found('theiere salle')).toEqual([sheetId]);
    expect(found('THÉIÈRE')).toEqual([sheetId]);
    expect(found('theiere cuisine')).toEqual([]);
  });

  test('[SYNC-4] by words on a restricted line only for the cleared', async () => {
    const ticketId = await relief.room.receive(restricted);
    done(await relief.does('rousseau', { type: 'open-handover' }));
    done(await relief.write('cleo', `ticket:${ticketId}`, 'situation', 'Le refuge des Tilleuls'));
    await sealed();
    expect(found('tilleuls', true)).toEqual([sheetId]);
    expect(found('tilleuls', false)).toEqual([]);
  });

  test('[HAND-4] tell the command what each cost: time, lateness, lines by hand', async () => {
    const begun = relief.room.time.now();
    done(await relief.does('rousseau', { type: 'open-handover' }));
    await awaits('Ligne à la main');
    await relief.room.time.advance(8 * 60_000);
    await sealed();
    const { reliefAt, acceptance } = relief.handover;
    const now = relief.room.time.now();
    const figures = handoverFigures(relief.room.database, begun - 1, now);
    expect(figures.unsigned).toBe(0);
    expect(figures.rows).toMatchObject([
      {
        id: sheetId,
        reliefAt,
        tookMs: 8 * 60_000,
        lateMs: (acceptance?.at ?? 0) - reliefAt,
        byHand: 1,
      },
    ]);
    expect(handoverFigures(relief.room.database, reliefAt + 1, now).rows).toEqual([]);
  });
});
