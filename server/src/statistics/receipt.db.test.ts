import { stageDatabase } from '@vigie/db/testing/stage';
import { DutyClock } from '@vigie/shared/metrics/duty-clock';
import { groupFigures } from '@vigie/shared/metrics/group-figures';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import { expect, test } from 'vitest';
import { EpisodeColumns } from './episode-columns.ts';
import { receiptPage } from './receipt.ts';

const stage = stageDatabase();

test('[MET-2] a page all of whose lines are gone leads on to the next one all the same', () => {
  const columns = new EpisodeColumns(new DutyClock(() => defaultCycle));
  const sheet = { total: groupFigures([], 0), rows: new Uint32Array(150) };
  const nextOf = (offset: number) => {
    const page = receiptPage(stage.database, columns, sheet, {
      figure: 'waiting',
      nowMs: 0,
      offset,
    });
    expect(page.lines).toEqual([]);
    return page.next;
  };
  expect([nextOf(0), nextOf(100)]).toEqual([100, null]);
});
