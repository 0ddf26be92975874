import type { Cycle } from '@vigie/shared/roster/cycle';
import {
  pastSchema,
  pastShiftSchema,
  pastStepsSchema,
  type Past,
  type PastShift,
} from '@vigie/shared/wire/past';
import { emptyView } from '@vigie/shared/wire/view';
import { getJson, type ApiResult } from '#lib/http/api.ts';
import type { RoomSource } from '#lib/supervision/room-source.ts';
import { toSecond } from './instant.ts';
import { playTo, type Reel } from './past-steps.ts';
import { presenceThen } from './presence-then.ts';

/** How fast the past can be played. */
export const speeds = [1, 10, 60, 300, 600] as const;
export type Speed = (typeof speeds)[number];

/** What somebody reads when there is nothing to show, and how soon it is asked for again, in ms. */
type Trouble = Extract<ApiResult<Past>, { ok: false }>;
const againMs = 2_000;
/** The picture moves so often while it plays, in ms. */
const frameMs = 250;
/** So much of what comes is fetched ahead, in ms of the player's own time, and at least so much of the past. */
const aheadMs = 2_000;
const leastAheadMs = 10_000;

/**
 * An instant of the past as the supervision shows it (TIME-1): asked for as a whole, then played by
 * what changed. The live feed goes on beside it, and nothing here changes it.
 */
export class PastFeed implements RoomSource {
  #now: () => number;
  #past = $state.raw<Past | null>(null);
  #shift = $state.raw<PastShift | null>(null);
  #wanted = $state<number | null>(null);
  #trouble = $state.raw<Trouble | null>(null);
  #playing = $state(false);
  #speed = $state<Speed>(60);
  #reel: Reel | null = null;
  #asking = false;
  #rolling = false;
  /** Of the past, what is not yet a whole second, in ms. */
  #rest = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly presence = $derived(presenceThen(this.#past?.view ?? emptyView));
  readonly health = null;

  /** `now` is the server's time: nobody looks beyond it. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** True while the past is shown instead of the live room. */
  get isOpen(): boolean {
    return this.#wanted !== null;
  }

  /** The instant that the marker stands at; what is shown follows as soon as it is there. */
  get instant(): number {
    return this.#wanted ?? this.#now();
  }

  /** True while what is shown is of another instant than the marker's. */
  get isBehind(): boolean {
    return this.#past?.at !== this.#wanted;
  }

  /** True once there is something to show. */
  get isShown(): boolean {
    return this.#past !== null;
  }

  get now(): number {
    return this.#past?.at ?? this.instant;
  }

  get view() {
    return this.#past?.view ?? emptyView;
  }

  /** The cycle that held then; null before the first answer. */
  get cycle(): Cycle | null {
    return this.#past?.cycle ?? null;
  }

  /** The shift of that instant as a whole; null until it was told. */
  get shift(): PastShift | null {
    return this.#shift;
  }

  /** Why the instant cannot be shown, if it cannot. */
  get trouble(): Trouble | null {
    return this.#trouble;
  }

  get playing(): boolean {
    return this.#playing;
  }

  get speed(): Speed {
    return this.#speed;
  }

  set speed(speed: Speed) {
    this.#speed = speed;
  }

  /** Shows this instant; of many asked for in a row, such as by dragging, the last. */
  open(ms: number): void {
    this.pause();
    this.#wanted = toSecond(Math.min(ms, this.#now()));
    this.#trouble = null;
    void this.#ask();
  }

  /** Back to the live room. */
  close(): void {
    this.pause();
    clearTimeout(this.#timer);
    this.#wanted = null;
    this.#past = null;
    this.#shift = null;
    this.#trouble = null;
  }

  pause(): void {
    this.#playing = false;
    clearTimeout(this.#timer);
  }

  play(): void {
    if (!this.isOpen || this.#playing) return;
    this.#playing = true;
    this.#frame(performance.now());
  }

  async #ask(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    while (this.#wanted !== null && this.isBehind && !this.#trouble) {
      const asked = this.#wanted;
      const answer = await getJson(`/api/past?at=${String(asked)}`, pastSchema);
      if (asked !== this.#wanted) continue;
      if (answer.ok) this.#show(answer.value);
      else this.#fail(answer);
    }
    this.#asking = false;
  }

  #show(past: Past): void {
    this.#past = past;
    const { at, seq } = past;
    this.#reel = { seq, until: at, steps: [] };
    this.#rest = 0;
    if (this.#shift && this.#shift.startMs <= at && at < this.#shift.endMs) return;
    this.#shift = null;
    void this.#askShift(at);
  }

  async #askShift(at: number): Promise<void> {
    const answer = await getJson(`/api/past/shift?at=${String(at)}`, pastShiftSchema);
    const { now } = this;
    if (answer.ok && answer.value.startMs <= now && now < answer.value.endMs) {
      this.#shift = answer.value;
    }
  }

  #fail(trouble: Trouble): void {
    this.#trouble = trouble;
    if (trouble.refusal !== 'past-not-ready' && trouble.refusal !== 'unreachable') return;
    this.#timer = setTimeout(() => {
      this.#trouble = null;
      void this.#ask();
    }, againMs);
  }

  /** Moves the picture on by the time that has passed, as far as it has been told. */
  #frame(since: number): void {
    const begin = performance.now();
    this.#advance((begin - since) * this.#speed);
    if (this.#playing) this.#timer = setTimeout(() => this.#frame(begin), frameMs);
  }

  #advance(byMs: number): void {
    const [past, reel] = [this.#past, this.#reel];
    if (!past || !reel || this.isBehind) return;
    this.#rest += byMs;
    const at = Math.min(reel.until, toSecond(past.at + this.#rest));
    // Whoever waits for what comes next does not catch up by a leap.
    this.#rest = at === reel.until ? 0 : this.#rest - (at - past.at);
    if (at > past.at) this.#moveTo(at, past, reel);
    if (this.#playing && reel.until - at < aheadMs * this.#speed) void this.#roll();
  }

  #moveTo(at: number, past: Past, reel: Reel): void {
    // What was played to its end has arrived in the present, which goes on by itself.
    if (at >= toSecond(this.#now()) - 1_000) return this.close();
    const played = playTo(past.view, reel, at);
    this.#reel = played.reel;
    this.#past = { ...past, at, view: played.view };
    this.#wanted = at;
    if (!this.#shift || at < this.#shift.endMs) return;
    this.#shift = null;
    void this.#askShift(at);
  }

  /** Fetches what comes next. */
  async #roll(): Promise<void> {
    const reel = this.#reel;
    if (!reel || this.#rolling || this.#trouble) return;
    this.#rolling = true;
    const ahead = Math.max(leastAheadMs, 2 * aheadMs * this.#speed);
    const until = Math.min(toSecond(this.#now()), reel.until + ahead);
    const path = `/api/past/steps?seq=${String(reel.seq)}&until=${String(until)}`;
    const answer = await getJson(path, pastStepsSchema);
    this.#rolling = false;
    // Somebody may have moved elsewhere meanwhile: then this is of another stretch.
    if (this.#reel?.seq !== reel.seq || this.#reel.until !== reel.until) return;
    if (!answer.ok) return this.#fail(answer);
    const { seq, at, steps } = answer.value;
    this.#reel = { seq, until: at, steps: [...this.#reel.steps, ...steps] };
  }
}
