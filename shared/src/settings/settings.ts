import type { CategoryKey } from '../triage/categories.ts';
import { categories, categoryKeys } from '../triage/categories.ts';
import { priorities, type Priority } from '../triage/priority.ts';
import {
  definitions,
  type SettingKey,
  type SettingValue,
  type SettingValues,
} from './definitions.ts';

/** Time allowed for the first human answer, in ms: by priority, and by category where it has its own. */
export interface Targets {
  readonly usual: Readonly<Record<Priority, number>>;
  /** Counts at the category's own priority alone. */
  readonly own: Readonly<Partial<Record<CategoryKey, number>>>;
}

/** The times and limits that a unit may set; every default is a figure of the domain (LOCK-2, LOCK-5, MAIL-9). */
export interface Settings {
  /** A lock lasts this long from its holder's last act (LOCK-2). */
  readonly leaseMs: number;
  /** … and this long from the last heartbeat when the holder's connection is gone (LOCK-2). */
  readonly disconnectedMs: number;
  /** At most one renewal event in this time and lock (LOCK-2). */
  readonly renewEveryMs: number;
  /** A lock without an act for this long is stale: its holder's lead may release it. */
  readonly staleAfterMs: number;
  /** An agent holds at most this many tickets by claiming (LOCK-5). */
  readonly claimLimit: number;
  /** A queued answer waits this long before it leaves, so that it can be withdrawn (MAIL-9). */
  readonly withdrawMs: number;
  /** A P0 that nobody claims escalates after these times: lead, then officer. */
  readonly escalateMs: readonly [number, number];
  /** A citizen's mail reopens an answered ticket within this time; later it opens a linked one. */
  readonly reopenWithinMs: number;
  /** A returning ticket is kept for the agent who answered it for this long, if they are there. */
  readonly preferMs: number;
  readonly targets: Targets;
  /** Shares answered within target that the unit aims at, in percent (MET-1). */
  readonly aims: Readonly<Record<Priority, number>>;
}

const second = 1_000;
const minute = 60 * second;
const day = 24 * 60 * minute;

/** A renewal a minute is a bound of the log, not of the unit (LOCK-2). */
const renewEveryMs = minute;

/** The settings as the rest of the service reads them, out of the values of all keys. */
export function settingsOf(values: SettingValues): Settings {
  const number = (key: SettingKey) => numberIn(values, key);
  const ownTargets = categoryKeys.flatMap((key) => {
    const minutes = valueIn(values, `target-${key}`);
    return typeof minutes === 'number' ? [[key, minutes * minute]] : [];
  });
  return {
    leaseMs: number('lease') * second,
    disconnectedMs: number('disconnected') * second,
    renewEveryMs,
    staleAfterMs: number('stale-after') * second,
    claimLimit: number('claim-limit'),
    withdrawMs: number('withdraw') * second,
    escalateMs: [number('escalate-lead') * second, number('escalate-officer') * second],
    reopenWithinMs: number('reopen-within') * day,
    preferMs: number('prefer') * second,
    targets: {
      usual: byPriority((priority) => number(`target-${priority}`) * minute),
      own: Object.fromEntries(ownTargets) as Targets['own'],
    },
    aims: byPriority((priority) => number(`aim-${priority}`)),
  };
}

/** The value of a key: what was given, else its first value. */
export function valueIn(values: SettingValues, key: SettingKey): SettingValue {
  return values[key] ?? definitions[key].initial;
}

/** Of a key that is a number and always has one. */
export function numberIn(values: SettingValues, key: SettingKey): number {
  const value = valueIn(values, key);
  if (typeof value !== 'number') throw new Error(`${key} is no number`);
  return value;
}

/** Of a key that is a text. */
export function textIn(values: SettingValues, key: SettingKey): string {
  const value = valueIn(values, key);
  if (typeof value !== 'string') throw new Error(`${key} is no text`);
  return value;
}

/** Time allowed for the first human answer, in ms (MET-1): a category's own at its own priority, else the usual. */
export function targetMs(
  { usual, own }: Targets,
  category: CategoryKey,
  priority: Priority,
): number {
  const isOwn = priority === categories[category].priority;
  return (isOwn ? own[category] : undefined) ?? usual[priority];
}

export const defaultSettings: Settings = settingsOf({});

function byPriority(read: (priority: Priority) => number): Readonly<Record<Priority, number>> {
  return Object.fromEntries(priorities.map((priority) => [priority, read(priority)])) as Record<
    Priority,
    number
  >;
}
