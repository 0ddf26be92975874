import { defaultParserLimits } from '@vigie/server/mail/parser';
import type { RunningServer } from '@vigie/server/server';
import { startProductionService, type ServiceSetting } from '../product/production-service.ts';
import { haste, hurriedTime } from './hurried-time.ts';

/** A server that says nothing is given up while a test waits. */
const mailPatience = {
  connectMs: 3_000,
  greetingMs: 1_500,
  imapSilenceMs: 2_000,
  smtpSilenceMs: 1_500,
};

/** What hurries is the service, not the machine that parses: it has its time. */
const parserLimits = { ...defaultParserLimits, timeMs: defaultParserLimits.timeMs * haste };

/** The service on a clock that hurries from the epoch of its setting on; answers leave at once. */
export function startFaultyService(setting: ServiceSetting): Promise<RunningServer> {
  const parts = { ...hurriedTime(setting.epoch), mailPatience, parserLimits, forecasts: false };
  return startProductionService(setting, parts, {
    VIGIE_WITHDRAW_SECONDS: '0',
    VIGIE_CLAIM_LIMIT: '100',
  });
}
