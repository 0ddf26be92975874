import { generateKeyPairSync } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { dkimSign } from 'mailauth';
import { describe, expect, test } from 'vitest';
import { systemClock, systemTimers } from '../clock.ts';
import { DnsLookup } from './dns-lookup.ts';
import { looksLikeOurs } from './look-alike.ts';
import { defaultParserLimits, MailParser } from './parser.ts';
import { checkSender, type DnsAnswer } from './sender-check.ts';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const key = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
const zone: Readonly<Record<string, string>> = {
  's1._domainkey.banque.example': `v=DKIM1; k=rsa; p=${key}`,
  '_dmarc.banque.example': 'v=DMARC1; p=reject',
  'banque.example': 'v=spf1 ip4:192.0.2.7 -all',
};

const ask = (name: string, type: string): Promise<DnsAnswer> => {
  const record = type === 'TXT' ? zone[name.toLowerCase()] : undefined;
  return Promise.resolve(
    record === undefined
      ? { ok: false, code: 'ENOTFOUND' }
      : { ok: true, records: [record.match(/.{1,250}/g) ?? []] },
  );
};
const silence = (): Promise<DnsAnswer> => Promise.resolve({ ok: false, code: 'ETIMEOUT' });

function letter(from = 'a@banque.example', hops: readonly string[] = []): string {
  return [
    ...hops,
    `From: ${from}`,
    'Subject: x',
    'Date: Tue, 3 Nov 2026 10:12:00 +0100',
    '',
    'Bonjour',
    '',
  ].join('\r\n');
}

async function signed(text = letter()): Promise<Buffer> {
  const signature = {
    signingDomain: 'banque.example',
    selector: 's1',
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
  // The library takes a list of signatures; its types know one only.
  const options = { ...signature, signatureData: [signature] };
  const { signatures } = await dkimSign(text, options);
  return Buffer.from(signatures + text);
}

describe('[MAIL-13] what proves a sender', () => {
  test('a signature that holds, of the sender’s own domain', async () => {
    expect(await checkSender(await signed(), ask, null)).toEqual({
      dkim: 'pass',
      spf: 'unknown',
      dmarc: 'pass',
      signedBy: 'banque.example',
    });
  });

  test('a mail changed on its way, where SPF is not known, is unknown and not false', async () => {
    const changed = Buffer.from((await signed()).toString().replace('Bonjour', 'Payez'));
    expect(await checkSender(changed, ask, null)).toMatchObject({ dkim: 'fail', dmarc: 'unknown' });
  });

  test('a forged sender fails where the trusted relay says whence it came', async () => {
    const hop = (ip: string, by = 'mx.vigie.example') => [
      'Return-Path: <a@banque.example>',
      `Received: from mail.banque.example (mail.banque.example [${ip}]) by ${by} with ESMTP; Tue, 3 Nov 2026 10:12:00 +0100`,
    ];
    const check = (ip: string, by?: string) =>
      checkSender(Buffer.from(letter(undefined, hop(ip, by))), ask, 'mx.vigie.example');
    expect(await check('198.51.100.9')).toMatchObject({ spf: 'fail', dmarc: 'fail' });
    expect(await check('192.0.2.7')).toMatchObject({ spf: 'pass', dmarc: 'pass' });
    // What another relay says is hearsay.
    expect(await check('192.0.2.7', 'mx.evil.example')).toMatchObject({
      spf: 'unknown',
      dmarc: 'unknown',
    });
  });

  test('silent name servers prove nothing, neither way', async () => {
    expect(await checkSender(await signed(), silence, null)).toMatchObject({ dmarc: 'unknown' });
  });

  test('the child checks through its owner, and reads the mail in any case', async () => {
    const lookup = { ask };
    const senders = { lookup, trustedRelay: null };
    const parser = new MailParser(systemTimers, defaultParserLimits, undefined, senders);
    const outcome = await parser.parse(await signed());
    expect(outcome).toMatchObject({
      ok: true,
      mail: { proved: { dmarc: 'pass' }, text: 'Bonjour' },
    });
    parser.close();
  });

  test('a name server that never answers is waited for briefly, and then no more', async () => {
    const server = createSocket('udp4');
    server.bind(0, '127.0.0.1');
    await once(server, 'listening');
    let asked = 0;
    server.on('message', () => (asked += 1));
    const lookup = new DnsLookup(systemClock, [`127.0.0.1:${String(server.address().port)}`]);
    expect(await lookup.ask('banque.example', 'TXT')).toMatchObject({ ok: false });
    const before = asked;
    expect(await lookup.ask('autre.example', 'TXT')).toEqual({ ok: false, code: 'ETIMEOUT' });
    expect(asked).toBe(before);
    server.close();
  });
});

test.each([
  ['a@vigie.example', false],
  ['a@sous.vigie.example', false],
  ['a@orange.example', false],
  ['a@vigie-example.com', true],
  ['a@vigie.example.com', true],
  ['a@vigle.example', true],
  ['a@vgiie.example', true],
  ['a@xn--vgie-vra.example', true],
  ['a@vіgie.example', true],
  [null, false],
])('[MAIL-13] %s looks like our own domain: %s', (address, looks) => {
  expect(looksLikeOurs(address, 'contact@vigie.example')).toBe(looks);
});
