import type { WhatIf } from '@vigie/shared/wire/forecast';
import { localMoment, momentOf } from '#lib/roster/local-moment.ts';

/** What is being asked, as its fields hold it. Hours are « 18:00 ». */
export interface WhatIfDraft {
  readonly withPeople: boolean;
  readonly count: number;
  readonly peopleFrom: string;
  readonly peopleUntil: string;
  readonly withSwap: boolean;
  readonly swapId: string;
  readonly withSurge: boolean;
  readonly factor: number;
  readonly surgeFrom: string;
  readonly surgeUntil: string;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Two more until the relief from the next full hour on, and five times as much mail for an hour. */
export function beginDraft(now: number, reliefMs: number, swapId: string): WhatIfDraft {
  const next = Math.ceil(now / hourMs) * hourMs;
  const hour = (ms: number) => localMoment(ms).slice(11, 16);
  return {
    ...{ withPeople: true, count: 2, peopleFrom: hour(next), peopleUntil: hour(reliefMs) },
    ...{ withSwap: false, swapId },
    ...{ withSurge: false, factor: 5, surgeFrom: hour(next), surgeUntil: hour(next + hourMs) },
  };
}

/** The question as the server takes it; null where nothing is asked. */
export function whatIfOf(draft: WhatIfDraft, now: number): WhatIf | null {
  const people = draft.withPeople
    ? { count: draft.count, ...stretch(draft.peopleFrom, draft.peopleUntil, now) }
    : null;
  const surge = draft.withSurge
    ? { factor: draft.factor, ...stretch(draft.surgeFrom, draft.surgeUntil, now) }
    : null;
  const swapId = draft.withSwap && draft.swapId ? draft.swapId : null;
  return people || surge || swapId ? { people, swapId, surge } : null;
}

/** From the next time that it is this hour to the next time after that. */
function stretch(from: string, until: string, now: number) {
  const fromMs = nextTime(from, now);
  return { fromMs, untilMs: nextTime(until, fromMs + 1) };
}

function nextTime(hour: string, after: number): number {
  const today = momentOf(`${localMoment(after).slice(0, 11)}${hour || '00:00'}`) ?? after;
  // An hour that began within the last minutes is meant as now.
  if (today >= after - 59_999) return today;
  return momentOf(`${localMoment(after + dayMs).slice(0, 11)}${hour || '00:00'}`) ?? after;
}
