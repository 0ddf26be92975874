import type { CallRules } from './api-access/callable.ts';
import { join } from 'node:path';
import {
  commandIn,
  environmentSchema,
  instantOf,
  settingNames,
  type Environment,
} from './environment.ts';
import type { SettingKey, SettingValues } from '@vigie/shared/settings/definitions';
import { needsUtf8, validAddress } from './mail/address.ts';
import type { OidcConfig } from './people/oidc-door.ts';
import { faultOf, given, type Variables } from './read-settings.ts';

/** Backups as the environment wants them (RUN-4). */
export interface BackupConfig {
  readonly target: string;
  readonly keep: number;
  /** A cron pattern in the service's time; null where the server makes none by itself. */
  readonly schedule: string | null;
}

interface CommonConfig {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Signs Message-IDs and one-time passwords; made and kept in the data folder where none is set. */
  readonly secret: string | null;
  /** Where people reach the screens; also the origin that may write (ACCESS-2). */
  readonly publicUrl: string;
  readonly contact: string;
  readonly mailSince: number | null;
  /** Where the virus scanner listens; null where there is none (MAIL-11). */
  readonly clamd: string | null;
  /** Whether name servers are asked what proves a sender, and which relay is believed (MAIL-13). */
  readonly senderChecks: boolean;
  readonly trustedRelay: string | null;
  readonly sessionLimits: { readonly idleMs: number; readonly absoluteMs: number };
  /** What the environment says of the settings that can be changed on screen as well; the screen wins. */
  readonly given: SettingValues;
  readonly logLevel: string;
  readonly backup: BackupConfig;
  /** What ships the journal to a standby, where a token is set; and where the two reach this node (RUN-4). */
  readonly standby: { readonly token: string | null; readonly address: string };
  /** Who must have a second factor (ACCESS-2). */
  readonly secondFactor: 'off' | 'command' | 'all';
  /** The sign-in of the administration; null where none is set up (ACCESS-2). */
  readonly oidc: OidcConfig | null;
  readonly deadman: { readonly url: string | null; readonly everyMs: number };
  /** Whom webhooks may call. */
  readonly calls: CallRules;
  /** Program and words that are run on an alert; null where none is set up (RUN-6). */
  readonly alertCommand: readonly string[] | null;
}

export interface DemoConfig extends CommonConfig {
  readonly mode: 'demo';
  readonly demo: {
    readonly speed: number;
    readonly colleagues: boolean;
    readonly town: boolean;
    readonly smtpPort: number;
    readonly imapPort: number;
  };
}

export interface ProductionConfig extends CommonConfig {
  readonly mode: 'production';
  readonly imapUrl: string;
  readonly smtpUrl: string;
}

/** Everything that the environment decides (RUN-2). */
export type Config = DemoConfig | ProductionConfig;

/** A setting that cannot be, with what was expected; one line each, in French. */
export interface ConfigFaults {
  readonly ok: false;
  readonly faults: readonly string[];
}

export type ConfigResult = { readonly ok: true; readonly config: Config } | ConfigFaults;

const loopback = '127.0.0.1';

/** Reads the settings from the environment; each wrong one is refused by name with what was expected (RUN-2). */
export function readConfig(variables: Variables): ConfigResult {
  const parsed = environmentSchema.safeParse(given(variables));
  if (!parsed.success) return refused(parsed.error.issues.map(faultOf));
  return parsed.data.VIGIE_MODE === 'demo'
    ? demoConfig(parsed.data)
    : productionConfig(parsed.data);
}

/** Settings of this program's family that it does not know. */
export function unknownSettings(variables: Readonly<Record<string, unknown>>): string[] {
  return Object.keys(variables).filter(
    (name) => name.startsWith('VIGIE_') && !settingNames.includes(name),
  );
}

