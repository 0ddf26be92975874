import { mailsOfTicket } from '@vigie/db/queries/mails';
import { storeRawMail } from '@vigie/db/queries/raw-mails';
import { readsOfTicket } from '@vigie/db/queries/reads';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { TestTicket } from '../testing/test-ticket.ts';
import { TestService } from '../testing/test-service.ts';

let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
  for (const login of ['ana', 'cleo']) await service.signIn(login);
});
afterEach(() => service.close());

async function arrives(
  html: string,
  more: TestTicket = {},
): Promise<{ ticketId: string; url: string }> {
  const raw = Buffer.from(`From: a@b.example\r\nContent-Type: text/html\r\n\r\n${html}`);
  const rawSha256 = storeRawMail(service.app.database, raw, service.time.now());
  const ticketId = await service.receive({ rawSha256, mail: { hasHtml: true }, ...more });
  const mailId = mailsOfTicket(service.app.database, ticketId)[0]?.id ?? '';
  return { ticketId, url: `/api/mails/${mailId}` };
}

test('[MAIL-10] the page comes from a route of its own, under a policy that allows nothing', async () => {
  const { ticketId, url } = await arrives('<p>Bonjour</p><script>alert(1)</script>');
  const response = await service.get('ana', `${url}/page?theme=dark&lang=en`);
  expect(response.statusCode).toBe(200);
  const policy = String(response.headers['content-security-policy']);
  expect(policy).toContain("default-src 'none'");
  expect(policy).toMatch(/(^|; )sandbox($|;)/);
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).not.toMatch(/script-src|unsafe|https?:|\*/);
  expect(response.headers['x-frame-options']).toBe('SAMEORIGIN');
  expect(response.body).toContain('<p>Bonjour</p>');
  expect(response.body).not.toContain('alert');
  expect(readsOfTicket(service.app.database, ticketId)).toMatchObject([
    { act: 'see-html', personId: 'ana' },
  ]);
});

test('[MAIL-10] where links go is told beside the page', async () => {
  const { url } = await arrives('<a href="https://evil.example/">impots.gouv.fr</a>');
  expect((await service.get('ana', `${url}/links`)).json()).toEqual({
    links: [{ href: 'https://evil.example/', host: 'evil.example', misleads: true }],
    leftOut: false,
  });
});

test('[ACCESS-1] pages of a restricted ticket are for the cleared alone', async () => {
  const { ticketId, url } = await arrives('<p>x</p>', { finding: { restricted: true } });
  for (const path of ['page', 'links']) {
    expect((await service.get('ana', `${url}/${path}`)).statusCode).toBe(403);
    expect((await service.get(null, `${url}/${path}`)).statusCode).toBe(401);
    expect((await service.get('cleo', `${url}/${path}`)).statusCode).toBe(200);
  }
  expect(readsOfTicket(service.app.database, ticketId).map(({ personId }) => personId)).toEqual([
    'cleo',
  ]);
});

test('[MAIL-10] a mail without a designed form, and one too long for it, have no page', async () => {
  const { url } = await arrives('', { mail: { hasHtml: false } });
  expect((await service.get('ana', `${url}/page`)).statusCode).toBe(404);
  const { url: long } = await arrives('a'.repeat(2_100_000));
  expect((await service.get('ana', `${long}/page`)).json()).toMatchObject({
    refusal: 'file-unreadable',
  });
});
