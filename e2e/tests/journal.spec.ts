import { readFile } from 'node:fs/promises';
import { findings } from '../accessibility.ts';
import { expect, testOnOwnProduct } from '../fixtures.ts';
import { claim, openTicketId } from '../screens.ts';

const test = testOnOwnProduct();

const lines = 'Lignes de la main courante';

test('[LOG-1] the main courante is filtered in its address, which can be handed on', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('À lire dans la main courante');
  const ana = await signIn('lefevre', { path: '/file' });
  await claim(ana, 'À lire dans la main courante');
  const officer = await signIn('morel', { path: '/main-courante' });
  const table = officer.getByRole('table', { name: lines });
  await expect(
    table
      .getByRole('row')
      .filter({ hasText: /pris par .*Lefèvre/ })
      .first(),
  ).toBeVisible();

  await officer.getByLabel(/^Genre/).selectOption('Verrous');
  await expect(officer).toHaveURL(/genre=lock/);
  await expect(table.getByRole('row').filter({ hasText: 'connexion de' })).toHaveCount(0);
  const row = table
    .getByRole('row')
    .filter({ hasText: /pris par .*Lefèvre/ })
    .first();
  await row.getByRole('link', { name: /^Adresse de la ligne/ }).click();
  await expect(officer).toHaveURL(/seq=\d+/);
  const address = officer.url();

  // Another reader opens the same address and sees the same line.
  const commissioner = await signIn('delmas');
  await commissioner.goto(address);
  const shown = commissioner.locator('tr[aria-current="true"]');
  await expect(shown).toContainText(/pris par .*Lefèvre/);
  await expect(shown).toBeInViewport();
  await expect(commissioner.getByLabel(/^Genre/)).toHaveValue('lock');
  await commissioner.getByRole('button', { name: 'Revenir au direct' }).click();
  await expect(commissioner).not.toHaveURL(/seq=/);
});

test('[LOG-1] a new line comes by itself, and one filters by person and by ticket', async ({
  signIn,
  seed,
}) => {
  const officer = await signIn('morel', { path: '/main-courante' });
  const table = officer.getByRole('table', { name: lines });
  await expect(table).toBeVisible();
  await seed.ticket('Arrive pendant la lecture');
  await expect(table.getByText('Arrive pendant la lecture').first()).toBeVisible();

  const ana = await signIn('lefevre', { path: '/file' });
  await claim(ana, 'Arrive pendant la lecture');
  await officer.getByLabel(/^Personne/).selectOption({ label: 'Brg Lefèvre' });
  await expect(table.getByText(/pris par .*Lefèvre/).first()).toBeVisible();
  await expect(table.getByText(/connexion de .*Morel/)).toHaveCount(0);
  const file = await ana.request.get(`/api/tickets/${openTicketId(ana)}`);
  const { card } = (await file.json()) as { card: { number: string } };
  await officer.getByRole('button', { name: 'Effacer les filtres' }).click();
  await officer.getByLabel('Dossier n°').fill(card.number);
  await officer.getByLabel('Dossier n°').press('Enter');
  await expect(table.getByRole('row').filter({ hasText: card.number }).first()).toBeVisible();
  const told = table.getByRole('row').filter({ has: officer.getByRole('cell') });
  await expect(
    told.filter({ hasNotText: card.number }).filter({ hasText: 'connexion' }),
  ).toHaveCount(0);
});

test('[LOG-5] the chain is walked before one’s eyes, and the export holds no subject', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Sujet qui ne sort pas');
  const page = await signIn('delmas', { path: '/main-courante' });
  await expect(page.getByText('Sujet qui ne sort pas').first()).toBeVisible();
  await page.getByRole('button', { name: 'Vérifier la chaîne' }).click();
  await expect(page.getByText(/^Chaîne vérifiée jusqu’au n° \d+/)).toBeVisible();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'CSV' }).click(),
  ]);
  const text = await readFile(await download.path(), 'utf8');
  expect(text.split('\n').length).toBeGreaterThan(5);
  expect(text).toContain('ticket-opened');
  expect(text).not.toContain('Sujet qui ne sort pas');
});

test('[ACCESS-1] the main courante is closed to agents', async ({ signIn }) => {
  const page = await signIn('diallo');
  await page.goto('/main-courante');
  await expect(
    page.getByText('La main courante est réservée au commandement et aux chefs de brigade.'),
  ).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the main courante, ${theme}`, async ({ signIn, seed }) => {
    await seed.ticket('Une ligne de plus');
    const page = await signIn('morel', { theme, path: '/main-courante' });
    await expect(page.getByRole('table', { name: lines }).getByRole('row').nth(3)).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
}