/** The demonstration can never write to a citizen: no mail servers but its own, and loopback only (RUN-1). */
function demoConfig(env: Environment): ConfigResult {
  const faults = (['VIGIE_IMAP_URL', 'VIGIE_SMTP_URL', 'VIGIE_P0_COMMAND'] as const)
    .filter((name) => env[name] !== undefined)
    .map((name) => `${name} : refusée en démonstration. Attendu : VIGIE_MODE=production, ou rien.`);
  faults.push(...oidcFaults(env));
  if (env.VIGIE_OIDC_ISSUER !== undefined && !isLoopback(new URL(env.VIGIE_OIDC_ISSUER).hostname)) {
    faults.push(
      `VIGIE_OIDC_ISSUER : la démonstration n’appelle que cette machine. Attendu : http://${loopback}.`,
    );
  }
  if (env.VIGIE_HOST !== undefined && !isLoopback(env.VIGIE_HOST)) {
    faults.push(`VIGIE_HOST : la démonstration reste sur cette machine. Attendu : ${loopback}.`);
  }
  if (env.VIGIE_DEADMAN_URL !== undefined && !isLoopback(new URL(env.VIGIE_DEADMAN_URL).hostname)) {
    faults.push(
      `VIGIE_DEADMAN_URL : la démonstration n’appelle que cette machine. Attendu : http://${loopback}.`,
    );
  }
  if (faults.length) return refused(faults);
  const demo = {
    speed: env.VIGIE_DEMO_SPEED,
    colleagues: env.VIGIE_DEMO_COLLEAGUES === 'on',
    town: env.VIGIE_DEMO_TOWN === 'on',
    smtpPort: env.VIGIE_DEMO_SMTP_PORT,
    imapPort: env.VIGIE_DEMO_IMAP_PORT,
  };
  const contact = env.VIGIE_CONTACT ?? 'contact@vigie.example';
  const common = commonConfig({ ...env, VIGIE_HOST: loopback }, contact);
  const given = { ...demoService, ...common.given };
  return { ok: true, config: { ...common, given, mode: 'demo', demo } };
}

function productionConfig(env: Environment): ConfigResult {
  const { VIGIE_IMAP_URL: imapUrl, VIGIE_SMTP_URL: smtpUrl } = env;
  const contact = env.VIGIE_CONTACT ?? addressIn(imapUrl) ?? addressIn(smtpUrl);
  const faults: string[] = [];
  if (!imapUrl) faults.push(missing('VIGIE_IMAP_URL', 'imaps://utilisateur:motdepasse@serveur'));
  if (!smtpUrl) faults.push(missing('VIGIE_SMTP_URL', 'smtps://utilisateur:motdepasse@serveur'));
  faults.push(...oidcFaults(env));
  if (imapUrl && !contact) faults.push(missing('VIGIE_CONTACT', 'l’adresse à laquelle on écrit'));
  if (!isLoopback(env.VIGIE_HOST ?? loopback) && !env.VIGIE_PUBLIC_URL) {
    faults.push(missing('VIGIE_PUBLIC_URL', 'l’adresse des écrans, dès que VIGIE_HOST est ouvert'));
  }
  if (!imapUrl || !smtpUrl || !contact || faults.length) return refused(faults);
  const config = { ...commonConfig(env, contact), mode: 'production', imapUrl, smtpUrl } as const;
  return { ok: true, config };
}

function commonConfig(env: Environment, contact: string): CommonConfig {
  const host = env.VIGIE_HOST ?? loopback;
  return {
    port: env.VIGIE_PORT,
    host,
    dataDir: env.VIGIE_DATA,
    secret: env.VIGIE_SECRET ?? null,
    publicUrl: env.VIGIE_PUBLIC_URL ?? `http://${urlHost(host)}:${String(env.VIGIE_PORT)}`,
    contact,
    clamd: env.VIGIE_CLAMD ?? null,
    senderChecks: env.VIGIE_SENDER_CHECKS === 'on',
    trustedRelay: env.VIGIE_TRUSTED_RELAY ?? null,
    mailSince: env.VIGIE_MAIL_SINCE === undefined ? null : instantOf(env.VIGIE_MAIL_SINCE),
    sessionLimits: {
      idleMs: env.VIGIE_SESSION_IDLE_MINUTES * 60_000,
      absoluteMs: env.VIGIE_SESSION_HOURS * 3_600_000,
    },
    backup: backupConfig(env),
    calls: {
      hosts: new Set(
        env.VIGIE_WEBHOOK_HOSTS.toLowerCase()
          .split(/[\s,]+/)
          .filter(Boolean),
      ),
      private: env.VIGIE_WEBHOOK_PRIVATE === 'on',
      loopbackOnly: env.VIGIE_MODE === 'demo',
    },
    secondFactor: env.VIGIE_SECOND_FACTOR,
    oidc: oidcConfig(env),
    standby: {
      token: env.VIGIE_STANDBY_TOKEN ?? null,
      address: env.VIGIE_NODE_URL ?? `http://${urlHost(host)}:${String(env.VIGIE_PORT)}`,
    },
    deadman: {
      url: env.VIGIE_DEADMAN_URL ?? null,
      everyMs: env.VIGIE_DEADMAN_SECONDS * 1_000,
    },
    alertCommand: env.VIGIE_P0_COMMAND === undefined ? null : commandIn(env.VIGIE_P0_COMMAND),
    given: givenBy(env),
    logLevel: env.VIGIE_LOG_LEVEL ?? (env.VIGIE_MODE === 'demo' ? 'warn' : 'info'),
  };
}

