import {
  definitions,
  type SettingKey,
  type SettingValue,
} from '@vigie/shared/settings/definitions';
import { settingsStandingSchema, type SettingStanding } from '@vigie/shared/wire/administration';
import { getJson, type ApiRefusal } from '#lib/http/api.ts';

/** The settings as the server last told them, and what somebody has typed over them. */
export class SettingsDesk {
  #standings = $state.raw<ReadonlyMap<SettingKey, SettingStanding> | null>(null);
  #typed = $state.raw<Readonly<Partial<Record<SettingKey, string>>>>({});
  #refusal = $state<ApiRefusal | null>(null);

  /** Null before the first answer. */
  get standings(): ReadonlyMap<SettingKey, SettingStanding> | null {
    return this.#standings;
  }

  get refusal(): ApiRefusal | null {
    return this.#refusal;
  }

  async load(): Promise<void> {
    const result = await getJson('/api/administration/settings', settingsStandingSchema);
    this.#refusal = result.ok ? null : result.refusal;
    if (!result.ok) return;
    this.#standings = new Map(result.value.map((standing) => [standing.setting, standing]));
  }

  /** What stands in the field: what was typed, else the value in force. */
  text(key: SettingKey): string {
    return this.#typed[key] ?? String(this.#standings?.get(key)?.value ?? '');
  }

  type(key: SettingKey, text: string): void {
    this.#typed = { ...this.#typed, [key]: text };
  }

  forget(keys: readonly SettingKey[]): void {
    const kept = Object.entries(this.#typed).filter(([key]) => !keys.includes(key as SettingKey));
    this.#typed = Object.fromEntries(kept);
  }

  /** What was typed and differs from what is in force. An emptied number takes the screen's value back. */
  changes(keys: readonly SettingKey[]): { setting: SettingKey; value: SettingValue }[] {
    return keys.flatMap((setting) => {
      const text = this.#typed[setting];
      const standing = this.#standings?.get(setting);
      if (text === undefined || !standing || text === String(standing.value ?? '')) return [];
      return [{ setting, value: valueOf(setting, text) }];
    });
  }
}

function valueOf(setting: SettingKey, text: string): SettingValue {
  const { kind } = definitions[setting];
  if (kind === 'text') return text;
  if (kind === 'date') return text === '' ? null : text;
  return text.trim() === '' ? null : Number(text.replace(',', '.'));
}
