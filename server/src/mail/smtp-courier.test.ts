import { createServer, type Server } from 'node:net';
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mailServerOf } from './mail-server.ts';
import { SmtpCourier, type Delivery, type Parcel } from './smtp-courier.ts';
import { SmtpSink, type Mood } from './testing/smtp-sink.ts';

let sink: SmtpSink;

beforeEach(async () => {
  sink = await SmtpSink.start();
});

afterEach(() => sink.close());

const parcel: Parcel = {
  from: 'contact@vigie.example',
  to: 'marie@exemple.example',
  raw: Buffer.from('Subject: Re: x\r\n\r\n.Voici la réponse.\r\n'),
};

function send(url = sink.url(), what: Parcel = parcel): Promise<Delivery> {
  return new SmtpCourier(mailServerOf(url), 'vigie.example').send(what);
}

test('[MAIL-8] a mail that is taken arrives as it was written', async () => {
  expect(await send()).toEqual({ kind: 'accepted' });
  expect(sink.taken).toEqual([{ from: parcel.from, to: [parcel.to], raw: parcel.raw.toString() }]);
});

test.each<[string, Mood, string, Delivery]>([
  [
    'a recipient unknown for good fails',
    { kind: 'refuses-recipient', code: 550 },
    '',
    { kind: 'refused', code: '550 5.1.1' },
  ],
  [
    'a recipient who is busy is tried again',
    { kind: 'refuses-recipient', code: 451 },
    '',
    { kind: 'deferred', code: '451 5.1.1', signInRefused: false },
  ],
  [
    'a message refused for good fails',
    { kind: 'refuses-message', code: 554 },
    '',
    { kind: 'refused', code: '554 5.1.1' },
  ],
  [
    'a message refused for now is tried again',
    { kind: 'refuses-message', code: 452 },
    '',
    { kind: 'deferred', code: '452 5.1.1', signInRefused: false },
  ],
  [
    'a connection that breaks before the data is tried again',
    { kind: 'breaks-off-before-data' },
    '',
    { kind: 'deferred', code: 'ECONNECTION', signInRefused: false },
  ],
  [
    'a connection that breaks after the data is uncertain',
    { kind: 'breaks-off-after-data' },
    '',
    { kind: 'uncertain', code: 'ECONNECTION' },
  ],
  [
    'a refused sign-in concerns all mails, and this one is tried again',
    { kind: 'refuses-sign-in' },
    'vigie',
    { kind: 'deferred', code: '535 5.1.1', signInRefused: true },
  ],
])('[MAIL-8] %s', async (_title, mood, user, delivery) => {
  sink.mood = mood;
  expect(await send(sink.url(user))).toEqual(delivery);
});

test('[MAIL-8] a server that nobody runs is tried again', async () => {
  await sink.close();
  expect(await send()).toEqual({ kind: 'deferred', code: 'ECONNREFUSED', signInRefused: false });
});

test('[MAIL-8] a server that turns us away at the door does not fail the mail', async () => {
  const door = createServer((socket) => socket.end('554 5.7.1 no service for you\r\n'));
  const url = await listening(door);
  expect(await send(url)).toMatchObject({ kind: 'deferred', code: '554 5.7.1' });
  door.close();
});

test('[MAIL-8] a server that goes down says so with 421, and the mail is tried again', async () => {
  const door = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.write('220 here\r\n');
    socket.on('data', (data) => {
      const line = data.toString();
      if (line.startsWith('DATA')) socket.write('354 go on\r\n');
      else if (line.includes('\r\n.\r\n')) socket.end('421 4.3.2 going down\r\n');
      else socket.write('250 well\r\n');
    });
  });
  const url = await listening(door);
  expect(await send(url)).toMatchObject({ kind: 'deferred', code: '421 4.3.2' });
  door.close();
});

test('[MAIL-12] a recipient with a line end reaches no server', async () => {
  const to = 'marie@exemple.example>\r\nRCPT TO:<luc@exemple.example';
  expect(await send(sink.url(), { ...parcel, to })).toMatchObject({ kind: 'refused' });
  expect(sink.taken).toEqual([]);
});

test('[MAIL-8] an address beyond ASCII goes to a server that says that it carries such', async () => {
  const to = 'josé@xn--prfecture-c4a.example';
  expect(await send(sink.url(), { ...parcel, to })).toEqual({ kind: 'accepted' });
  expect(sink.taken).toMatchObject([{ to: [expect.stringMatching(/^josé@/)] }]);
});

test('[MAIL-8] a server that does not say so never sees it: the answer is refused by our own word', async () => {
  const plain = await SmtpSink.start({ hideSMTPUTF8: true });
  const to = 'josé@exemple.example';
  expect(await send(plain.url(), { ...parcel, to })).toEqual({
    ...{ kind: 'refused', code: 'no-smtputf8' },
  });
  // A domain alone needs nothing of the server.
  const domain = { ...parcel, to: 'jose@xn--prfecture-c4a.example' };
  expect(await send(plain.url(), domain)).toEqual({ kind: 'accepted' });
  expect(plain.taken).toHaveLength(1);
  await plain.close();
});

async function listening(server: Server): Promise<string> {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return `smtp://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}`;
}
