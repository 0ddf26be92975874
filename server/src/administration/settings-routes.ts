import type { Database } from '@vigie/db/database';
import { eventsOf } from '@vigie/db/queries/history';
import { may } from '@vigie/shared/access/may';
import { settingKeys, type SettingKey } from '@vigie/shared/settings/definitions';
import { valueIn } from '@vigie/shared/settings/settings';
import { settingsStreamId } from '@vigie/shared/settings/state';
import {
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

/** Every setting with its value and where it comes from, and what was done to one (LOG-1). */
export function settingsRoutes(app: App, parts: SettingsRouteParts): void {
  const { database, staff, clock, settings } = parts;
  const maySee = (request: Parameters<typeof viewerOf>[0]) =>
    may(staff.actor(viewerOf(request).person, clock.now()), 'see-settings');

  app.get(
    '/api/administration/settings',
    { schema: { response: { 200: settingsStandingSchema } } },
    async (request, reply) =>
      maySee(request)
        ? settingKeys.map((key) => standingOf(key, settings))
        : refuse(reply, 'not-allowed'),
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
      maySee(request) ? historyOf(request.params.setting, database) : refuse(reply, 'not-allowed'),
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
