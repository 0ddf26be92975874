import { describe, expect, test } from 'vitest';
import { readConfig, unknownSettings, type Config } from './config.ts';

const production = {
  VIGIE_MODE: 'production',
  VIGIE_IMAP_URL: 'imaps://contact%40service.example:secret@mail.example',
  VIGIE_SMTP_URL: 'smtps://contact%40service.example:secret@mail.example',
};

function configOf(variables: Record<string, string>): Config {
  const read = readConfig(variables);
  if (!read.ok) throw new Error(read.faults.join('\n'));
  return read.config;
}

function faultsOf(variables: Record<string, string>): readonly string[] {
  const read = readConfig(variables);
  return read.ok ? [] : read.faults;
}

test('[RUN-1] without any setting it is a demonstration on loopback', () => {
  expect(configOf({})).toMatchObject({
    mode: 'demo',
    host: '127.0.0.1',
    port: 4600,
    dataDir: './data',
    contact: 'contact@vigie.example',
    demo: { speed: 1, colleagues: true, town: true, smtpPort: 2525, imapPort: 2143 },
  });
});

describe('a wrong setting is refused by name, with what was expected', () => {
  test.each([
    ['VIGIE_MODE', 'prod', 'demo ou production'],
    ['VIGIE_PORT', '0', '1 à 65535'],
    ['VIGIE_PORT', '70000', '1 à 65535'],
    ['VIGIE_PORT', '46e2', '1 à 65535'],
    ['VIGIE_PORT', '4600.5', '1 à 65535'],
    ['VIGIE_HOST', 'everywhere', 'une adresse IP'],
    ['VIGIE_CONTACT', 'contact', 'adresse électronique'],
    ['VIGIE_CONTACT', 'a@b.example, c@d.example', 'adresse électronique'],
    ['VIGIE_SECRET', 'short', '32 caractères'],
    ['VIGIE_PUBLIC_URL', 'vigie.example', 'https://'],
    ['VIGIE_PUBLIC_URL', 'https://vigie.example/path', 'sans chemin'],
    ['VIGIE_DEMO_SPEED', '0', '0.01 à 1000'],
    ['VIGIE_DEMO_SPEED', 'fast', '0.01 à 1000'],
    ['VIGIE_DEMO_TOWN', 'yes', 'on ou off'],
    ['VIGIE_DEMO_COLLEAGUES', 'ON', 'on ou off'],
    ['VIGIE_MAIL_SINCE', 'yesterday', '2026-11-24T06:00:00+01:00'],
    ['VIGIE_MAIL_SINCE', '24/11/2026', '2026-11-24T06:00:00+01:00'],
    ['VIGIE_LEASE_SECONDS', '-1', '10 à 86400'],
    ['VIGIE_LOG_LEVEL', 'loud', 'debug, info'],
    ['VIGIE_IMAP_URL', 'https://mail.example', 'imaps://'],
    ['VIGIE_IMAP_URL', 'imaps://mail.example', 'imaps://utilisateur'],
    ['VIGIE_SMTP_URL', 'mail.example', 'smtps://'],
    ['VIGIE_SMTP_URL', 'smtps://%E0%A4%A@mail.example', 'smtps://'],
  ])('[RUN-2] %s=%s', (name, value, expected) => {
    const [fault, ...more] = faultsOf({ ...production, [name]: value });
    expect(fault).toMatch(new RegExp(`^${name} : `));
    expect(fault).toContain(expected);
    expect(more).toEqual([]);
  });

  test('[ACCESS-5] a refused mail URL is not repeated: there is a password in it', () => {
    const url = 'imaps://contact:hunter2@mail.example:port';
    expect(faultsOf({ ...production, VIGIE_IMAP_URL: url })[0]).not.toContain('hunter2');
  });

  test('[RUN-2] all of them at once, and one set to nothing is not set', () => {
    const faults = faultsOf({ VIGIE_PORT: 'x', VIGIE_DEMO_TOWN: 'x', VIGIE_HOST: ' ' });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual(['VIGIE_PORT', 'VIGIE_DEMO_TOWN']);
  });

  test('[RUN-2] a name of the family that nobody knows is noticed', () => {
    expect(unknownSettings({ VIGIE_PROT: '1', VIGIE_PORT: '1', HOME: '/' })).toEqual([
      'VIGIE_PROT',
    ]);
  });
});

describe('the demonstration', () => {
  test.each([
    ['VIGIE_IMAP_URL', production.VIGIE_IMAP_URL],
    ['VIGIE_SMTP_URL', production.VIGIE_SMTP_URL],
    ['VIGIE_HOST', '0.0.0.0'],
    ['VIGIE_HOST', '192.168.1.4'],
  ])('[RUN-1] it can never reach a citizen: %s is refused', (name, value) => {
    expect(faultsOf({ [name]: value })[0]).toMatch(new RegExp(`^${name} : `));
  });
});

describe('production', () => {
  test('[RUN-2] two mail URLs are enough: the mailbox’s own address is the contact', () => {
    expect(configOf(production)).toMatchObject({
      mode: 'production',
      contact: 'contact@service.example',
      publicUrl: 'http://127.0.0.1:4600',
    });
  });

  test('[RUN-2] what it cannot do without is asked for by name', () => {
    const faults = faultsOf({ VIGIE_MODE: 'production', VIGIE_HOST: '0.0.0.0' });
    expect(faults.map((fault) => fault.split(' ')[0])).toEqual([
      'VIGIE_IMAP_URL',
      'VIGIE_SMTP_URL',
      'VIGIE_PUBLIC_URL',
    ]);
    const noAddress = { ...production, VIGIE_IMAP_URL: 'imap://contact:x@127.0.0.1' };
    expect(faultsOf({ ...noAddress, VIGIE_SMTP_URL: 'smtp://relay.example' })[0]).toMatch(
      /^VIGIE_CONTACT : /,
    );
  });
});

test('[RUN-2] what the environment says of settings is told apart from what it leaves open', () => {
  const { given } = configOf({
    ...production,
    VIGIE_LEASE_SECONDS: '600',
    VIGIE_SERVICE_ADDRESS: '1 place de la Paix | 75000 Paris',
  });
  expect(given).toEqual({ lease: 600, 'service-address': '1 place de la Paix | 75000 Paris' });
});
