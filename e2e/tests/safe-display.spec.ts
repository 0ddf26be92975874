/// <reference lib="dom" />
import { existsSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { expect, testOnOwnProduct } from '../fixtures.ts';
import { composer, confirmOutsideShift, openTicket } from '../screens.ts';
import { ownPayloads } from '../product/payloads.ts';
import { corpus, corpusPayloads, foreignMarks, oneLine, watched } from '../product/watch.ts';

/** It leaves more than a hundred tickets in the queue, among which others would not find theirs. */
const test = testOnOwnProduct();

const found = z.object({ cards: z.array(z.object({ id: z.string() })) });

/** Opens the ticket whose subject holds this word: among so many it may stand on no page of the list. */
async function openFound(page: Page, word: string): Promise<void> {
  const search = async () => {
    const response = await page.request.get(`/api/search?q=${word}`);
    return found.parse(await response.json()).cards[0]?.id ?? '';
  };
  await expect.poll(search).not.toBe('');
  await page.goto(`/file/${await search()}`);
  await expect(page.getByRole('heading', { level: 1, name: word })).toBeVisible();
}

test('[MAIL-10] in every field of every view, no script of a mail runs and no request leaves', async ({
  signIn,
  seed,
  product,
}) => {
  const page = await signIn('lefevre', { path: '/file' });
  const watch = await watched(page, product.url);
  for (const [n, payload] of ownPayloads.entries()) {
    const subject = `champ${String(n)}fin ${oneLine(payload)}`;
    await seed.ticket(subject, {
      from: { name: oneLine(payload), address: `a${String(n)}@exemple.example` },
      text: payload,
      html: `<p>Corps ${String(n)}</p>${payload}`,
      attachments: [{ filename: `${oneLine(payload)}.html`, content: payload }],
    });
  }
  for (const n of ownPayloads.keys()) {
    await openFound(page, `champ${String(n)}fin`);
    await page.getByRole('button', { name: 'Mise en forme d’origine' }).click();
    const frame = page.frameLocator('iframe[title="Message mis en forme"]');
    await expect(frame.getByText(`Corps ${String(n)}`)).toBeVisible();
    expect([...watch.faults, ...(await foreignMarks(page))], ownPayloads[n]).toEqual([]);
  }
  await openFound(page, 'champ0fin');
  await page.getByRole('button', { name: /^Prendre\b(?! le suivant)/ }).click();
  await confirmOutsideShift(page);
  await composer(page).fill(ownPayloads.join('\n'));
  await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible();
  const officer = await signIn('morel', { path: '/supervision' });
  const officerWatch = await watched(officer, product.url);
  await expect(officer.getByText('champ1fin').first()).toBeVisible();
  expect([...watch.faults, ...officerWatch.faults, ...(await foreignMarks(officer))]).toEqual([]);
});

test('[MAIL-10] the frame itself grants nothing: even what slipped through could not act', async ({
  signIn,
  seed,
}) => {
  const page = await signIn('diallo', { path: '/file' });
  await seed.ticket('Cadre sans droit', {
    html: '<p>Bonjour <a href="https://service-public.fr.evil.example/">service-public.fr</a></p>',
  });
  await openTicket(page, 'Cadre sans droit');
  const response = page.waitForResponse(/\/api\/mails\/.*\/page/);
  await page.getByRole('button', { name: 'Mise en forme d’origine' }).click();
  const policy = (await response).headers()['content-security-policy'] ?? '';
  expect(policy).toContain("default-src 'none'");
  const element = page.locator('iframe[title="Message mis en forme"]');
  await expect(element).toHaveAttribute('sandbox', '');
  const inside = await (await element.elementHandle())?.contentFrame();
  await expect(inside!.getByText('service-public.fr [1]')).toBeVisible();
  // An opaque origin: it reads nothing of ours, and its scripts are dead.
  await expect(
    page.evaluate(() => document.querySelector('iframe')?.contentDocument ?? null),
  ).resolves.toBeNull();
  await page.getByText('Liens (1)').click();
  const link = page.getByRole('link', { name: 'service-public.fr.evil.example' });
  await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  await expect(link).toHaveAttribute('target', '_blank');
  await expect(page.getByText('Le texte annonce une autre adresse')).toBeVisible();
});

test('[MAIL-10] the corpus of attacks: no script runs and no request leaves', async ({
  signIn,
  seed,
  product,
}) => {
  test.skip(!existsSync(corpus), 'the corpus of other people’s attacks does not ship with Vigie');
  const payloads = corpusPayloads();
  const page = await signIn('lefevre', { path: '/file' });
  const watch = await watched(page, product.url);
  // Many in one mail, as each is judged by what the browser does.
  const perMail = 12;
  const mails = Array.from({ length: Math.ceil(payloads.length / perMail) }, (_, n) =>
    payloads.slice(n * perMail, (n + 1) * perMail),
  );
  for (const [n, some] of mails.entries()) {
    const html = some.map((payload, at) => `<div>avant ${String(at)}</div>${payload}`).join('\n');
    await seed.ticket(`corpus${String(n)}fin`, { text: some.join('\n\n'), html });
  }
  for (const n of mails.keys()) {
    await openFound(page, `corpus${String(n)}fin`);
    await page.getByRole('button', { name: 'Mise en forme d’origine' }).click();
    const frame = page.frameLocator('iframe[title="Message mis en forme"]');
    await expect(frame.getByText('avant 0')).toBeVisible();
    expect([...watch.faults, ...(await foreignMarks(page))], `mail ${String(n)}`).toEqual([]);
  }
});
