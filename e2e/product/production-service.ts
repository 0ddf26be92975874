import { Writable } from 'node:stream';
import { openDatabase } from '@vigie/db/database';
import { createEventLog } from '@vigie/db/sqlite-event-log';
import { readConfig } from '@vigie/server/config';
import { createLogger } from '@vigie/server/logger';
import { Passwords } from '@vigie/server/people/passwords';
import { systemRandom } from '@vigie/server/random-source';
import { startServer, type RunningServer, type ServerParts } from '@vigie/server/server';

/** Where a service in production mode lives, and between which mail servers. */
export interface ServiceSetting {
  readonly folder: string;
  readonly port: number;
  readonly imapUrl: string;
  readonly smtpUrl: string;
  /** When it is set up, in ms since the epoch: mail of the hour before is its own. */
  readonly epoch: number;
}

/** Who answers there. */
export const agent = { login: 'ana', password: 'a password of the tests' };

const secret = 'a secret of the tests, long enough';
/** Argon2 as cheap as it gets: what it costs is not what is tested here. */
const cheap = { memory: 64, passes: 1, parallelism: 1 };

export const databasePathOf = ({ folder }: Pick<ServiceSetting, 'folder'>): string =>
  `${folder}/vigie.db`;

/** The whole service in production mode, as it is run, with Ana in it; it logs nothing. */
export async function startProductionService(
  setting: ServiceSetting,
  parts: Pick<ServerParts, 'clock' | 'timers' | 'mailPatience' | 'parserLimits' | 'forecasts'>,
  environment: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const passwords = new Passwords(cheap);
  await appoint(setting, passwords);
  return startServer({
    config: configOf(setting, environment),
    folder: { path: setting.folder, databasePath: databasePathOf(setting), secret },
    ...parts,
    passwords,
    random: systemRandom,
    logger: createLogger('silent', new Writable({ write: (_text, _encoding, done) => done() })),
    webRoot: `${setting.folder}/no-screens`,
    progress: () => undefined,
  });
}

function configOf(
  { folder, port, imapUrl, smtpUrl, epoch }: ServiceSetting,
  environment: Readonly<Record<string, string>>,
) {
  const read = readConfig({
    VIGIE_MODE: 'production',
    VIGIE_DATA: folder,
    VIGIE_PORT: String(port),
    VIGIE_IMAP_URL: imapUrl,
    VIGIE_SMTP_URL: smtpUrl,
    VIGIE_CONTACT: 'contact@vigie.example',
    VIGIE_MAIL_SINCE: new Date(epoch - 3_600_000).toISOString(),
    ...environment,
  });
  if (!read.ok) throw new Error(read.faults.join('\n'));
  return read.config;
}

/** Ana is a member of the service from the first start on. */
async function appoint(setting: ServiceSetting, passwords: Passwords): Promise<void> {
  const database = openDatabase(databasePathOf(setting));
  const log = createEventLog(database);
  const { login, password } = agent;
  const hash = await passwords.hash(password);
  const fields = { login, rank: 'Gpx', name: 'Ana', alias: 'RIO 1', role: 'agent' } as const;
  const event = { type: 'person-added', ...fields, teamId: 'JOUR-A', clearances: [] } as const;
  const request = { key: 'appoint', by: 'system', at: setting.epoch, type: 'test', origin: null };
  await log.transact(request, [], () => ({
    ok: true,
    appends: [{ stream: 'person', id: login, events: [event] }],
    writes: { credential: { personId: login, hash, mustChoose: false } },
    answer: () => undefined,
  }));
  await log.close();
  database.close();
}
