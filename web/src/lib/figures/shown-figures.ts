import type { LiveFigures } from '@vigie/shared/metrics/live-figures';
import { fewestCases, type Quantile } from '@vigie/shared/metrics/survival';
import type { WithinTarget } from '@vigie/shared/metrics/within-target';
import type { Session } from '@vigie/shared/wire/session';
import { ageText } from '#lib/format/age.ts';
import { m } from '#lib/paraglide/messages.js';
import { quantileText, targetText } from './quantile-text.ts';

/** A number with what stands beside it in a smaller weight: its unit, its target, its cases. */
export interface FigurePart {
  /** Under which its receipt is asked for, where parts of a figure have their own. */
  readonly key?: string;
  readonly value: string;
  readonly beside: string;
  /** `few`: words instead of a number. `short`: the aim is missed. `urgent`: somebody may be in danger. */
  readonly tone: 'plain' | 'few' | 'short' | 'urgent';
}

export interface ShownFigure {
  readonly key: string;
  readonly label: string;
  readonly parts: readonly FigurePart[];
}

/** Answered in time, apart by the aims that the service has set itself (domain: "Measures"). */
export interface InTime {
  readonly p1: WithinTarget;
  readonly p2p3: WithinTarget;
}

const minuteMs = 60_000;

/** Shares aimed at, in percent, by priority, as the settings stand. */
export type Aims = Session['settings']['aims'];

/** The six figures above the plateau, each with its unit and its target (MET-1). */
export function shownFigures(figures: LiveFigures, inTime: InTime, aims: Aims): ShownFigure[] {
  // Two priorities in one figure: it is held to the stricter of their aims.
  const p2p3 = Math.max(aims.P2, aims.P3);
  const { received, answered } = figures.lastHour;
  return [
    { key: 'to-take', label: m.figure_to_take(), parts: [toTake(figures)] },
    { key: 'oldest', label: m.figure_oldest(), parts: [oldest(figures)] },
    { key: 'median', label: m.figure_median_label(), parts: [median(figures.median)] },
    { key: 'ninetieth', label: m.figure_ninetieth(), parts: [ninetieth(figures)] },
    {
      key: 'last-hour',
      label: m.figure_last_hour(),
      parts: [
        { ...plain(String(received), '/'), key: 'received' },
        { ...plain(String(answered), ''), key: 'answered' },
      ],
    },
    {
      key: 'in-time',
      label: m.figure_in_time(),
      parts: [
        { ...inTimePart(inTime.p1, aims.P1 / 100, m.figure_in_time_p1), key: 'in-time-p1' },
        { ...inTimePart(inTime.p2p3, p2p3 / 100, m.figure_in_time_p2p3), key: 'in-time-p2p3' },
      ],
    },
  ];
}

function toTake({ toTake: { tickets, p0 } }: LiveFigures): FigurePart {
  const beside = p0 ? m.figure_to_take_p0({ count: p0 }) : '';
  return { value: String(tickets), beside, tone: p0 ? 'urgent' : 'plain' };
}

function oldest({ oldest: found }: LiveFigures): FigurePart {
  if (!found) return { value: m.figure_none(), beside: '', tone: 'few' };
  const { episode, waitedMs } = found;
  const allowedMs = episode.dueAt - episode.startedAt;
  const target = m.figure_target({ target: targetText(allowedMs / minuteMs) });
  return {
    value: ageText(waitedMs),
    beside: episode.priority ? `${episode.priority}, ${target}` : target,
    tone: waitedMs > allowedMs ? 'short' : 'plain',
  };
}

function median(quantile: Quantile): FigurePart {
  return { ...ofQuantile(quantile), beside: isTime(quantile) ? m.figure_median() : '' };
}

function ninetieth({
  ninetieth: quantile,
  ninetiethTargetMinutes: target,
}: LiveFigures): FigurePart {
  const beside = target === null ? '' : m.figure_target({ target: targetText(Math.round(target)) });
  const shown = ofQuantile(quantile);
  const late = isTime(quantile) && target !== null && quantile.minutes > target;
  return { ...shown, beside: isTime(quantile) ? beside : '', tone: late ? 'short' : shown.tone };
}

/** A share of few cases would be read as a rate: then the counts themselves are shown (MET-1). */
function inTimePart(
  { hits, misses, share }: WithinTarget,
  aim: number,
  text: (inputs: { aim: string; cases: string }) => string,
): FigurePart {
  const cases = hits + misses;
  const beside = text({ aim: percent(aim), cases: String(cases) });
  if (share === null) return { value: m.figure_none(), beside, tone: 'few' };
  if (cases < fewestCases) {
    return { value: m.figure_of_cases({ hits, cases }), beside, tone: 'plain' };
  }
  return { value: percent(share), beside, tone: share < aim ? 'short' : 'plain' };
}

function ofQuantile(quantile: Quantile): FigurePart {
  return { value: quantileText(quantile), beside: '', tone: isTime(quantile) ? 'plain' : 'few' };
}

function isTime(quantile: Quantile): quantile is { minutes: number } {
  return 'minutes' in quantile;
}

function plain(value: string, beside: string): FigurePart {
  return { value, beside, tone: 'plain' };
}

/** A share in whole percent, rounded down: an aim is not reached by rounding. */
function percent(share: number): string {
  return `${String(Math.floor(share * 100 + 1e-9))} %`;
}
