import type { Database } from '@vigie/db/database';
import { eventsOf } from '@vigie/db/queries/history';
import { may } from '@vigie/shared/access/may';
import { answerSheets } from '@vigie/shared/settings/answer-sheets';
import { definitions, settingKeys, type SettingKey } from '@vigie/shared/settings/definitions';
import { valueIn } from '@vigie/shared/settings/settings';
import { settingsStreamId } from '@vigie/shared/settings/state';
import {
  answerSheetsSchema,
  settingHistorySchema,
  settingsStandingSchema,
  type SettingHistory,
  type SettingStanding,
} from '@vigie/shared/wire/administration';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Staff } from '../people/staff.ts';
import type { SettingsInForce } from '../settings/settings-in-force.ts';

export interface SettingsRouteParts {
  readonly database: Database;
  readonly staff: Staff;
  readonly clock: Clock;
  readonly settings: SettingsInForce;
}

const sheetKeys = settingKeys.filter((key) => definitions[key].group === 'sheets');

/** Every setting with its value and where it comes from, and what was done to one (LOG-1). */
export function settingsRoutes(app: App, parts: SettingsRouteParts): void {
  const { database, staff, clock, settings } = parts;
  /** Whoever keeps the answer sheets alone sees these alone. */
  const shownTo = (request: Parameters<typeof viewerOf>[0]): readonly SettingKey[] => {
    const actor = staff.actor(viewerOf(request).person, clock.now());
    if (may(actor, 'see-settings')) return settingKeys;
    return may(actor, 'see-answer-sheets') ? sheetKeys : [];
  };

  app.get('/api/answer-sheets', { schema: { response: { 200: answerSheetsSchema } } }, async () =>
    answerSheets(settings.values),
  );

  app.get(
    '/api/administration/settings',
    { schema: { response: { 200: settingsStandingSchema } } },
    async (request, reply) => {
      const keys = shownTo(request);
      if (!keys.length) return refuse(reply, 'not-allowed');
      return keys.map((key) => standingOf(key, settings));
    },
  );

  app.get(
    '/api/administration/settings/:setting/history',
    {
      schema: {
        params: z.object({ setting: z.enum(settingKeys) }),
        response: { 200: settingHistorySchema },
      },
    },
    async (request, reply) =>
      shownTo(request).includes(request.params.setting)
        ? historyOf(request.params.setting, database)
        : refuse(reply, 'not-allowed'),
  );
}

function standingOf(
  setting: SettingKey,
  { given, state, values }: SettingsInForce,
): SettingStanding {
  const set = state.set[setting];
  const source = set ? 'screen' : given[setting] === undefined ? 'initial' : 'environment';
  return {
    ...{ setting, source, value: valueIn(values, setting), underneath: valueIn(given, setting) },
    by: set?.by ?? null,
    at: set?.at ?? null,
  };
}

function historyOf(setting: SettingKey, database: Database): SettingHistory {
  const recorded = eventsOf(database, 'settings', settingsStreamId);
  return recorded
    .flatMap(({ at, by, event }) =>
      event.type === 'setting-changed' && event.setting === setting
        ? [{ at, by, before: event.before, after: event.after }]
        : [],
    )
    .toReversed();
}
