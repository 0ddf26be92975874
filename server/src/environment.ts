import { z } from 'zod';
import { isSchedule } from './operations/schedule.ts';
import { needsUtf8, validAddress } from './mail/address.ts';

const port = (usual: number) => number(1, 65_535, usual, 'un port de 1 à 65535');
const seconds = (least: number, most: number) =>
  whole(least, most, `un nombre de secondes de ${String(least)} à ${String(most)}`);
const onOff = z.enum(['on', 'off'], 'on ou off').default('on');

/** All settings by name (RUN-2); each message says what was expected. */
export const environmentSchema = z.object({
  VIGIE_MODE: z.enum(['demo', 'production'], 'demo ou production').default('demo'),
  VIGIE_PORT: port(4600),
  VIGIE_HOST: z.union([z.ipv4(), z.ipv6(), z.literal('localhost')], 'une adresse IP').optional(),
  VIGIE_DATA: z.string().default('./data'),
  VIGIE_IMAP_URL: mailUrl('imap').optional(),
  VIGIE_SMTP_URL: mailUrl('smtp').optional(),
  VIGIE_CONTACT: z
    .string()
    .refine(isPlainAddress, 'une adresse électronique sans accents avant l’arobase')
    .optional(),
  VIGIE_SECRET: z.string().min(32, 'au moins 32 caractères tirés au hasard').optional(),
  VIGIE_PUBLIC_URL: z
    .string()
    .refine(isWebOrigin, 'une adresse telle que https://vigie.service.example, sans chemin')
    .optional(),
  VIGIE_DEMO_SPEED: number(0.01, 1_000, 1, 'un nombre de 0.01 à 1000'),
  VIGIE_DEMO_COLLEAGUES: onOff,
  VIGIE_DEMO_TOWN: onOff,
  VIGIE_DEMO_SMTP_PORT: port(2525),
  VIGIE_DEMO_IMAP_PORT: port(2143),
  VIGIE_MAIL_SINCE: z
    .string()
    .refine((text) => instantOf(text) !== null, 'un instant tel que 2026-11-24T06:00:00+01:00')
    .optional(),
  VIGIE_SENDER_CHECKS: onOff,
  VIGIE_TRUSTED_RELAY: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]*$/i, 'le nom du relais tel que mx.service.example')
    .optional(),
  VIGIE_CLAMD: z
    .string()
    .refine(isSocketAddress, 'tcp://127.0.0.1:3310 ou unix:/run/clamav/clamd.ctl')
    .optional(),
  VIGIE_SERVICE_NAME: z.string().max(120, '120 caractères au plus').optional(),
  VIGIE_SERVICE_ADDRESS: z.string().max(400, '400 caractères au plus').optional(),
  VIGIE_SERVICE_PHONE: z.string().max(40, '40 caractères au plus').optional(),
  VIGIE_LEASE_SECONDS: seconds(10, 86_400).optional(),
  VIGIE_DISCONNECTED_SECONDS: seconds(10, 86_400).optional(),
  VIGIE_WITHDRAW_SECONDS: seconds(0, 3_600).optional(),
  VIGIE_CLAIM_LIMIT: whole(1, 100, 'un nombre de 1 à 100').optional(),
  VIGIE_SESSION_IDLE_MINUTES: number(5, 1_440, 60, 'un nombre de minutes de 5 à 1440'),
  VIGIE_SESSION_HOURS: number(1, 72, 14, 'un nombre d’heures de 1 à 72'),
  VIGIE_BACKUP_DIR: z.string().optional(),
  VIGIE_BACKUP_SCHEDULE: z
    .string()
    .refine(
      (text) => text === 'off' || isSchedule(text),
      'off, ou un horaire cron tel que 30 4 * * *',
    )
    .optional(),
  VIGIE_BACKUP_KEEP: number(1, 1_000, 14, 'un nombre de sauvegardes de 1 à 1000'),
  VIGIE_DEADMAN_URL: z
    .string()
    .refine(isWebAddress, 'une adresse telle que https://veille.example/vigie')
    .optional(),
  VIGIE_DEADMAN_SECONDS: number(5, 3_600, 60, 'un nombre de secondes de 5 à 3600'),
  VIGIE_P0_COMMAND: z
    .string()
    .refine((text) => commandIn(text) !== null, 'un programme et ses mots, ou un tableau JSON')
    .optional(),
  VIGIE_WEBHOOK_HOSTS: z.string().max(2_000, '2000 caractères au plus').default(''),
  VIGIE_WEBHOOK_PRIVATE: z.enum(['on', 'off'], 'on ou off').default('off'),
  VIGIE_SECOND_FACTOR: z.enum(['off', 'command', 'all'], 'off, command ou all').default('off'),
  VIGIE_OIDC_ISSUER: z
    .string()
    .refine(
      (text) => isWebAddress(text) && isPrivateWay(text),
      'l’adresse https:// du fournisseur d’identité (http:// sur cette machine seulement)',
    )
    .optional(),
  VIGIE_OIDC_CLIENT_ID: z.string().optional(),
  VIGIE_OIDC_CLIENT_SECRET: z.string().optional(),
  VIGIE_OIDC_LABEL: z.string().max(40, '40 caractères au plus').default('ProConnect'),
  VIGIE_OIDC_LOGIN_CLAIM: z
    .enum(['email', 'uid', 'sub', 'preferred_username'], 'email, uid, sub ou preferred_username')
    .default('uid'),
  VIGIE_OIDC_SIRET: z
    .string()
    .regex(/^\d{14}$/, '14 chiffres')
    .optional(),
  VIGIE_STANDBY_TOKEN: z.string().min(32, 'au moins 32 caractères tirés au hasard').optional(),
  VIGIE_STANDBY_FROM: z
    .string()
    .refine(
      (text) => isWebOrigin(text) && isPrivateWay(text),
      'une adresse https://, sans chemin (http:// sur cette machine seulement)',
    )
    .optional(),
  VIGIE_NODE_URL: z
    .string()
    .refine(isWebOrigin, 'une adresse telle que https://vigie-1.service.example, sans chemin')
    .optional(),
  VIGIE_LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'debug, info, warn, error ou silent')
    .optional(),
});
export type Environment = z.infer<typeof environmentSchema>;

