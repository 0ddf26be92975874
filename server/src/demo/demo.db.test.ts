import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { TicketCard } from '@vigie/shared/wire/view';
import { systemTimers } from '../clock.ts';
import { readConfig, type DemoConfig } from '../config.ts';
import { createLogger } from '../logger.ts';
import { systemRandom } from '../random-source.ts';
import { startServer, type RunningServer } from '../server.ts';
import { afternoon } from '../testing/test-room.ts';
import { ServiceClient } from './service-client.ts';
import { demoPassword, demoStaff } from './staff.ts';

let folder: string;
let server: RunningServer;
let smtpPort: number;
let baseUrl: string;
const screens: ServiceClient[] = [];
const startedAt = Date.now();
/** The real clock, moved to an afternoon on which JOUR-A is on duty. */
const clock = { now: () => afternoon + Date.now() - startedAt };
const patient = { timeout: 60_000, interval: 50 };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vigie-demo-'));
});
afterEach(async () => {
  for (const screen of screens.splice(0)) screen.disconnect();
  await server.close();
  rmSync(folder, { recursive: true });
});

async function start(settings: Record<string, string>): Promise<void> {
  const [port, smtp, imap] = await Promise.all([freePort(), freePort(), freePort()]);
  smtpPort = smtp;
  const read = readConfig({
    VIGIE_DATA: folder,
    VIGIE_PORT: String(port),
    VIGIE_DEMO_SMTP_PORT: String(smtp),
    VIGIE_DEMO_IMAP_PORT: String(imap),
    VIGIE_WITHDRAW_SECONDS: '0',
    ...settings,
  });
  if (!read.ok) throw new Error(read.faults.join());
  server = await startServer(partsOf(read.config as DemoConfig));
  baseUrl = `http://127.0.0.1:${String(port)}`;
}

function partsOf(config: DemoConfig): Parameters<typeof startServer>[0] {
  return {
    config,
    folder: {
      path: folder,
      databasePath: join(folder, 'vigie.db'),
      secret: 'a secret of the tests',
    },
    clock,
    timers: systemTimers,
    random: systemRandom,
    logger: createLogger('silent'),
    webRoot: join(folder, 'no-screens'),
    progress: () => undefined,
  };
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address ? address.port : 0;
}

/** A human's screen, by the same door as everybody's. */
async function screenOf(login: string): Promise<ServiceClient> {
  const screen = new ServiceClient({ baseUrl, newId: systemRandom.newId });
  screens.push(screen);
  const session = await screen.signIn(login, demoPassword);
  expect(session?.you.login).toBe(login);
  screen.connect(() => undefined);
  await vi.waitUntil(() => screen.isLive, patient);
  return screen;
}

async function write(subject: string): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port: smtpPort });
  const mail = { from: 'lea@orange.example', to: 'contact@vigie.example', text: 'Bonjour' };
  await transport.sendMail({ ...mail, subject });
}

const cards = (screen: ServiceClient): TicketCard[] =>
  Object.values(screen.view.tickets).flatMap((ticket) => (ticket.veiled ? [] : [ticket]));

const subjects = (screen: ServiceClient): string[] => cards(screen).map(({ subject }) => subject);

const answers = ({ view }: ServiceClient): number => Object.keys(view.answers).length;

describe('[RUN-1] the demonstration on the composed service', () => {
  test('has work on its screens at once, colleagues who answer it, and citizens who write back', async () => {
    await start({ VIGIE_DEMO_SPEED: '600' });
    const morel = await screenOf('morel');
    await vi.waitUntil(() => cards(morel).length >= 20, patient);
    expect(cards(morel).some(({ priority }) => priority === 'P0')).toBe(true);
    expect(cards(morel).some(({ restricted }) => restricted)).toBe(true);
    await vi.waitUntil(() => answers(morel) >= 8, patient);
    await vi.waitUntil(() => cards(morel).some(({ mailCount }) => mailCount > 1), patient);
    const { people } = morel.view;
    const present = Object.values(people).filter(
      ({ signedInAt, name }) => signedInAt && name !== 'Morel',
    );
    const humans = demoStaff.filter(({ isForHumans }) => isForHumans).map(({ name }) => name);
    expect(present.length).toBeGreaterThanOrEqual(7);
    expect(present.every(({ teamId }) => teamId === 'JOUR-A')).toBe(true);
    expect(present.filter(({ name }) => humans.includes(name))).toEqual([]);
  });

  test('names those whom a human may be, and each of them can sign in', async () => {
    await start({ VIGIE_DEMO_TOWN: 'off', VIGIE_DEMO_COLLEAGUES: 'off' });
    const logins = server.signIns.map(({ login }) => login);
    expect(logins).toEqual([
      'delmas',
      'morel',
      'fournier',
      'barbier',
      'rousseau',
      'petit',
      'benali',
    ]);
    for (const login of logins) await screenOf(login);
  });

  test('with town and colleagues off nobody writes or signs in, and mail is taken in all the same', async () => {
    await start({ VIGIE_DEMO_TOWN: 'off', VIGIE_DEMO_COLLEAGUES: 'off' });
    const morel = await screenOf('morel');
    await write('Perte de carte grise');
    await vi.waitUntil(() => cards(morel).length > 0, patient);
    expect(cards(morel).map(({ subject }) => subject)).toEqual(['Perte de carte grise']);
    const signedIn = Object.values(morel.view.people).filter(
      ({ signedInAt }) => signedInAt !== null,
    );
    expect(signedIn.map(({ name }) => name)).toEqual(['Morel']);
  });

  test('goes on after a restart with the mailbox that it had: nothing is dumped, nothing comes twice', async () => {
    await start({ VIGIE_DEMO_TOWN: 'off', VIGIE_DEMO_COLLEAGUES: 'off' });
    const before = await screenOf('morel');
    for (const subject of ['un', 'deux', 'trois']) await write(subject);
    await vi.waitUntil(() => cards(before).length === 3, patient);
    await server.close();
    await start({ VIGIE_DEMO_SPEED: '0.01', VIGIE_DEMO_COLLEAGUES: 'off' });
    const after = await screenOf('morel');
    // Mail is filed in the order of its coming: what a start brings anew stands before these.
    for (const subject of ['quatre', 'cinq']) await write(subject);
    await vi.waitUntil(() => subjects(after).includes('cinq'), patient);
    expect(subjects(after).toSorted()).toEqual(['cinq', 'deux', 'quatre', 'trois', 'un']);
  });
});
