import type { Locator, Page } from '@playwright/test';
import { findings } from '../accessibility.ts';
import { expect, live, testOnOwnProduct } from '../fixtures.ts';

const test = testOnOwnProduct();

/** Where one types what is looked for; filters stand beside it. */
const wordsOf = (where: Page | Locator) =>
  where.getByRole('combobox', { name: 'Commandes et recherche' });

test('the palette finds a mail by its words, accents forgiven, and opens its ticket', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Trésor trouvé', { text: 'Une théière ébréchée était sur le trottoir.' });
  const page = await signIn('lefevre', { path: '/file' });
  await expect(page.getByText('Trésor trouvé').first()).toBeVisible();
  await page.keyboard.press('Control+k');
  const dialog = page.getByRole('dialog', { name: 'Commandes et recherche' });
  await wordsOf(dialog).fill('theiere ebrechee');
  await expect(dialog.getByRole('option', { name: /Trésor trouvé/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Trésor trouvé' })).toBeVisible();
});

test('[SYNC-4] the palette shows restricted tickets to the cleared alone', async ({
  signIn,
  seed,
}) => {
  const words = { text: 'Mon mari me tape, la pendule turquoise est cassée.' };
  await seed.ticket('Il me frappe', words);
  await seed.ticket('Pendule turquoise perdue');
  const [cleared, uncleared] = [
    await signIn('delmas', { path: '/file' }),
    await signIn('diallo', { path: '/file' }),
  ];
  for (const [page, sees] of [
    [cleared, true],
    [uncleared, false],
  ] as const) {
    await expect(page.getByText('Pendule turquoise perdue').first()).toBeVisible();
    await page.keyboard.press('Control+k');
    const dialog = page.getByRole('dialog', { name: 'Commandes et recherche' });
    await wordsOf(dialog).fill('pendule turquoise');
    await expect(dialog.getByRole('option', { name: /Pendule turquoise perdue/ })).toBeVisible();
    const restricted = dialog.getByRole('option', { name: /Il me frappe/ });
    if (sees) await expect(restricted).toBeVisible();
    else await expect(restricted).toHaveCount(0);
  }
});

test('the palette goes to screens and gives commands, by keyboard alone, whatever citizens write', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Main courante : comment la consulter ?');
  const page = await signIn('morel', { path: '/file' });
  await expect(live(page)).toBeVisible();
  await page.keyboard.press('/');
  await wordsOf(page).fill('Main courante');
  await expect(page.getByRole('option', { name: /Main courante : comment/ })).toBeVisible();
  await expect(page.getByRole('option', { name: 'Main courante', selected: true })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/main-courante/);
  await page.keyboard.press('Control+k');
  await wordsOf(page).fill('pause');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /Morel.*pause/i })).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the palette, ${theme}`, async ({ signIn, seed }) => {
    await seed.ticket(`Palette en ${theme}`);
    const page = await signIn('morel', { theme, path: '/file' });
    await expect(live(page)).toBeVisible();
    await page.keyboard.press('Control+k');
    await wordsOf(page).fill('palette');
    await expect(
      page.getByRole('option', { name: new RegExp(`Palette en ${theme}`) }),
    ).toBeVisible();
    expect(await findings(page)).toEqual([]);
  });
}
