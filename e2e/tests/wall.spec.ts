import type { Browser, Page } from '@playwright/test';
import { findings, scrollsSideways } from '../accessibility.ts';
import { expect, testOnOwnProduct } from '../fixtures.ts';

// Its server is ended and started again.
const test = testOnOwnProduct();
const screen = { width: 1920, height: 1080 };

/** Makes a wall as the commissioner does; returns the address that is shown once. */
async function makeWall(commissioner: Page, name: string): Promise<string> {
  await commissioner.getByRole('button', { name: /, menu/ }).click();
  await commissioner.getByRole('menuitem', { name: 'Murs…' }).click();
  const dialog = commissioner.getByRole('dialog', { name: 'Murs' });
  await dialog.getByLabel('Nom du mur').fill(name);
  await dialog.getByRole('button', { name: 'Créer un mur' }).click();
  return (await dialog.locator('output').innerText()).trim();
}

async function wallScreen(browser: Browser, url: string, theme: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, viewport: screen, colorScheme: theme });
  return context.newPage();
}

async function enrol(wall: Page, code: string): Promise<void> {
  await wall.goto('/mur');
  await wall.getByLabel('Code').fill(code);
  await wall.getByRole('button', { name: 'Mettre en service' }).click();
  await expect(wall.getByRole('heading', { name: 'Plateau' })).toBeVisible();
}

test('[ACCESS-2] a wall comes in by its code, watches, hides what is restricted, and goes dark when it is taken back', async ({
  signIn,
  seed,
  browser,
  product,
}) => {
  const commissioner = await signIn('delmas');
  const code = await makeWall(commissioner, 'Mur de la salle');
  const wall = await wallScreen(browser, product.url, 'dark');
  await wall.goto('/mur');
  await wall.getByLabel('Code').fill('AAAA BBBB CCCC');
  await wall.getByRole('button', { name: 'Mettre en service' }).click();
  await expect(wall.getByText('Code inconnu ou périmé.')).toBeVisible();
  await enrol(wall, code);

  await seed.ticket('Perte de clés vue au mur');
  await expect(wall.getByText('Perte de clés vue au mur').first()).toBeVisible();
  await seed.ticket('Mon mari me frappe', { text: 'Mon mari me tape depuis des mois.' });
  await commissioner.goto('/file');
  await expect(commissioner.getByText('Mon mari me frappe').first()).toBeVisible();
  // The mail that comes after it stands there: so has it, but as a veil.
  await seed.ticket('Dernier courriel avant de regarder');
  await expect(wall.getByText('Dernier courriel avant de regarder').first()).toBeVisible();
  await expect(wall.getByText('Mon mari me frappe')).toHaveCount(0);

  // Nobody stands before it: a code used once lets no second screen in, and no act is offered.
  const second = await wallScreen(browser, product.url, 'dark');
  await second.goto('/mur');
  await second.getByLabel('Code').fill(code);
  await second.getByRole('button', { name: 'Mettre en service' }).click();
  await expect(second.getByText('Code inconnu ou périmé.')).toBeVisible();
  await expect(wall.getByRole('button')).toHaveCount(0);
  const denied = await wall.request.post('/api/commands', {
    headers: { origin: product.url },
    data: { key: 'e2e-wall-claims', command: { type: 'claim-next' } },
  });
  expect(denied.ok()).toBe(false);

  await commissioner.getByRole('button', { name: /, menu/ }).click();
  await commissioner.getByRole('menuitem', { name: 'Murs…' }).click();
  const line = commissioner.getByRole('listitem').filter({ hasText: 'Mur de la salle' });
  await expect(line).toContainText('en service');
  await line.getByRole('button', { name: 'Retirer' }).click();
  await expect(wall.getByRole('heading', { name: 'Mise en service du mur' })).toBeVisible();
});

test('[SYNC-3] a wall says that it is behind, and comes back by itself', async ({
  signIn,
  seed,
  browser,
  product,
}) => {
  const commissioner = await signIn('delmas');
  const code = await makeWall(commissioner, 'Mur qui attend');
  const wall = await wallScreen(browser, product.url, 'light');
  await enrol(wall, code);
  await product.kill9();
  await expect(wall.getByText(/^En retard : état de/)).toBeVisible();
  await product.launch();
  await expect(wall.getByText(/^En retard : état de/)).toBeHidden();
  await seed.ticket('Après le retour');
  await expect(wall.getByText('Après le retour').first()).toBeVisible();
  // The machine restarts too: the browser is opened anew on the same page.
  await wall.reload();
  await expect(wall.getByText('Après le retour').first()).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`a wall fills its screen, scaled by the root alone, and axe finds nothing, ${theme}`, async ({
    signIn,
    seed,
    browser,
    product,
  }) => {
    await seed.ticket(`Au mur en ${theme}`);
    const commissioner = await signIn('delmas');
    const code = await makeWall(commissioner, `Mur en ${theme}`);
    const wall = await wallScreen(browser, product.url, theme);
    await enrol(wall, code);
    await expect(wall.getByText(`Au mur en ${theme}`).first()).toBeVisible();
    const root = () =>
      wall.evaluate(() => parseFloat(getComputedStyle(document.documentElement).fontSize));
    const atWall = await root();
    await commissioner.goto('/supervision');
    const atDesk = await commissioner.evaluate(() =>
      parseFloat(getComputedStyle(document.documentElement).fontSize),
    );
    expect(atWall).toBeGreaterThan(atDesk);
    expect(await scrollsSideways(wall)).toBe(false);
    expect(await wall.evaluate(() => document.documentElement.scrollHeight)).toBe(screen.height);
    expect(await findings(wall)).toEqual([]);
  });
}
