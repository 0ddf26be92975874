import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { demoPassword } from '@vigie/server/demo/staff';
import { expect, testOnOwnProduct } from '../fixtures.ts';
import { frenchOn } from '../french-texts.ts';

const test = testOnOwnProduct();

/** Nothing of the screen is French, and it says of itself that it is English. */
async function isEnglish(page: Page, where: string): Promise<void> {
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  expect(await frenchOn(page), where).toEqual([]);
}

/** Takes the language at the door, as somebody does who does not read the other one. */
async function enterInEnglish(page: Page, login: string): Promise<void> {
  await page.goto('/');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await isEnglish(page, 'sign-in');
  await page.getByLabel('Login').fill(login);
  await page.getByLabel('Password').fill('not it');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: /\S/ })).toBeVisible();
  await isEnglish(page, 'sign-in, refused');
  await page.getByLabel('Password').fill(demoPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText('Live').filter({ visible: true }).first()).toBeVisible();
}

/** Resolves when the screen shows what it is about. */
async function open(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.locator('main').first()).toBeVisible();
  await expect(page.getByText('Loading…')).toBeHidden();
  await expect(page.locator('main :is(h1, h2, table)').first()).toBeVisible();
}

async function closeDialog(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
}

test('in English no screen shows a French text: the ticket and all that is done with it', async ({
  browser,
  product,
  seed,
}) => {
  await seed.ticket('Lost keys', { from: 'Kim <kim@exemple.example>', text: 'Where are they?' });
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await enterInEnglish(page, 'morel');
  await page.goto('/file');
  await page
    .getByRole('link', { name: /Lost keys/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'Lost keys' })).toBeVisible();
  await isEnglish(page, 'a ticket');
  for (const view of await page
    .getByRole('navigation', { name: 'Views of the queue' })
    .getByRole('link')
    .all()) {
    await view.click();
    await isEnglish(page, `the view ${await view.innerText()}`);
  }
  await page.goto('/file');
  await page
    .getByRole('link', { name: /Lost keys/ })
    .first()
    .click();
  await page.getByRole('button', { name: /^Take\b(?! the next)/ }).click();
  const outside = page.getByRole('dialog');
  const composer = page.getByRole('textbox', { name: /^Answer to/ });
  await expect(outside.or(composer)).toBeVisible();
  if (await outside.isVisible()) {
    await isEnglish(page, 'outside the shift');
    await outside.getByRole('button').first().press('Enter');
  }
  await expect(composer).toBeVisible();
  await isEnglish(page, 'a ticket that is held');
  await composer.blur();
  await page.keyboard.press('o');
  await expect(page.getByRole('dialog')).toBeVisible();
  await isEnglish(page, 'orientations');
  await closeDialog(page);
  await page.keyboard.press('e');
  await expect(page.getByRole('dialog')).toBeVisible();
  await isEnglish(page, 'closing without an answer');
  await closeDialog(page);
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog')).toBeVisible();
  await isEnglish(page, 'a note');
  await closeDialog(page);
  await composer.fill('Dear Kim, they are here.');
  await expect(page.getByText(/^Draft saved at/)).toBeVisible();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /Withdraw/ })).toBeVisible();
  await isEnglish(page, 'an answer on its way');
  await page.getByRole('button', { name: /Withdraw/ }).click();
  await expect(composer).toBeVisible();
  await open(page, '/supervision');
  await isEnglish(page, 'supervision');
  await page.locator('[data-desk]').first().focus();
  for (const [key, what] of [
    ['t', 'seizing'],
    ['l', 'freeing'],
    ['r', 'reassigning'],
  ] as const) {
    await page.locator('[data-desk]').filter({ hasText: 'Lost keys' }).focus();
    await page.keyboard.press(key);
    if (await page.getByRole('dialog').isVisible()) {
      await isEnglish(page, what);
      await closeDialog(page);
    }
  }
  await context.close();
});

/** Each screen of somebody signed in, by its address: a screen to come is walked as well. */
const screens = globSync('**/+page.svelte', {
  cwd: join(import.meta.dirname, '../../web/src/routes'),
})
  .map((file) => `/${dirname(file)}`.replaceAll(/\/\[\[\w+\]\]/g, ''))
  .filter((path) => !['/.', '/mur', '/premier-acces'].includes(path));

test('in English no screen shows a French text: every screen of the commissioner', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await enterInEnglish(page, 'delmas');
  for (const path of screens) {
    await open(page, path);
    await isEnglish(page, path);
    // Where one begins by typing, a key is a letter.
    await page
      .locator(':focus')
      .evaluateAll((fields) => fields.forEach((field) => (field as HTMLElement).blur()));
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog', { name: 'All keys' })).toBeVisible();
    await isEnglish(page, `the keys of ${path}`);
    await closeDialog(page);
  }
  await open(page, '/administration');
  const sections = page.getByRole('navigation', { name: 'Administration' }).getByRole('link');
  for (const name of await sections.allInnerTexts()) {
    await sections.filter({ hasText: name }).click();
    await expect(page.getByRole('region', { name })).toBeVisible();
    await expect(page.getByText('Loading…')).toBeHidden();
    await isEnglish(page, name);
  }
  await open(page, '/effectif');
  await page.getByRole('button', { name: 'Add a person' }).click();
  await isEnglish(page, 'a new person');
  await closeDialog(page);
  await open(page, '/service');
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog')).toBeVisible();
  await isEnglish(page, 'a new absence');
  await closeDialog(page);
  await open(page, '/administration/boites');
  await page.getByRole('button', { name: 'Add a mailbox' }).click();
  await isEnglish(page, 'a new mailbox');
  await closeDialog(page);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog')).toBeVisible();
  await isEnglish(page, 'the palette');
  await page.keyboard.type('zzz');
  await isEnglish(page, 'the palette, nothing found');
  await closeDialog(page);
  await page.getByRole('button', { name: /, menu/ }).click();
  await expect(page.getByRole('menu')).toBeVisible();
  await isEnglish(page, 'the menu');
  await page.getByRole('menuitem', { name: /^Walls/ }).click();
  await expect(page.getByRole('dialog')).toBeVisible();
  await isEnglish(page, 'walls');
  await closeDialog(page);

  await page.goto('/mur');
  await expect(page.getByRole('textbox')).toBeVisible();
  await isEnglish(page, 'the door of a wall');
  await page.goto('/premier-acces');
  await isEnglish(page, 'the first access');
  await context.close();
});

test('the language is taken in one’s own menu, and stays', async ({ signIn }) => {
  const page = await signIn('diallo', { path: '/file' });
  await expect(page.locator('html')).toHaveAttribute('lang', 'fr');
  await expect.poll(() => frenchOn(page)).not.toEqual([]);
  await page.getByRole('button', { name: /, menu/ }).click();
  await page.getByRole('menuitemradio', { name: 'English' }).click();
  await expect(page.getByText('Live').filter({ visible: true }).first()).toBeVisible();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});