/** A provider is named whole, or not at all: `productionConfig` and `demoConfig` say what is missing. */
function oidcConfig(env: Environment): OidcConfig | null {
  const { VIGIE_OIDC_ISSUER: issuer, VIGIE_OIDC_CLIENT_ID: clientId } = env;
  const clientSecret = env.VIGIE_OIDC_CLIENT_SECRET;
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null;
  return {
    ...{ issuer, clientId, clientSecret, label: env.VIGIE_OIDC_LABEL },
    ...{ loginClaim: env.VIGIE_OIDC_LOGIN_CLAIM, siret: env.VIGIE_OIDC_SIRET ?? null },
  };
}

/** What is missing of a provider that is named in part. */
function oidcFaults(env: Environment): string[] {
  const names = ['VIGIE_OIDC_ISSUER', 'VIGIE_OIDC_CLIENT_ID', 'VIGIE_OIDC_CLIENT_SECRET'] as const;
  const absent = names.filter((name) => env[name] === undefined);
  if (absent.length === names.length) return [];
  return absent.map((name) => missing(name, 'ce que le fournisseur d’identité a donné au service'));
}

/** Where backups go and how many are kept; in production one is made each night unless told otherwise. */
export function backupConfig(
  env: Pick<
    Environment,
    'VIGIE_DATA' | 'VIGIE_MODE' | 'VIGIE_BACKUP_DIR' | 'VIGIE_BACKUP_KEEP' | 'VIGIE_BACKUP_SCHEDULE'
  >,
): BackupConfig {
  const usual = env.VIGIE_MODE === 'production' ? '30 4 * * *' : 'off';
  const schedule = env.VIGIE_BACKUP_SCHEDULE ?? usual;
  return {
    target: env.VIGIE_BACKUP_DIR ?? join(env.VIGIE_DATA, 'backups'),
    keep: env.VIGIE_BACKUP_KEEP,
    schedule: schedule === 'off' ? null : schedule,
  };
}

/** The demonstration's service has an address and a telephone that nobody has. */
const demoService: SettingValues = {
  'service-address': '1 rue de l’Exemple\n75000 Paris',
  'service-phone': '01 99 00 00 00',
};

/** The settings that a variable speaks for. */
const settingsByVariable = {
  VIGIE_LEASE_SECONDS: 'lease',
  VIGIE_DISCONNECTED_SECONDS: 'disconnected',
  VIGIE_WITHDRAW_SECONDS: 'withdraw',
  VIGIE_CLAIM_LIMIT: 'claim-limit',
  VIGIE_SERVICE_NAME: 'service-name',
  VIGIE_SERVICE_ADDRESS: 'service-address',
  VIGIE_SERVICE_PHONE: 'service-phone',
} as const satisfies Partial<Record<keyof Environment, SettingKey>>;

function givenBy(env: Environment): SettingValues {
  const names = Object.keys(settingsByVariable) as (keyof typeof settingsByVariable)[];
  const given = names.flatMap((name) => {
    const value = env[name];
    return value === undefined ? [] : [[settingsByVariable[name], value]];
  });
  return Object.fromEntries(given) as SettingValues;
}

function missing(name: string, expected: string): string {
  return `${name} : absente. Attendu : ${expected}.`;
}

function refused(faults: readonly string[]): ConfigFaults {
  return { ok: false, faults };
}

/** The user of a mail URL, where it is an address itself. */
function addressIn(url: string | undefined): string | null {
  const address = url && validAddress(decodeURIComponent(new URL(url).username));
  return address && !needsUtf8(address) ? address : null;
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || host.startsWith('127.');
}

function urlHost(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
