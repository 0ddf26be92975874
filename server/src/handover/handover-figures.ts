import type { Database } from '@vigie/db/database';
import { delayedBetween, handoversSince } from '@vigie/db/queries/handovers';
import type { Handover } from '@vigie/shared/handover/handover';
import { sheetNumber } from '@vigie/shared/handover/relief';
import type { handoverFiguresSchema } from '@vigie/shared/wire/handover';
import type { z } from 'zod';

type HandoverFigures = z.infer<typeof handoverFiguresSchema>;

/** What reliefs cost since an instant, one row a sealed sheet, and how many were never signed (HAND-4). */
export function handoverFigures(database: Database, since: number, now: number): HandoverFigures {
  const handovers = handoversSince(database, since);
  return {
    rows: handovers.flatMap((handover) => rowOf(database, handover) ?? []),
    unsigned: handovers.filter(({ state, reliefAt }) => state !== 'sealed' && reliefAt < now)
      .length,
  };
}

function rowOf(database: Database, handover: Handover): HandoverFigures['rows'][number] | null {
  const { id, outgoing, reliefAt, acceptance, begunAt } = handover;
  if (!acceptance) return null;
  const began = begunAt ?? acceptance.at;
  const { byHand, p0, overdue } = acceptance.figures;
  return {
    id,
    number: sheetNumber(outgoing),
    reliefAt,
    tookMs: acceptance.at - began,
    lateMs: acceptance.at - reliefAt,
    ...{ byHand, p0, overdue },
    delayed: delayedBetween(database, began, acceptance.at),
  };
}