/** The names of all settings; anything else that begins with VIGIE_ is a mistake in typing. */
export const settingNames: readonly string[] = Object.keys(environmentSchema.shape);

function number(least: number, most: number, usual: number, expected: string) {
  return whole(least, most, expected).default(usual);
}

/** Whole, unless it may be below 1. */
function whole(least: number, most: number, expected: string) {
  return z
    .string()
    .regex(/^\d+(\.\d+)?$/, expected)
    .transform(Number)
    .refine((value) => value >= least && value <= most, expected)
    .refine((value) => Number.isInteger(value) || (least > 0 && least < 1), expected);
}

function mailUrl(protocol: 'imap' | 'smtp') {
  const expected = `une adresse telle que ${protocol}s://utilisateur:motdepasse@serveur`;
  return z.string().refine((text) => isMailUrl(text, protocol), expected);
}

function isMailUrl(text: string, protocol: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const isKnown = url.protocol === `${protocol}:` || url.protocol === `${protocol}s:`;
  // A relay may know its own by their address; a mailbox always belongs to somebody.
  const hasUser = url.username !== '' || protocol === 'smtp';
  return isKnown && url.hostname !== '' && hasUser && canDecode(url.username + url.password);
}

/** A program on this machine or beside it, by its port or its socket file. */
function isSocketAddress(text: string): boolean {
  return /^unix:\/.+/.test(text) || /^tcp:\/\/(\[[\da-f:.]+\]|[^\s:/]+):\d{1,5}$/i.test(text);
}

function canDecode(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

function isWebOrigin(text: string): boolean {
  if (!/^https?:\/\//.test(text) || !URL.canParse(text)) return false;
  const { pathname, search, hash, username } = new URL(text);
  return pathname === '/' && search + hash + username === '';
}

/** The instant that a text names with its offset, in ms since the epoch; null when it names none. */
export function instantOf(text: string): number | null {
  try {
    return Temporal.Instant.from(text).epochMilliseconds;
  } catch {
    return null;
  }
}

/** The copy holds everything: between machines it travels encrypted. */
function isPrivateWay(text: string): boolean {
  const { protocol, hostname } = new URL(text);
  return protocol === 'https:' || hostname === 'localhost' || hostname.startsWith('127.');
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text);
}

/** A program and its words: parted by spaces, or as a JSON array where one holds a space. No shell reads them. */
export function commandIn(text: string): readonly string[] | null {
  if (!text.trim().startsWith('[')) return text.trim().split(/\s+/);
  try {
    return z.array(z.string().min(1)).min(1).parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/** Every server carries our own address: citizens of all providers write to it. */
function isPlainAddress(text: string): boolean {
  const address = validAddress(text);
  return address !== null && !needsUtf8(address);
}
