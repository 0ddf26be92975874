import { mailsOfTicket } from '@vigie/db/queries/mails';
import { storeRawMail } from '@vigie/db/queries/raw-mails';
import { readsOfTicket } from '@vigie/db/queries/reads';
import { ticketFileSchema } from '@vigie/shared/wire/ticket-file';
import type { LightMyRequestResponse } from 'fastify';
import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { parseMail } from '../mail/parse-mail.ts';
import type { TestTicket } from '../testing/test-ticket.ts';
import { TestService } from '../testing/test-service.ts';
import { mailWith } from './testing/mail-with.ts';
import { eicar, StandInClamd } from './testing/stand-in-clamd.ts';

let clamd: StandInClamd | null = null;
let service: TestService;

async function open(scanned = false): Promise<void> {
  clamd = scanned ? await StandInClamd.open() : null;
  service = await TestService.open({ clamd: clamd?.address ?? null });
  for (const login of ['ana', 'cleo']) await service.signIn(login);
}

afterEach(async () => {
  await service.close();
  await clamd?.close();
});

/** A mail with these files opens a ticket; gives both. */
async function arrives(
  files: Readonly<Record<string, string | Buffer>>,
  more: TestTicket = {},
): Promise<{ ticketId: string; url: (place: number) => string }> {
  const raw = mailWith(files);
  const { attachments } = await parseMail(raw);
  const rawSha256 = storeRawMail(service.app.database, raw, service.time.now());
  const ticketId = await service.receive({ rawSha256, mail: { attachments }, ...more });
  const mailId = mailsOfTicket(service.app.database, ticketId)[0]?.id ?? '';
  return { ticketId, url: (place) => `/api/mails/${mailId}/files/${String(place)}` };
}

const filesOf = async (ticketId: string) => {
  const file = (await service.get('ana', `/api/tickets/${ticketId}`)).json<unknown>();
  return ticketFileSchema.parse(file).mails[0]?.files ?? [];
};

const refusalOf = (response: LightMyRequestResponse) => [
  response.statusCode,
  response.json<{ refusal: string }>().refusal,
];

test('[MAIL-11] a file is a download and nothing else, byte for byte, under a policy of its own', async () => {
  await open();
  const page = '<script>alert(1)</script>';
  const { ticketId, url } = await arrives({ 'évil "name"\r\nX: y.html': page });
  const response = await service.get('ana', url(0));
  expect(response.statusCode).toBe(200);
  expect(response.rawPayload.toString()).toBe(page);
  expect(response.headers).toMatchObject({
    'content-type': 'application/octet-stream',
    'x-content-type-options': 'nosniff',
    'content-security-policy': "sandbox; default-src 'none'",
  });
  const disposition = String(response.headers['content-disposition']);
  expect(disposition).toMatch(/^attachment; filename="[\w .()-]+"; filename\*=UTF-8''/);
  expect(disposition).not.toMatch(/[\r\n]/);
  expect(readsOfTicket(service.app.database, ticketId).map(({ act }) => act)).toEqual([
    'see-attachment',
  ]);
});

test('[MAIL-11] a picture is shown as the service made it; what is none is not', async () => {
  await open();
  const picture = await sharp({
    create: { width: 900, height: 600, channels: 3, background: 'teal' },
  })
    .jpeg()
    .toBuffer();
  const { ticketId, url } = await arrives({ 'a.jpg': picture, 'b.png': 'no picture' });
  const small = await service.get('ana', `${url(0)}/picture`);
  expect(small.headers['content-type']).toBe('image/webp');
  expect((await sharp(small.rawPayload).metadata()).width).toBe(240);
  const large = await service.get('ana', `${url(0)}/picture?size=large`);
  expect((await sharp(large.rawPayload).metadata()).width).toBe(900);
  expect(refusalOf(await service.get('ana', `${url(1)}/picture`))).toEqual([
    409,
    'file-unreadable',
  ]);
  expect(await filesOf(ticketId)).toMatchObject([
    { name: 'a.jpg', type: 'image/jpeg', picture: true, scan: 'off', stored: true },
    { name: 'b.png', picture: false, marks: ['disguised'] },
  ]);
});

test('[ACCESS-1] files of a restricted ticket are for the cleared alone, and nobody else leaves a look', async () => {
  await open();
  const { ticketId, url } = await arrives({ 'a.txt': 'preuve' }, { finding: { restricted: true } });
  for (const address of [url(0), `${url(0)}/picture`]) {
    expect(refusalOf(await service.get('ana', address))).toEqual([403, 'not-allowed']);
    expect((await service.get(null, address)).statusCode).toBe(401);
  }
  expect(readsOfTicket(service.app.database, ticketId)).toEqual([]);
  expect((await service.get('cleo', url(0))).rawPayload.toString()).toBe('preuve');
});

test('[MAIL-11] what is not there, or is no longer what was seen, is not handed out', async () => {
  await open();
  const { url } = await arrives({ 'a.txt': 'un' });
  expect(refusalOf(await service.get('ana', url(1)))).toEqual([404, 'not-found']);
  const { url: other } = await arrives(
    {},
    { mail: { attachments: [{ name: 'a', bytes: 2, type: 'text/plain', sha256: '00' }] } },
  );
  expect(refusalOf(await service.get('ana', other(0)))).toEqual([404, 'not-found']);
  const { url: old } = await arrives(
    {},
    { mail: { attachments: [{ name: 'a', bytes: 2, type: 'x' }] } },
  );
  expect(refusalOf(await service.get('ana', old(0)))).toEqual([404, 'not-found']);
});

test('[MAIL-11] a virus is never handed out; a scanner that is silent says neither yes nor no', async () => {
  await open(true);
  const { ticketId, url } = await arrives({ 'a.com': eicar, 'b.txt': 'sain', 'c.txt': 'autre' });
  expect(refusalOf(await service.get('ana', url(0)))).toEqual([403, 'file-infected']);
  expect((await service.get('ana', url(1))).rawPayload.toString()).toBe('sain');
  if (clamd) clamd.mood = 'breaks-off';
  // What is infected stays so; what is clean stays so for a day.
  expect(refusalOf(await service.get('ana', url(0)))).toEqual([403, 'file-infected']);
  expect((await service.get('ana', url(1))).statusCode).toBe(200);
  await service.advance(25 * 3_600_000);
  await service.signIn('ana');
  expect(refusalOf(await service.get('ana', url(1)))).toEqual([503, 'file-not-scanned']);
  expect((await filesOf(ticketId)).map(({ scan }) => scan).slice(0, 2)).toEqual([
    'infected',
    'clean',
  ]);
});

test('[MAIL-11] files are scanned as they come, before anybody asks for them', async () => {
  await open(true);
  const { ticketId } = await arrives({ 'a.com': eicar, 'b.txt': 'sain' });
  await expect
    .poll(async () => (await filesOf(ticketId)).map(({ scan }) => scan))
    .toEqual(['infected', 'clean']);
});
