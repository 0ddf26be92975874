import type { Actor } from '../access/actor.ts';
import { may } from '../access/may.ts';
import { accept, refuse, type Decision } from '../ticket/decision.ts';
import {
  definitions,
  type SettingKey,
  type SettingValue,
  type SettingValues,
} from './definitions.ts';
import { faultOfValue, faultsTogether, type SettingFault } from './faults.ts';
import { valueIn } from './settings.ts';
import { valuesInForce, type SettingsEvent, type SettingsState } from './state.ts';

/** One setting and the value that it shall have; null takes the screen's value back. */
export interface SettingChange {
  readonly setting: SettingKey;
  readonly value: SettingValue;
}

export interface ChangeSettings {
  readonly changes: readonly SettingChange[];
  /** What the environment gave: it speaks where no screen did. */
  readonly given: SettingValues;
}

/** A verdict that names what is wrong with which setting. */
export type SettingsDecision =
  | Decision<SettingsEvent>
  | {
      readonly ok: false;
      readonly refusal: 'bad-setting';
      readonly faults: readonly SettingFault[];
    };

/** Judges a change of settings, all of it or nothing: each value by itself, then what stands together (LOG-1, ACCESS-1). */
export function decideSettings(
  state: SettingsState,
  { changes, given }: ChangeSettings,
  actor: Actor,
): SettingsDecision {
  const isAllowed = ({ setting }: SettingChange) =>
    may(actor, 'change-settings', { settingGroup: definitions[setting].group });
  if (!changes.every(isAllowed)) return refuse('not-allowed');
  const faults = changes.flatMap(({ setting, value }) => faultOfValue(setting, value) ?? []);
  if (faults.length) return { ok: false, refusal: 'bad-setting', faults };
  const real = changes.filter(({ setting, value }) => changesSomething(state, setting, value));
  if (!real.length) return refuse('unchanged');
  const contradictions = faultsTogether(
    valuesInForce(given, changed(state, real)),
    new Set(real.map(({ setting }) => setting)),
  );
  if (contradictions.length) {
    return { ok: false, refusal: 'bad-setting', faults: contradictions };
  }
  const before = valuesInForce(given, state);
  return accept(
    ...real.map(({ setting, value }): SettingsEvent => ({
      type: 'setting-changed',
      setting,
      before: valueIn(before, setting),
      after: value,
    })),
  );
}

function changesSomething({ set }: SettingsState, key: SettingKey, value: SettingValue): boolean {
  const standing = set[key];
  return value === null ? standing !== undefined : standing?.value !== value;
}

/** The state as if the changes had been made, to judge what would stand together. */
function changed(state: SettingsState, changes: readonly SettingChange[]): SettingsState {
  const set = { ...state.set };
  for (const { setting, value } of changes) {
    if (value === null) delete set[setting];
    else set[setting] = { value, by: '', at: 0 };
  }
  return { ...state, set };
}
