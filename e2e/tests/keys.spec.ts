import type { Page } from '@playwright/test';
import { expect, test } from '../fixtures.ts';
import { claim } from '../screens.ts';

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

test('« ? » lists the keys of the screen that is shown, and no others', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Touches du dossier');
  const page = await signIn('morel', { path: '/file' });
  await expect(page.getByText('Touches du dossier').first()).toBeVisible();
  const queue = [...everywhere, 'C', 'J', 'K', 'P'];
  expect(await listed(page)).toEqual(queue.sort());
  await claim(page, 'Touches du dossier');
  const held = [...queue, 'R', 'N', 'U', 'O', 'E', 'Ctrl ↵', 'Ctrl Maj ↵'];
  expect(await listed(page)).toEqual(held.sort());
  await page.goto('/supervision');
  await expect(page.getByRole('heading', { name: 'Plateau' })).toBeVisible();
  expect(await listed(page)).toEqual(
    [...everywhere, 'J', 'K', 'R', 'L', 'T', arrows, 'Début Fin', 'Entrée'].sort(),
  );
  await page.goto('/service');
  await expect(page.getByRole('grid').or(page.getByRole('table')).first()).toBeVisible();
  expect(await listed(page)).toEqual(
    [
      ...[...everywhere, 'A', arrows, 'Maj ← →', 'Entrée Espace', 'Début Fin', 'Ctrl Début Fin'],
      ...['Page ↑ ↓', 'Échap'],
    ].sort(),
  );
  for (const path of ['/main-courante', '/effectif', '/administration']) {
    await page.goto(path);
    await expect(page.locator('main')).toBeVisible();
    expect(await listed(page), path).toEqual([...everywhere].sort());
  }
  await page.goto('/releve');
  await expect(page.locator('main.relief')).toBeVisible();
  expect(await listed(page)).toEqual([...everywhere, 'P', 'X'].sort());
});
