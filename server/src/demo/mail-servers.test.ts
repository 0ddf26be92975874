import { once } from 'node:events';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { createTransport } from 'nodemailer';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { MailServers, PortInUse } from './mail-servers.ts';

let dataDir: string;
let servers: MailServers;
let closing: (() => Promise<unknown>)[];
const warn = vi.fn();
const at = Date.parse('2026-11-24T02:29:31Z');

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigie-demo-mail-'));
  closing = [];
  warn.mockClear();
  servers = await start();
});
afterEach(async () => {
  for (const close of closing) await close();
  await servers.close();
  rmSync(dataDir, { recursive: true });
});

function start(ports = { imapPort: 0, smtpPort: 0 }): Promise<MailServers> {
  const clock = { now: () => at };
  const contact = 'contact@vigie.example';
  return MailServers.start({ dataDir, ...ports, contact, clock, logger: { warn } });
}

/** Ends the servers and starts them again on the same folder. */
async function restart(): Promise<void> {
  await servers.close();
  servers = await start();
}

async function send(to: string | string[], subject: string, more: object = {}): Promise<string> {
  const transport = createTransport(servers.smtpUrl);
  const mail = { from: 'Léa Aubert <lea@orange.example>', to, subject, text: 'Bonjour' };
  const { messageId } = await transport.sendMail({ ...mail, ...more });
  transport.close();
  return messageId;
}

async function openMailbox(): Promise<ImapFlow> {
  const { hostname, port, username, password } = new URL(servers.imapUrl);
  const client = new ImapFlow({
    host: hostname,
    port: Number(port),
    secure: false,
    auth: { user: username, pass: password },
    logger: false,
  });
  client.on('error', () => undefined);
  await client.connect();
  closing.push(() => client.logout().catch(() => undefined));
  return client;
}

/** UID, flags and UIDVALIDITY of a folder, as a client sees them. */
async function folder(path: string): Promise<object> {
  const client = await openMailbox();
  const lock = await client.getMailboxLock(path);
  const { uidValidity, uidNext } = client.mailbox as { uidValidity: bigint; uidNext: number };
  const messages = await client.fetchAll('1:*', { uid: true, flags: true, source: true });
  lock.release();
  return {
    uidValidity,
    uidNext,
    messages: messages.map(({ uid, flags, source }) => [uid, [...(flags ?? [])], String(source)]),
  };
}

const journal = (): string => join(dataDir, 'demo-mailbox');

