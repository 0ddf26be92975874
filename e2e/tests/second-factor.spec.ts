import AxeBuilder from '@axe-core/playwright';
import { Secret, TOTP } from 'otpauth';
import { demoPassword } from '@vigie/server/demo/staff';
import { expect, live, testOnNamedProduct } from '../fixtures.ts';
import { addAuthenticator, openFactorPanel } from '../authenticator.ts';

const test = testOnNamedProduct();

test('[ACCESS-2] an app is registered by keyboard alone, and its code is asked for at the next sign-in', async ({
  signIn,
  browser,
  product,
}) => {
  const page = await signIn('morel');
  await openFactorPanel(page);
  const panel = page.getByRole('dialog', { name: 'Double authentification' });
  await expect(panel.getByText('Aucune application enregistrée.')).toBeVisible();
  await panel.getByLabel('Mot de passe actuel').first().fill(demoPassword);
  await page.keyboard.press('Enter');
  const key = (await panel.getByLabel('Clé à saisir').inputValue()).replaceAll(' ', '');
  const app = new TOTP({ secret: Secret.fromBase32(key) });
  await panel.getByLabel('Code affiché par l’application').fill(app.generate());
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('button', { name: 'Je les ai conservés' })).toBeVisible();
  const codes = await panel.getByRole('listitem').allTextContents();
  expect(codes).toHaveLength(10);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  const context = await browser.newContext({ baseURL: product.url });
  const other = await context.newPage();
  await other.goto('/');
  await other.getByLabel('Identifiant').fill('morel');
  await other.getByLabel('Mot de passe').fill(demoPassword);
  await other.keyboard.press('Enter');
  await other.getByLabel('Code à usage unique').fill('000000');
  await other.keyboard.press('Enter');
  await expect(other.getByText('Code incorrect ou déjà utilisé')).toBeVisible();
  await other.getByLabel('Code à usage unique').fill((codes[0] ?? '').trim());
  await other.keyboard.press('Enter');
  await expect(live(other)).toBeVisible();
  await context.close();
});

test('[ACCESS-2] a passkey is registered, signs in without a password, and is then asked for', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await addAuthenticator(page);
  await page.goto('/');
  await page.getByLabel('Identifiant').fill('rousseau');
  await page.getByLabel('Mot de passe').fill(demoPassword);
  await page.keyboard.press('Enter');
  await expect(live(page)).toBeVisible();
  await openFactorPanel(page);
  const panel = page.getByRole('dialog', { name: 'Double authentification' });
  await panel.getByLabel('Nom de la clé').fill('Poste 12');
  await panel.getByLabel('Mot de passe actuel').last().fill(demoPassword);
  await page.keyboard.press('Enter');
  await expect(panel.getByRole('listitem').getByText('Poste 12', { exact: true })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await context.clearCookies();
  await page.goto('/');
  await page.getByLabel('Identifiant').fill('rousseau');
  await page.getByLabel('Mot de passe').fill(demoPassword);
  await page.keyboard.press('Enter');
  await expect(page.getByText('Une clé d’accès est enregistrée')).toBeVisible();
  await page.getByRole('button', { name: 'Utiliser une clé d’accès' }).click();
  await expect(live(page)).toBeVisible();

  await context.close();
});
