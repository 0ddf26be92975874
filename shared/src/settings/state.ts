import type { Recorded } from '../ticket/events.ts';
import type { SettingKey, SettingValue, SettingValues } from './definitions.ts';

/**
 * A setting was changed on a screen, with the value that was in force before and the one after. Null
 * after means that the screen's value was taken back: environment or default speak again.
 */
export interface SettingsEvent {
  readonly type: 'setting-changed';
  readonly setting: SettingKey;
  readonly before: SettingValue;
  readonly after: SettingValue;
}

/** A value that was set on a screen, by whom and when. */
export interface SetValue {
  readonly value: SettingValue;
  readonly by: string;
  readonly at: number;
}

/** What was set on screens so far and stands; the history is the log's own. */
export interface SettingsState {
  readonly set: Readonly<Partial<Record<SettingKey, SetValue>>>;
  readonly seq: number;
}

export const unchangedSettings: SettingsState = { set: {}, seq: 0 };

/** The settings are one stream. */
export const settingsStreamId = 'settings';

/** Folds one event in (LOG-3). */
export function evolveSettings(
  state: SettingsState,
  { event, at, by, seq }: Recorded<SettingsEvent>,
): SettingsState {
  const set = { ...state.set };
  if (event.after === null) delete set[event.setting];
  else set[event.setting] = { value: event.after, by, at };
  return { set, seq };
}

/** The values in force: what was set on a screen wins over what the environment gave. */
export function valuesInForce(given: SettingValues, { set }: SettingsState): SettingValues {
  const values = Object.entries(set).map(([key, { value }]) => [key, value]);
  return { ...given, ...(Object.fromEntries(values) as SettingValues) };
}
