import { findings } from '../accessibility.ts';
import { expect, testOnOwnProduct } from '../fixtures.ts';
import { claim, confirmOutsideShift } from '../screens.ts';

const test = testOnOwnProduct();

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any screen, ${theme}`, async ({ signIn, seed, browser, product }) => {
    const context = await browser.newContext({ baseURL: product.url, colorScheme: theme });
    const door = await context.newPage();
    await door.goto('/');
    await expect(door.getByRole('button', { name: 'Se connecter' })).toBeVisible();
    expect(await findings(door)).toEqual([]);
    await context.close();

    await seed.ticket(`Lisible en ${theme}`);
    const officer = await signIn('morel', { theme, path: '/file' });
    expect(await findings(officer)).toEqual([]);
    await claim(officer, `Lisible en ${theme}`);
    expect(await findings(officer)).toEqual([]);
    await officer.goto('/supervision');
    await expect(officer.getByRole('heading', { name: 'Plateau' })).toBeVisible();
    expect(await findings(officer)).toEqual([]);
    await officer.goto('/effectif');
    await expect(officer.getByRole('table')).toBeVisible();
    expect(await findings(officer)).toEqual([]);
  });
}

test('the main job is done by keyboard alone', async ({ signIn, seed }) => {
  await seed.ticket('Au clavier seul');
  const page = await signIn('benali', { path: '/file' });
  await expect(page.getByRole('link', { name: 'Au clavier seul' })).toBeVisible();
  await page.keyboard.press('c');
  await confirmOutsideShift(page);
  await page.keyboard.press('r');
  await page.keyboard.type('Madame, Monsieur, voici la réponse.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText(/Part et clôt dans/)).toBeVisible();
  await page.keyboard.press('z');
  await expect(page.getByText('Verrouillé pour vous')).toBeVisible();
});
