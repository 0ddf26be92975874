import type { Committed, EventLog } from '@vigie/db/event-log';
import type { SettingValues } from '@vigie/shared/settings/definitions';
import { settingsOf, textIn, type Settings } from '@vigie/shared/settings/settings';
import {
  settingsStreamId,
  unchangedSettings,
  valuesInForce,
  type SettingsState,
} from '@vigie/shared/settings/state';

/** The words with which the service speaks to citizens, as they stand now. */
export interface ServiceTexts {
  readonly serviceName: string;
  /** Lines of the postal address (CRPA R112-11-1). */
  readonly postalAddress: readonly string[];
  readonly telephone: string;
  readonly acknowledgement: string;
  readonly signature: string;
}

/**
 * The settings in force (LOG-1): what was set on a screen, else what the environment gave, else the
 * first value. Whoever holds this reads at the instant of use, so that a change counts from its commit
 * on. Follows the log until it is closed.
 */
export class SettingsInForce implements Settings, ServiceTexts {
  readonly given: SettingValues;
  readonly #unfollow: () => void;
  readonly #listeners = new Set<() => void>();
  #state: SettingsState;
  #values: SettingValues;
  #settings: Settings;

  constructor(log: Pick<EventLog, 'follow'>, given: SettingValues, state: SettingsState | null) {
    this.given = given;
    this.#state = state ?? unchangedSettings;
    this.#values = valuesInForce(given, this.#state);
    this.#settings = settingsOf(this.#values);
    this.#unfollow = log.follow((committed) => this.#take(committed));
  }

  /** What was set on screens, by whom and when. */
  get state(): SettingsState {
    return this.#state;
  }

  get values(): SettingValues {
    return this.#values;
  }

  get leaseMs(): number {
    return this.#settings.leaseMs;
  }

  get disconnectedMs(): number {
    return this.#settings.disconnectedMs;
  }

  get renewEveryMs(): number {
    return this.#settings.renewEveryMs;
  }

  get staleAfterMs(): number {
    return this.#settings.staleAfterMs;
  }

  get claimLimit(): number {
    return this.#settings.claimLimit;
  }

  get withdrawMs(): number {
    return this.#settings.withdrawMs;
  }

  get escalateMs(): Settings['escalateMs'] {
    return this.#settings.escalateMs;
  }

  get reopenWithinMs(): number {
    return this.#settings.reopenWithinMs;
  }

  get preferMs(): number {
    return this.#settings.preferMs;
  }

  get targets(): Settings['targets'] {
    return this.#settings.targets;
  }

  get aims(): Settings['aims'] {
    return this.#settings.aims;
  }

  get serviceName(): string {
    return textIn(this.#values, 'service-name');
  }

  get postalAddress(): readonly string[] {
    return textIn(this.#values, 'service-address')
      .split(/\s*[|\n]\s*/)
      .filter(Boolean);
  }

  get telephone(): string {
    return textIn(this.#values, 'service-phone');
  }

  get acknowledgement(): string {
    return textIn(this.#values, 'acknowledgement');
  }

  get signature(): string {
    return textIn(this.#values, 'signature');
  }

  /** Tells of each change, after its commit. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  close(): void {
    this.#unfollow();
    this.#listeners.clear();
  }

  #take({ changed }: Committed): void {
    const state = changed.settings.get(settingsStreamId)?.after;
    if (!state) return;
    this.#state = state;
    this.#values = valuesInForce(this.given, state);
    this.#settings = settingsOf(this.#values);
    for (const listener of this.#listeners) listener();
  }
}
