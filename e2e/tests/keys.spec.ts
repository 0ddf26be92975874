import type { Page } from '@playwright/test';
import { expect, testOnOwnProduct } from '../fixtures.ts';
import { claim } from '../screens.ts';

const test = testOnOwnProduct();

/** The keys that « Toutes les touches » lists here, as people read them. */
async function listed(page: Page): Promise<string[]> {
  // A field that has the focus takes the letter.
  await page.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Toutes les touches' });
  await expect(dialog).toBeVisible();
  const keys = await dialog.locator('dt').allInnerTexts();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return keys.map((key) => key.trim()).sort();
}

/** Keys that each screen of a person signed in has. */
const everywhere = ['/', '?', 'Ctrl K', 'S'];
const arrows = '← ↑ ↓ →';

const all = (...keys: readonly string[]) => expect.arrayContaining([...everywhere, ...keys]);

test('« ? » lists the keys of the screen that is shown, those of its parts included', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Touches du dossier');
  const page = await signIn('morel', { path: '/file' });
  await expect(page.getByText('Touches du dossier').first()).toBeVisible();
  const queue = await listed(page);
  expect(queue).toEqual(all('C', 'J', 'K', 'P'));
  // No ticket is open yet: there is nothing to answer, to merge or to close.
  for (const key of ['R', 'M', 'E']) expect(queue).not.toContain(key);
  await claim(page, 'Touches du dossier');
  const held = ['C', 'J', 'K', 'P', 'R', 'N', 'U', 'O', 'E', 'M', 'D', 'I', 'Ctrl ↵', 'Ctrl Maj ↵'];
  expect(await listed(page)).toEqual(all(...held));
  await page.goto('/supervision');
  await expect(page.getByRole('heading', { name: 'Plateau' })).toBeVisible();
  const board = await listed(page);
  expect(board).toEqual(all('J', 'K', 'R', 'L', 'T', arrows, 'Début Fin', 'Entrée'));
  expect(board).not.toContain('C');
  await page.goto('/service');
  await expect(page.getByRole('grid').or(page.getByRole('table')).first()).toBeVisible();
  const grid = [arrows, 'Maj ← →', 'Entrée Espace', 'Début Fin', 'Ctrl Début Fin', 'Page ↑ ↓'];
  expect(await listed(page)).toEqual(all('A', 'Échap', ...grid));
  for (const path of ['/main-courante', '/effectif', '/administration/sante']) {
    await page.goto(path);
    await expect(page.locator('main')).toBeVisible();
    expect(await listed(page), path).toEqual([...everywhere].sort());
  }
  await page.goto('/releve');
  await expect(page.locator('main.relief')).toBeVisible();
  expect(await listed(page)).toEqual(all('P', 'X'));
});