describe('[RUN-1] the embedded mail servers', () => {
  test('a mail accepted by SMTP is read whole by IMAP, with the instant it came', async () => {
    const messageId = await send('contact@vigie.example', 'Tapage nocturne récurrent');
    const client = await openMailbox();
    await client.mailboxOpen('INBOX');
    const message = await client.fetchOne('*', {
      source: true,
      envelope: true,
      internalDate: true,
    });
    if (!message) throw new Error('no message');
    expect(message.envelope?.subject).toBe('Tapage nocturne récurrent');
    expect(message.envelope?.messageId).toBe(messageId);
    expect(new Date(message.internalDate ?? 0).getTime()).toBe(at);
    expect(String(message.source)).toMatch(
      /^Return-Path: <lea@orange\.example>\r\nReceived: from /,
    );
    expect(String(message.source)).toContain('\r\n\r\nBonjour');
  });

  test('a plus-address of the service is the service, whatever its case', async () => {
    await send('Contact+abc123@Vigie.example', 'Suite');
    await send('contacts@vigie.example', 'À un autre');
    expect(await folder('INBOX')).toMatchObject({ messages: [[1, [], expect.anything()]] });
  });

  test('mail to a citizen ends in a letterbox, with what an answer needs', async () => {
    await send('lea@orange.example', 'Votre message', {
      messageId: '<t.r.mac@vigie.example>',
      replyTo: 'contact+mark@vigie.example',
      headers: { 'Auto-Submitted': 'auto-replied' },
    });
    expect(servers.letterboxes.mails()).toMatchObject([
      {
        to: 'lea@orange.example',
        messageId: '<t.r.mac@vigie.example>',
        replyTo: 'contact+mark@vigie.example',
        isAutomatic: true,
      },
    ]);
    expect(await folder('INBOX')).toMatchObject({ messages: [] });
  });

  test('messages keep their UIDs, flags and UIDVALIDITY across a restart', async () => {
    for (const subject of ['un', 'deux', 'trois']) await send('contact@vigie.example', subject);
    const client = await openMailbox();
    await client.mailboxOpen('INBOX');
    await client.messageFlagsAdd('1', ['\\Seen', '$VigieStored'], { uid: true });
    await client.messageDelete('2', { uid: true });
    await client.append('Sent', 'Subject: copie\r\n\r\ntexte', ['\\Seen']);
    const before = [await folder('INBOX'), await folder('Sent')];
    expect(before).toMatchObject([
      {
        messages: [
          [1, ['\\Seen', '$VigieStored'], expect.anything()],
          [3, [], expect.anything()],
        ],
      },
      { messages: [[1, ['\\Seen'], 'Subject: copie\r\n\r\ntexte']] },
    ]);
    await restart();
    expect([await folder('INBOX'), await folder('Sent')]).toEqual(before);
  });

  test('the UID of an expunged message never returns, across a restart either', async () => {
    await send('contact@vigie.example', 'un');
    const client = await openMailbox();
    await client.mailboxOpen('INBOX');
    await client.messageDelete('1', { uid: true });
    await restart();
    await send('contact@vigie.example', 'deux');
    expect(await folder('INBOX')).toMatchObject({ messages: [[2, [], expect.anything()]] });
  });

  test('a torn last record is dropped with a warning, and the mail after it stands', async () => {
    await send('contact@vigie.example', 'entier');
    const { length } = readFileSync(journal());
    await send('contact@vigie.example', 'coupé');
    await servers.close();
    truncateSync(journal(), length + 300);
    servers = await start();
    expect(warn).toHaveBeenCalledWith(
      { path: journal(), droppedBytes: 300 },
      'demo mailbox: dropped a torn last record',
    );
    await send('contact@vigie.example', 'après');
    await restart();
    expect(warn).toHaveBeenCalledTimes(1);
    const { messages } = (await folder('INBOX')) as { messages: [number, [], string][] };
    expect(messages.map(([uid, , raw]) => [uid, /Subject: (.*)\r/.exec(raw)?.[1]])).toEqual([
      [1, 'entier'],
      [2, '=?UTF-8?Q?apr=C3=A8s?='],
    ]);
  });

  test('a record whose bytes were damaged does not come back as a mail', async () => {
    await send('contact@vigie.example', 'entier');
    await servers.close();
    appendFileSync(
      journal(),
      '{"type":"message","folder":"INBOX","uid":2,"flags":[],"internalDate":"","bytes":3,"crc":1}\nabc\n',
    );
    servers = await start();
    expect(await folder('INBOX')).toMatchObject({ messages: [[1, [], expect.anything()]] });
  });

  test('a mailbox begun anew has another UIDVALIDITY than 1, so that readers notice', async () => {
    expect(await folder('INBOX')).toMatchObject({ uidValidity: BigInt(at / 1000) });
  });

  test('IDLE tells of a new mail at once', async () => {
    const client = await openMailbox();
    await client.mailboxOpen('INBOX');
    const told = once(client, 'exists');
    void client.idle().catch(() => undefined);
    await vi.waitUntil(() => client.idling);
    await send('contact@vigie.example', 'pendant IDLE');
    expect((await told)[0]).toMatchObject({ count: 1, prevCount: 0 });
  });

  test('a copy filed in Sent is found by its Message-ID', async () => {
    const client = await openMailbox();
    const filed = await client.append('Sent', 'Message-ID: <x.y@vigie.example>\r\n\r\ntexte', [
      '\\Seen',
    ]);
    await client.append('Sent', 'Message-ID: <x.z@vigie.example>\r\n\r\ntexte', ['\\Seen']);
    await client.mailboxOpen('Sent');
    const found = await client.search(
      { header: { 'message-id': '<x.y@vigie.example>' } },
      { uid: true },
    );
    expect(found).toEqual([filed && filed.uid]);
    expect((await client.list()).find(({ specialUse }) => specialUse === '\\Sent')?.path).toBe(
      'Sent',
    );
  });

  test('forty clients at once read and leave without a warning of the runtime', async () => {
    const warned = vi.fn();
    process.on('warning', warned);
    await Promise.all(Array.from({ length: 40 }, openMailbox));
    process.off('warning', warned);
    expect(warned).not.toHaveBeenCalled();
  });

  test('only this machine reaches them', async () => {
    expect(new URL(servers.imapUrl).hostname).toBe('127.0.0.1');
    const outside = Object.values(networkInterfaces())
      .flatMap((addresses) => addresses ?? [])
      .find(({ internal, family }) => !internal && family === 'IPv4');
    const host = outside?.address ?? '127.0.0.2';
    for (const url of [servers.imapUrl, servers.smtpUrl]) {
      const socket = connect(Number(new URL(url).port), host);
      const [error] = (await once(socket, 'error')) as [NodeJS.ErrnoException];
      expect(error.code).toBe('ECONNREFUSED');
    }
  });

  test('[RUN-2] a port already taken is refused with the name of its setting', async () => {
    const taken = Number(new URL(servers.smtpUrl).port);
    const second = start({ imapPort: 0, smtpPort: taken });
    await expect(second).rejects.toThrow(PortInUse);
    await expect(second).rejects.toThrow(
      `Le port ${String(taken)} est déjà pris : choisissez-en un autre par VIGIE_DEMO_SMTP_PORT.`,
    );
  });
});
