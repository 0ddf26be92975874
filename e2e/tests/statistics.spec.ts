import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, testOnOwnProduct } from '../fixtures.ts';
import { rowOf } from '../screens.ts';

const test = testOnOwnProduct();

const sizes = [
  [1600, 1000],
  [1280, 800],
  [390, 844],
] as const;

/** Nothing serious on the page as it stands, and nothing that sticks out at the side. */
async function expectSound(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
  const sticksOut = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sticksOut).toBe(0);
}

for (const theme of ['light', 'dark'] as const) {
  test(`[MET-1] the statistics stand at every size, in ${theme}, with a table for each chart`, async ({
    signIn,
  }) => {
    const page = await signIn('delmas', { theme, path: '/statistiques' });
    await expect(page.getByRole('heading', { level: 1, name: 'Statistiques' })).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Par priorité' })).toBeVisible();
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      await expectSound(page);
    }
    for (const table of await page.getByRole('button', { name: 'Tableau' }).all()) {
      await table.click();
    }
    await expect(page.getByRole('columnheader', { name: 'Reçus' })).toBeVisible();
    await expectSound(page);
  });
}

test('[MET-2] filters and comparison stand in the address, and a view is handed on by it', async ({
  signIn,
}) => {
  const page = await signIn('delmas', { path: '/statistiques?du=2026-01-01&au=2026-01-31' });
  await page.getByRole('combobox', { name: 'Priorité' }).selectOption('P1');
  await expect(page).toHaveURL(/priorite=P1/);
  await page.getByRole('button', { name: 'Comparer', exact: true }).click();
  await expect(page).toHaveURL(/cdu=2025-12-01&cau=2025-12-31/);
  const other = await signIn('morel', { path: page.url() });
  await expect(other.getByRole('combobox', { name: 'Priorité' })).toHaveValue('P1');
  await expect(other.getByLabel('Comparé : du')).toHaveValue('2025-12-01');
});

test('[MET-2] a live figure opens on its rule and its tickets, and whoever is sent the link sees the same', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Chiffre à défendre');
  const page = await signIn('delmas', { path: '/file' });
  await expect(rowOf(page, 'Chiffre à défendre')).toBeVisible();
  await page.goto('/supervision');
  await page.getByRole('link', { name: 'À prendre' }).click();
  await expect(page.getByRole('heading', { name: 'Formule' })).toBeVisible();
  const tickets = page.getByRole('table', { name: 'Dossiers' });
  await expect(tickets.getByRole('link').first()).toBeVisible();
  await expectSound(page);
  const count = await tickets.getByRole('row').count();
  await seed.ticket('Venu plus tard');
  const lead = await signIn('rousseau', { path: '/file' });
  await expect(rowOf(lead, 'Venu plus tard')).toBeVisible();
  await lead.goto(page.url());
  const same = lead.getByRole('table', { name: 'Dossiers' });
  await expect(same.getByRole('row')).toHaveCount(count);
});

test('[ACCESS-1] an agent has no statistics of the service, and the report comes as CSV and as PDF', async ({
  signIn,
}) => {
  const agent = await signIn('mercier', { path: '/statistiques' });
  await expect(agent.getByText(/réservées au commandement/)).toBeVisible();
  const page = await signIn('delmas', { path: '/statistiques' });
  for (const [format, begin] of [
    ['csv', '\uFEFF'],
    ['pdf', '%PDF'],
  ] as const) {
    const query = `format=${format}&from=2026-11-01&to=2026-11-30&step=week`;
    const file = await page.request.get(`/api/statistics/report?${query}`);
    expect(file.status()).toBe(200);
    expect((await file.body()).toString('utf8').startsWith(begin)).toBe(true);
  }
});

test('[ACCESS-1] an agent opens their own figures with their cases, and those of another are refused', async ({
  signIn,
}) => {
  const page = await signIn('mercier', { path: '/service/moi' });
  await page.getByRole('link', { name: 'Mes chiffres' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Mes chiffres' })).toBeVisible();
  const figures = page.getByLabel('Chiffres de la période');
  await expect(figures).toContainText('n 0');
  await expect(page.getByRole('heading', { name: 'Par catégorie' })).toBeVisible();
  for (const [width, height] of sizes) {
    await page.setViewportSize({ width, height });
    await expectSound(page);
  }
  await page.getByRole('link', { name: '7 j', exact: true }).click();
  await expect(page.getByRole('link', { name: '7 j', exact: true })).toHaveAttribute(
    'aria-current',
    'page',
  );
  await figures.getByRole('link', { name: 'Première réponse' }).click();
  await expect(page.getByRole('heading', { name: 'Formule' })).toBeVisible();
  const own = new URL(page.url());
  expect(own.searchParams.get('personne')).toBeTruthy();
  own.searchParams.set('personne', 'colin');
  await page.goto(own.href);
  await expect(page.getByText('réservées au commandement')).toBeVisible();
  await page.goto('/statistiques');
  await expect(page.getByText('réservées au commandement')).toBeVisible();
});

test('[MET-2] the last hour and the ledger open on the mails that they count', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Reçu dans l’heure');
  const page = await signIn('delmas', { path: '/supervision' });
  await page.getByRole('link', { name: /reçus dans la dernière heure/ }).click();
  await expect(page.getByRole('heading', { name: 'Reçus dans l’heure' })).toBeVisible();
  await expect(page.getByRole('group', { name: 'Messages' }).getByRole('link')).not.toHaveCount(0);
  await expectSound(page);
  await page.goto('/administration/sante');
  await page.getByRole('row').nth(1).getByRole('link').first().click();
  await expect(page.getByRole('columnheader', { name: 'UID' })).toBeVisible();
  await expectSound(page);
});
