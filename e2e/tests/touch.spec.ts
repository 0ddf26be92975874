import { devices, type Browser, type Page } from '@playwright/test';
import { demoPassword } from '@vigie/server/demo/staff';
import { findings, scrollsSideways, smallTargets } from '../accessibility.ts';
import { expect, live, testOnOwnProduct } from '../fixtures.ts';

const test = testOnOwnProduct();

const screens = {
  phone: { width: 390, height: 844 },
  tablet: { width: 820, height: 1180 },
} as const;

/** A screen that is touched: no mouse, no keyboard. */
async function touchScreen(
  browser: Browser,
  baseURL: string,
  screen: keyof typeof screens,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const context = await browser.newContext({
    ...{ baseURL, colorScheme, viewport: screens[screen] },
    ...{ hasTouch: true, isMobile: true, userAgent: devices['Pixel 7'].userAgent },
  });
  return context.newPage();
}

async function enter(page: Page, login: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('Identifiant').fill(login);
  await page.getByLabel('Mot de passe').fill(demoPassword);
  await page.getByRole('button', { name: 'Se connecter' }).tap();
  await expect(live(page)).toBeVisible();
}

/** What a finger and a narrow screen need of any page. */
async function fits(page: Page, where: string): Promise<void> {
  expect(await scrollsSideways(page), `${where} moves sideways`).toBe(false);
  expect(await smallTargets(page), `${where}: too small for a finger`).toEqual([]);
  expect(await findings(page), where).toEqual([]);
}

for (const screen of ['phone', 'tablet'] as const) {
  for (const theme of ['light', 'dark'] as const) {
    test(`sign-in, File and Supervision fit a ${screen} and a finger, ${theme}`, async ({
      browser,
      product,
      seed,
    }) => {
      await seed.ticket(`Lu sur ${screen} en ${theme}`);
      // The alarm is touched too.
      await seed.ticket('Danger', { text: 'Au secours, il est en train de me frapper.' });
      const page = await touchScreen(browser, product.url, screen, theme);
      await page.goto('/');
      await expect(page.getByRole('button', { name: 'Se connecter' })).toBeVisible();
      await fits(page, 'sign-in');
      await enter(page, 'morel');
      await page.goto('/file');
      const row = page.getByRole('link', { name: `Lu sur ${screen} en ${theme}` }).first();
      await expect(row).toBeVisible();
      await fits(page, 'File');
      await row.tap();
      await expect(
        page.getByRole('heading', { level: 1, name: `Lu sur ${screen} en ${theme}` }),
      ).toBeVisible();
      await fits(page, 'a ticket');
      await page.goto('/supervision');
      await expect(page.getByRole('heading', { name: 'Plateau' })).toBeVisible();
      await fits(page, 'Supervision');
      await page.context().close();
    });
  }
}

test('the main job is done by touch alone on a phone: take, answer, send, withdraw, give back', async ({
  browser,
  product,
  seed,
}) => {
  await seed.ticket('Répondu du bout du doigt');
  const page = await touchScreen(browser, product.url, 'phone');
  await enter(page, 'lefevre');
  await page.goto('/file');
  await page.getByRole('link', { name: 'Répondu du bout du doigt' }).first().tap();
  await page.getByRole('button', { name: /^Prendre\b(?! le suivant)/ }).tap();
  const sure = page.getByRole('button', { name: 'Prendre quand même' });
  const composer = page.getByRole('textbox', { name: /^Réponse à/ });
  await expect(sure.or(composer).first()).toBeVisible();
  if (await sure.isVisible()) await sure.tap();
  await composer.fill('Madame, Monsieur, voici la réponse.');
  await page.getByRole('button', { name: /Envoyer et clore/ }).tap();
  await page.getByRole('button', { name: /Retirer/ }).tap();
  await expect(composer).toHaveValue('Madame, Monsieur, voici la réponse.');
  await page
    .getByRole('button', { name: /^Libérer/ })
    .first()
    .tap();
  await expect(page.getByRole('button', { name: /^Prendre\b(?! le suivant)/ })).toBeVisible();
  await page.context().close();
});

test('[LOCK-6] a supervisor frees a lock by touch alone on a tablet', async ({
  browser,
  product,
  seed,
  signIn,
}) => {
  await seed.ticket('À libérer du doigt');
  const ana = await signIn('caron', { path: '/file' });
  await ana.getByRole('link', { name: 'À libérer du doigt' }).first().click();
  await ana.getByRole('button', { name: /^Prendre\b(?! le suivant)/ }).click();
  const sure = ana.getByRole('button', { name: 'Prendre quand même' });
  const held = ana.getByText('Verrouillé pour vous');
  await expect(sure.or(held).first()).toBeVisible();
  if (await sure.isVisible()) await sure.click();
  await expect(held).toBeVisible();

  const page = await touchScreen(browser, product.url, 'tablet');
  await enter(page, 'morel');
  await page.goto('/supervision');
  await page
    .getByRole('button', { name: /Actes.*Caron|Caron/ })
    .first()
    .tap();
  await page.getByRole('menuitem', { name: /^Libérer/ }).tap();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Motif').fill('Poste quitté');
  await dialog.getByRole('button', { name: /^Libérer/ }).tap();
  await expect(held).toBeHidden();
  await page.context().close();
});
