import { gamma } from '../chance/draws.ts';
import { exponential, lognormal, type Random } from '../chance/random.ts';
import { quarterMs } from '../metrics/quarter-hours.ts';
import { hourMs } from '../roster/calendar.ts';
import { queueRankOf, type ClaimPlace } from '../ticket/claim-order.ts';
import type { Priority } from '../triage/priority.ts';
import { rateAt, type ArrivalModel } from './arrival-model.ts';
import { drawHandling } from './handling-model.ts';
import type { Model } from './model.ts';
import { drawQuestion } from './question-mix.ts';

/** A ticket in a simulated room: its place in the order of claiming, and how long answering it will take. */
export interface SimTicket extends ClaimPlace {
  readonly priority: Priority;
  readonly restricted: boolean;
  readonly handlingMs: number;
  /** Its place among those that wait as the forecast is made; -1 for what is yet to come. */
  readonly index: number;
}

/** So many times as much as usual comes in a stretch: a question that is asked of the forecast. */
export interface Surge {
  readonly factor: number;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Chance of one run, parted by what it decides: what is added for a question disturbs nothing else. */
export interface RunChance {
  readonly arrivals: Random;
  readonly surge: Random;
}

/** What is known of today counts by half in so many hours: another half day is another day. */
const todayHalfLifeMs = 9 * hourMs;
const burstSpread = 0.5;

/** Draws the tickets that come between two instants, in order (MET-4). */
export function drawArrivals(
  model: Model,
  span: { readonly fromMs: number; readonly untilMs: number },
  surges: readonly Surge[],
  chance: RunChance,
): SimTicket[] {
  const rate = drawRate(model.arrivals, span, chance.arrivals);
  const tickets: SimTicket[] = [];
  for (let slot = span.fromMs; slot < span.untilMs; slot = nextQuarter(slot)) {
    const end = Math.min(span.untilMs, nextQuarter(slot));
    const [usual, came] = rate(slot);
    const share = (end - slot) / hourMs;
    const own = ticketsIn(model, slot, end, came * share, chance.arrivals);
    for (const { factor, fromMs, untilMs } of surges) {
      const overlap = Math.min(end, untilMs) - Math.max(slot, fromMs);
      if (overlap <= 0) continue;
      const more = usual * Math.max(0, factor - 1) * (overlap / hourMs);
      own.push(...ticketsIn(model, slot, end, more, chance.surge));
    }
    if (surges.length) own.sort((one, other) => one.openedAt - other.openedAt);
    for (const ticket of own) tickets.push(ticket);
  }
  return tickets;
}

function nextQuarter(atMs: number): number {
  return (Math.floor(atMs / quarterMs) + 1) * quarterMs;
}

/** So many on average, one after the other: what comes at a steady rate comes in exponential gaps. */
function ticketsIn(
  model: Model,
  fromMs: number,
  untilMs: number,
  mean: number,
  random: Random,
): SimTicket[] {
  const tickets: SimTicket[] = [];
  const isPeak = model.isPeak(fromMs);
  const perMs = mean / (untilMs - fromMs);
  for (let at = fromMs; perMs > 0;) {
    at += exponential(random, perMs);
    if (at >= untilMs) break;
    const { priority, allowedMs, restricted } = drawQuestion(model.mix, isPeak, random);
    tickets.push({
      id: '',
      index: -1,
      priority,
      restricted,
      openedAt: at,
      queueRank: queueRankOf(priority),
      queueDue: at + allowedMs,
      handlingMs: drawHandling(model.handling, priority, random),
    });
  }
  return tickets;
}

/** One possible course of the rate, in cases an hour: without bursts, and with them. */
function drawRate(
  model: ArrivalModel,
  { fromMs, untilMs }: { readonly fromMs: number; readonly untilMs: number },
  random: Random,
): (slotMs: number) => readonly [usual: number, came: number] {
  const today = gamma(random, model.today.shape, model.today.mean);
  const later = gamma(random, 1 / model.dayVariance, 1);
  const hours = Array.from({ length: Math.ceil((untilMs - fromMs) / hourMs) + 1 }, () =>
    gamma(random, 1 / model.hourVariance, 1),
  );
  const bursts = drawBursts(model, fromMs, untilMs, random);
  return (slotMs) => {
    const known = 2 ** (-(slotMs - fromMs) / todayHalfLifeMs);
    const load = today ** known * later ** (1 - known);
    const hour = hours[Math.floor((slotMs - fromMs) / hourMs)] ?? 1;
    const usual = rateAt(model, slotMs) * load * hour;
    const excess = bursts.reduce((sum, burst) => sum + burst(slotMs, usual), 0);
    return [usual, usual + excess];
  };
}

type BurstAt = (slotMs: number, usual: number) => number;

/** The burst that is on, for as long as it may last, and those that may begin. */
function drawBursts(
  { bursts: { perHour, excess, meanMs, nowPerHour } }: ArrivalModel,
  fromMs: number,
  untilMs: number,
  random: Random,
): BurstAt[] {
  const drawn: BurstAt[] = [];
  const end = fromMs + exponential(random, 1 / meanMs);
  if (nowPerHour > 0) drawn.push((slotMs) => (slotMs < end ? nowPerHour : 0));
  for (let at = fromMs; ;) {
    at += exponential(random, perHour) * hourMs;
    if (at >= untilMs) return drawn;
    const [from, until] = [at, at + exponential(random, 1 / meanMs)];
    const factor = lognormal(random, excess * Math.exp(-(burstSpread ** 2) / 2), burstSpread);
    drawn.push((slotMs, usual) =>
      slotMs + quarterMs > from && slotMs < until ? factor * usual : 0,
    );
  }
}
