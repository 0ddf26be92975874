import { categories, categoryKeys, type CategoryKey } from '../triage/categories.ts';
import { priorities, type Priority } from '../triage/priority.ts';

/** Settings that belong together, and are changed under one right (ACCESS-1). */
export const settingGroups = ['targets', 'aims', 'locks', 'texts', 'retention', 'sheets'] as const;
export type SettingGroup = (typeof settingGroups)[number];

export type SettingUnit = 'seconds' | 'minutes' | 'days' | 'tickets' | 'percent';

/** A whole number with its unit and bounds. Where `initial` is null, another setting speaks for it. */
export interface NumberSetting {
  readonly kind: 'number';
  readonly group: SettingGroup;
  readonly unit: SettingUnit;
  readonly least: number;
  readonly most: number;
  readonly initial: number | null;
}

/** Words of the service itself. They are nobody's personal data: the log may hold them (LOG-4). */
export interface TextSetting {
  readonly kind: 'text';
  readonly group: SettingGroup;
  readonly longest: number;
  readonly initial: string;
}

/** A day (ISO). */
export interface DateSetting {
  readonly kind: 'date';
  readonly group: SettingGroup;
  readonly initial: string;
}

export type Setting = NumberSetting | TextSetting | DateSetting;

type LockKey =
  | 'lease'
  | 'disconnected'
  | 'stale-after'
  | 'claim-limit'
  | 'withdraw'
  | 'escalate-lead'
  | 'escalate-officer'
  | 'reopen-within'
  | 'prefer';
type TextKey =
  'service-name' | 'service-address' | 'service-phone' | 'acknowledgement' | 'signature';

export type SettingKey =
  | LockKey
  | TextKey
  | `target-${Priority | CategoryKey}`
  | `aim-${Priority}`
  | `retention-${CategoryKey | 'other'}`
  /** The answer sheet of a category, one service a line, and the day by which it must be read over. */
  | `sheet-${CategoryKey}`
  | `review-${CategoryKey}`;

/** What stands as value of a setting; null where another setting speaks for it. */
export type SettingValue = number | string | null;
export type SettingValues = Readonly<Partial<Record<SettingKey, SettingValue>>>;

const day = 86_400;

const locks: Readonly<Record<LockKey, Setting>> = {
  lease: lockTime('seconds', 10, day, 900),
  disconnected: lockTime('seconds', 10, day, 180),
  'stale-after': lockTime('seconds', 10, day, 300),
  'claim-limit': lockTime('tickets', 1, 100, 3),
  withdraw: lockTime('seconds', 0, 3_600, 15),
  'escalate-lead': lockTime('seconds', 10, 3_600, 120),
  'escalate-officer': lockTime('seconds', 10, 7_200, 300),
  'reopen-within': lockTime('days', 1, 365, 30),
  prefer: lockTime('seconds', 0, day, 600),
};

/** The first text of the acknowledgement (MAIL-7); its marks are filled in for each citizen. */
const acknowledgement = [
  'En cas de danger : appelez le 17 ou le 112, ou envoyez un SMS au 114.',
  '',
  'Madame, Monsieur,',
  '',
  'Votre message a été reçu le {reception}. Il porte le numéro {numero}.',
  'Un agent le lira et vous répondra. Il est inutile de l’envoyer de nouveau.',
  '',
  '{service}',
  '{adresse}',
  'Adresse électronique : {courriel}',
  'Téléphone : {telephone}',
  '',
  'Ce message est envoyé automatiquement.',
].join('\n');

const texts: Readonly<Record<TextKey, Setting>> = {
  'service-name': words(120, 'Commissariat numérique'),
  'service-address': words(400, ''),
  'service-phone': words(40, ''),
  acknowledgement: words(4_000, acknowledgement),
  signature: words(1_000, '{alias}\n{service}'),
};

const usualTargets: Readonly<Record<Priority, number>> = { P0: 5, P1: 15, P2: 240, P3: 1_440 };
/** Shares answered within target, in percent (domain: "Measures"). */
const usualAims: Readonly<Record<Priority, number>> = { P0: 99, P1: 95, P2: 90, P3: 90 };

/** Every setting of a unit, by key: unit, bounds and first value (domain: the table of categories). */
export const definitions: Readonly<Record<SettingKey, Setting>> = Object.fromEntries([
  ...priorities.map((priority) => [`target-${priority}`, target(usualTargets[priority])]),
  ...categoryKeys.map((key) => [`target-${key}`, target(ownTarget(key))]),
  ...priorities.map((priority) => [`aim-${priority}`, aim(usualAims[priority])]),
  ...Object.entries(locks),
  ...Object.entries(texts),
  ...categoryKeys.map((key) => [`retention-${key}`, retention(keptDays(key))]),
  ['retention-other', retention(90)],
  ...categoryKeys.map((key) => [`sheet-${key}`, sheet(categories[key].orientation)]),
  ...categoryKeys.map((key) => [`review-${key}`, review(categories[key].reviewBy)]),
]) as Record<SettingKey, Setting>;

export const settingKeys = Object.keys(definitions) as readonly SettingKey[];

function lockTime(unit: SettingUnit, least: number, most: number, initial: number): NumberSetting {
  return { kind: 'number', group: 'locks', unit, least, most, initial };
}

function words(longest: number, initial: string): TextSetting {
  return { kind: 'text', group: 'texts', longest, initial };
}

function target(initial: number | null): NumberSetting {
  return { kind: 'number', group: 'targets', unit: 'minutes', least: 1, most: 43_200, initial };
}

function aim(initial: number): NumberSetting {
  return { kind: 'number', group: 'aims', unit: 'percent', least: 1, most: 100, initial };
}

function retention(initial: number): NumberSetting {
  return { kind: 'number', group: 'retention', unit: 'days', least: 31, most: 7_300, initial };
}

function sheet(lines: readonly string[]): TextSetting {
  return { kind: 'text', group: 'sheets', longest: 2_000, initial: lines.join('\n') };
}

function review(initial: string): DateSetting {
  return { kind: 'date', group: 'sheets', initial };
}

/** A category speaks for itself only where it differs from its priority. */
function ownTarget(key: CategoryKey): number | null {
  const { priority, targetMinutes } = categories[key];
  return targetMinutes === usualTargets[priority] ? null : targetMinutes;
}

/** An assumption: three years where a person may have been in danger, one year for the rest. */
function keptDays(key: CategoryKey): number {
  const { priority, restricted } = categories[key];
  return restricted || priority === 'P0' || priority === 'P1' ? 1_095 : 365;
}
