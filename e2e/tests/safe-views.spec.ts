import { existsSync } from 'node:fs';
import type { Browser, Locator, Page } from '@playwright/test';
import type { Letter } from '../product/citizen.ts';
import { ownPayloads } from '../product/payloads.ts';
import {
  corpus,
  corpusPayloads,
  foreignMarks,
  oneLine,
  watched,
  type Watch,
} from '../product/watch.ts';
import { expect, testOnOwnProduct, type Seed } from '../fixtures.ts';
import { claim, composer, draft } from '../screens.ts';

const test = testOnOwnProduct();

/** So many attacks stand in one subject, name or file name: each is as long as a mail server lets it be. */
const longest = 900;
const marker = 'vuepartout';

/** All attacks in as few mails as hold them, in every field that a mail has. */
function letters(): Letter[] {
  const payloads = [...ownPayloads, ...(existsSync(corpus) ? corpusPayloads() : [])].map(oneLine);
  const packed: string[] = [];
  for (const payload of payloads) {
    const last = packed.at(-1);
    if (last !== undefined && last.length + payload.length < longest)
      packed.push(`${packed.pop() ?? ''} ${payload}`);
    else packed.push(payload);
  }
  return packed.map((payload, n) => ({
    subject: `${marker}${String(n)}fin ${payload}`,
    from: { name: payload, address: `vue${String(n)}@exemple.example` },
    text: payload,
    html: `<p>Corps</p>${payload}`,
    attachments: [{ filename: `${payload.slice(0, 200)}.html`, content: payload }],
  }));
}

async function seedAll(seed: Seed, mails: readonly Letter[]): Promise<void> {
  for (let n = 0; n < mails.length; n += 10) {
    await Promise.all(
      mails.slice(n, n + 10).map(({ subject, ...mail }) => seed.ticket(subject, mail)),
    );
  }
}

/** What came by mail, where a view shows it. */
function mailsOf(page: Page): Locator {
  return page.getByText(marker).filter({ visible: true }).first();
}

/** Opens a view, or takes the one that stands, waits until its content is there, and looks at what it did. */
async function look(
  page: Page,
  watch: Watch,
  path: string | null,
  content: Locator = mailsOf(page),
): Promise<void> {
  if (path !== null) await page.goto(path);
  await expect(page.locator('main').first()).toBeVisible();
  await expect(content).toBeVisible();
  for (const media of ['screen', 'print'] as const) {
    await page.emulateMedia({ media });
    expect([...watch.faults, ...(await foreignMarks(page))], `${path ?? 'wall'}, ${media}`).toEqual(
      [],
    );
  }
  await page.emulateMedia({ media: 'screen' });
}

/** A wall comes in by its code, as the commissioner made it. */
async function wallOf(commissioner: Page, browser: Browser, url: string): Promise<Page> {
  const answer = await commissioner.request.post('/api/walls', {
    headers: { origin: url },
    data: { name: 'Mur' },
  });
  const { code } = (await answer.json()) as { code: string };
  const wall = await (await browser.newContext({ baseURL: url })).newPage();
  await wall.goto('/mur');
  await wall.getByLabel('Code').fill(code);
  await wall.getByRole('button', { name: 'Mettre en service' }).click();
  await expect(wall.getByRole('heading', { name: 'Plateau' })).toBeVisible();
  return wall;
}

test('[MAIL-10] in no view does an attack of a mail run a script or send a request: queue, ticket, supervision, search, log, relief, outbox, wall, print, English', async ({
  signIn,
  seed,
  product,
  browser,
}) => {
  test.slow();
  const mails = letters();
  await seedAll(seed, mails);
  const page = await signIn('delmas');
  const watch = await watched(page, product.url);
  await page.goto('/file');
  const searched = async () => {
    const found = await page.request.get(`/api/search?q=${marker}${String(mails.length - 1)}fin`);
    return ((await found.json()) as { cards: { id: string }[] }).cards[0]?.id ?? '';
  };
  await expect.poll(searched, { timeout: 120_000 }).not.toBe('');

  // Words of people carry the same: a draft, a note's place, the sheet of the relief.
  await claim(page, `${marker}0fin`);
  await draft(page, ownPayloads.join('\n'));
  const ticketPath = new URL(page.url()).pathname;

  const lead = await signIn('rousseau', { path: '/releve' });
  const leadWatch = await watched(lead, product.url);
  const prepare = lead.getByRole('button', { name: 'Préparer la relève' });
  // Close to a relief the sheet is there already.
  const sheet = lead.getByText('Sortant', { exact: true });
  await expect(prepare.or(sheet)).toBeVisible();
  if (await prepare.isVisible()) await prepare.click();
  await expect(sheet).toBeVisible();
  const views = [
    ticketPath,
    '/file',
    '/supervision',
    `/recherche?q=${marker}`,
    `/recherche?expediteur=script`,
  ];
  for (const path of views) await look(page, watch, path);
  const tables = [
    ['/main-courante', page.getByRole('table', { name: 'Lignes de la main courante' })],
    ['/statistiques', page.getByRole('table', { name: 'Par priorité' })],
    ['/releve', page.getByText('Sortant', { exact: true })],
  ] as const;
  for (const [path, content] of tables) await look(page, watch, path, content);
  await look(lead, leadWatch, '/releve');
  await page.goto(ticketPath);
  await composer(page).press('Control+Enter');
  await expect(page.getByRole('button', { name: /^Retirer/ })).toBeVisible();
  await look(page, watch, '/envois');

  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Commandes et recherche' }).fill(marker);
  await expect(page.getByRole('option', { name: marker }).first()).toBeVisible();
  expect([...watch.faults, ...(await foreignMarks(page))], 'palette').toEqual([]);
  await page.keyboard.press('Escape');

  const wall = await wallOf(page, browser, product.url);
  const wallWatch = await watched(wall, product.url);
  await look(wall, wallWatch, null);
  await wall.context().close();

  await page.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: product.url }]);
  for (const path of [...views, '/envois']) await look(page, watch, path);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
