import { decideSettings } from '@vigie/shared/settings/decide';
import type { SettingValues } from '@vigie/shared/settings/definitions';
import { settingsStreamId } from '@vigie/shared/settings/state';
import { settingFaultText } from '../settings/setting-fault-text.ts';
import type { CommandOf, Plan } from './plan.ts';

/** Reads a change of settings: all of it in one transaction, or nothing. */
export function interpretSettings(
  { changes }: CommandOf<'change-settings'>,
  given: SettingValues,
): Plan {
  return {
    keys: [{ kind: 'settings' }],
    judge: ({ loaded, actor }) => {
      const decision = decideSettings(loaded.settings(), { changes, given }, actor);
      if (!decision.ok) {
        return 'faults' in decision
          ? {
              ok: false,
              refusal: decision.refusal,
              about: { message: settingFaultText(decision.faults), ticketIds: [] },
            }
          : decision;
      }
      const append = { stream: 'settings', id: settingsStreamId, events: decision.events } as const;
      return { ok: true, appends: [append], writes: {}, tell: () => ({}) };
    },
  };
}
