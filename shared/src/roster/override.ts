import type { AbsenceKind } from './absence.ts';

/**
 * What departs from the cycle (ROST-1). Dates are ISO and mean the date on which a shift starts; a
 * shift is named by team and date (`JOUR-A:2026-11-24`). Typed words are ids (LOG-4).
 */
export type Departure =
  | {
      readonly kind: 'absence';
      readonly personId: string;
      readonly absence: AbsenceKind;
      /** First and last date, both included. */
      readonly from: string;
      readonly to: string;
    }
  /** Works a shift in the place of an absent colleague. */
  | {
      readonly kind: 'replacement';
      readonly personId: string;
      readonly replaces: string;
      readonly shiftId: string;
    }
  /** Called from rest to a shift that lacks people. */
  | { readonly kind: 'recall'; readonly personId: string; readonly shiftId: string }
  /** Hours of one's own, beside the team's; with a team they count for its cover. */
  | {
      readonly kind: 'extra';
      readonly personId: string;
      readonly teamId: string | null;
      readonly startMs: number;
      readonly endMs: number;
    }
  /** Two people exchange shifts, once the other has agreed and the command has approved. */
  | {
      readonly kind: 'swap';
      readonly personId: string;
      readonly shiftId: string;
      readonly withId: string;
      readonly withShiftId: string;
    }
  | {
      readonly kind: 'late';
      readonly personId: string;
      readonly shiftId: string;
      readonly arrivesMs: number;
    }
  | {
      readonly kind: 'early-leave';
      readonly personId: string;
      readonly shiftId: string;
      readonly leavesMs: number;
    }
  /** Serves in another team between two dates, the last included; without an end, from then on. */
  | {
      readonly kind: 'posting';
      readonly personId: string;
      readonly teamId: string | null;
      readonly from: string;
      readonly to: string | null;
    };
export type DepartureKind = Departure['kind'];
export type DepartureOf<K extends DepartureKind> = Extract<Departure, { kind: K }>;

/** A supervisor's answer for an error in what is planned (ROST-2): who and when stand with the event. */
export interface Exemption {
  /** Keys of the findings that it covers, as `rule:personId:…`. */
  readonly findings: readonly string[];
  readonly reasonId: string;
  readonly compensationId: string;
  readonly by: string;
  readonly at: number;
}

/** Where an override stands: only `standing` ones change who is on duty. */
export type OverrideStatus = 'asked' | 'agreed' | 'standing' | 'declined' | 'cancelled';

/** One override with its history folded in. Nothing is overwritten: what is cancelled stays as such. */
export interface Override {
  readonly id: string;
  readonly departure: Departure;
  readonly status: OverrideStatus;
  readonly by: string;
  readonly at: number;
  readonly noteId: string | null;
  readonly exemption: Exemption | null;
  /** Of a swap: who approved or refused it; of what was cancelled: who cancelled, and why. */
  readonly settled: {
    readonly by: string;
    readonly at: number;
    readonly reasonId: string | null;
  } | null;
  readonly seq: number;
}

/** An exemption as an event holds it: author and instant stand with the event. */
export type GivenExemption = Omit<Exemption, 'by' | 'at'>;

interface Entered<K extends DepartureKind> {
  readonly departure: DepartureOf<K>;
  readonly noteId: string | null;
  readonly exemption: GivenExemption | null;
}

/** All that can happen to an override. Each is a stream of its own. */
export type OverrideEvent =
  | ({ readonly type: 'absence-entered' } & Entered<'absence'>)
  | ({ readonly type: 'replacement-ordered' } & Entered<'replacement'>)
  | ({ readonly type: 'recall-ordered' } & Entered<'recall'>)
  | ({ readonly type: 'extra-shift-ordered' } & Entered<'extra'>)
  | ({ readonly type: 'swap-asked' } & Entered<'swap'>)
  | ({ readonly type: 'late-arrival-noted' } & Entered<'late'>)
  | ({ readonly type: 'early-leave-noted' } & Entered<'early-leave'>)
  | ({ readonly type: 'person-posted' } & Entered<'posting'>)
  | { readonly type: 'swap-agreed' }
  | { readonly type: 'swap-declined' }
  | { readonly type: 'swap-approved'; readonly exemption: GivenExemption | null }
  | { readonly type: 'swap-refused'; readonly reasonId: string | null }
  | {
      readonly type: 'override-cancelled';
      readonly reasonId: string | null;
      readonly exemption: GivenExemption | null;
    };
