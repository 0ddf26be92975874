import type { Departure } from './override.ts';
import type { Cover, HolidayRegion, OfficeHours } from './plan.ts';
import type { Cycle } from './cycle.ts';

/** Where the words of an exemption stand (LOG-4). */
export interface ExemptionIds {
  readonly reasonId: string;
  readonly compensationId: string;
}

/** What somebody enters into the roster, as the judge sees it. */
export interface Entry {
  /** The id that the override gets. */
  readonly id: string;
  readonly departure: Departure;
  readonly noteId: string | null;
}

/** What somebody wants of an override that stands there. */
export type OverrideCommand =
  | { readonly type: 'answer-swap'; readonly agrees: boolean }
  | {
      readonly type: 'settle-swap';
      readonly approves: boolean;
      readonly reasonId: string | null;
      readonly exemption: ExemptionIds | null;
    }
  | {
      readonly type: 'cancel-override';
      readonly reasonId: string | null;
      readonly exemption: ExemptionIds | null;
    };

/** What somebody wants of the roster's frame, from a date on; null leaves a part as it is. */
export interface PlanChange {
  readonly from: string;
  readonly cycle: Cycle | null;
  readonly office: OfficeHours | null;
  readonly cover: Cover | null;
  readonly holidays: HolidayRegion | null;
  readonly exemption: ExemptionIds | null;
}
