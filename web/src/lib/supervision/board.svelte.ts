import { untrack } from 'svelte';
import { liveFigures } from '@vigie/shared/metrics/live-figures';
import { firstResponseSeries } from '@vigie/shared/metrics/first-response-series';
import { quarterMs } from '@vigie/shared/metrics/quarter-hours';
import { currentShift } from '@vigie/shared/roster/on-duty';
import type { Session } from '@vigie/shared/wire/session';
import type { TicketCard, VeiledTicket } from '@vigie/shared/wire/view';
import { inTimeOf } from '#lib/figures/in-time.ts';
import { shownFigures } from '#lib/figures/shown-figures.ts';
import { friezeOf } from '#lib/frieze/frieze.ts';
import { plateauOf, strengthOf } from '#lib/plateau/plateau.ts';
import type { RosterWatch } from '#lib/roster/roster-watch.svelte.ts';
import { decisionsOf, type Decision } from './decisions.ts';
import { kept } from './kept.ts';
import type { RoomSource } from './room-source.ts';
import { takeList, ticketsInHand } from './take-list.ts';

/** The chart is drawn anew this often, in ms: a second does not show in it. */
const chartMs = 5_000;

/** What a board must know beside the live view: the same for a person's screen and a wall. */
export type BoardFacts = Pick<Session, 'cycle' | 'settings'>;

/**
 * All that the supervision shows, reckoned from the view at the second that is shown: the server's
 * current one, or one of the past (MET-3, TIME-1).
 */
export class Board {
  #room: RoomSource;
  #facts: () => BoardFacts;
  #roster: Pick<RosterWatch, 'holes'>;
  #lastToTake: readonly (TicketCard | VeiledTicket)[] = [];
  #lastDecisions: readonly Decision[] = [];

  constructor(room: RoomSource, facts: () => BoardFacts, roster: Pick<RosterWatch, 'holes'>) {
    this.#room = room;
    this.#roster = roster;
    this.#facts = facts;
  }

  readonly shift = $derived.by(() => currentShift(this.#facts().cycle, this.#room.now));
  readonly #shiftStartMs = $derived(this.shift.startMs);

  // The view is new with every delta, its collections only when touched: each is read once a change.
  readonly #arrivalsById = $derived.by(() => this.#room.view.arrivals);
  readonly #answersById = $derived.by(() => this.#room.view.answers);
  readonly #episodesById = $derived.by(() => this.#room.view.episodes);
  readonly #arrivals = $derived(Object.values(this.#arrivalsById).map(({ at }) => at));
  readonly #answers = $derived(Object.values(this.#answersById).map(({ at }) => at));
  readonly #episodes = $derived(Object.values(this.#episodesById));
  readonly #chartTime = $derived.by(() => Math.floor(this.#room.now / chartMs) * chartMs);

  readonly desks = $derived.by(() =>
    plateauOf({
      cycle: this.#facts().cycle,
      view: this.#room.view,
      presence: this.#room.presence,
      settings: this.#facts().settings,
      now: this.#room.now,
    }),
  );

  readonly strength = $derived.by(() => strengthOf(this.desks, this.shift.teamId));

  readonly toTake = $derived.by(() => {
    const next = takeList(this.#room.view, this.#room.now);
    return (this.#lastToTake = kept(this.#lastToTake, next));
  });

  readonly decisions = $derived.by(() => {
    const next = decisionsOf({
      tickets: this.#room.view.tickets,
      desks: this.desks,
      teamId: this.shift.teamId,
      health: this.#room.health,
      settings: this.#facts().settings,
      holes: this.#roster.holes,
      now: this.#room.now,
    });
    return (this.#lastDecisions = kept(this.#lastDecisions, next));
  });

  readonly #reckoned = $derived.by(() =>
    liveFigures(
      this.#episodes,
      this.#arrivals,
      this.#answers,
      this.#room.now,
      this.#shiftStartMs,
      ticketsInHand(this.#room.view.tickets, this.#room.now),
    ),
  );

  readonly figures = $derived.by(() =>
    shownFigures(
      this.#reckoned,
      inTimeOf(this.#episodes, this.#room.now, this.#shiftStartMs),
      this.#facts().settings.aims,
    ),
  );

  readonly frieze = $derived.by(() =>
    friezeOf(this.#arrivals, this.#answers, this.shift, this.#room.now),
  );

  readonly #quarterMs = $derived.by(() => Math.floor(this.#room.now / quarterMs) * quarterMs);
  readonly #targetMinutes = $derived.by(() => this.#reckoned.ninetiethTargetMinutes);
  /** Quarters that are over. Whatever comes, they stay as they stood, and are reckoned once. */
  readonly #pastPoints = $derived.by(() => this.#points(this.#shiftStartMs, this.#quarterMs));
  readonly #lastPoints = $derived.by(() =>
    this.#points(Math.max(this.#shiftStartMs, this.#quarterMs), this.#chartTime),
  );

  /** Median and 90 % by quarter hour, with the time that 90 % should keep to. */
  readonly firstResponse = $derived({
    points: [...this.#pastPoints, ...this.#lastPoints],
    targetMinutes: this.#targetMinutes,
  });

  #points(fromMs: number, toMs: number) {
    return untrack(() => firstResponseSeries(this.#episodes, fromMs, toMs));
  }
}
