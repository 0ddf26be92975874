import { demoPassword } from '@vigie/server/demo/staff';
import { expect, live, testOnOwnProduct } from '../fixtures.ts';

const test = testOnOwnProduct();

test('[ACCESS-2] a wrong password is refused without saying what was wrong', async ({
  browser,
  product,
}) => {
  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByLabel('Identifiant').fill('lefevre');
  await page.getByLabel('Mot de passe').fill('pas le bon');
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(page.getByText('Identifiant ou mot de passe incorrect.')).toBeVisible();
  await context.close();
});

test('[ACCESS-1] each role sees the screens that are its own', async ({ signIn }) => {
  const screens: Record<string, readonly string[]> = {
    delmas: ['Supervision', 'File', 'Relève', 'Service', 'Main courante', 'Statistiques'],
    morel: ['Supervision', 'File', 'Relève', 'Service', 'Main courante', 'Statistiques'],
    rousseau: ['Supervision', 'File', 'Relève', 'Service', 'Main courante', 'Statistiques'],
    fournier: ['File', 'Relève', 'Service'],
    diallo: ['File', 'Relève', 'Service'],
  };
  for (const [login, names] of Object.entries(screens)) {
    const page = await signIn(login);
    const links = page.getByRole('navigation', { name: 'Écrans' }).getByRole('link');
    await expect(links).toHaveText([...names]);
  }
});

test('[ACCESS-1] the commissioner adds a person, who chooses a password at the first sign-in', async ({
  signIn,
  browser,
  product,
}) => {
  const commissioner = await signIn('delmas', { path: '/effectif' });
  await commissioner.getByRole('button', { name: 'Ajouter une personne' }).click();
  const form = commissioner.getByRole('dialog');
  await form.getByLabel('Grade').fill('Gpx');
  await form.getByLabel('Nom', { exact: true }).fill('N’Guessan-Brémont');
  await form.getByLabel('Identifiant').fill('nguessan');
  await form.getByLabel(/^Alias/).fill('Agent 1099999');
  await form.getByLabel('Brigade').selectOption({ index: 1 });
  await form.getByRole('button', { name: /Enregistrer|Ajouter/ }).click();
  const shown = commissioner.getByRole('dialog', { name: 'Mot de passe à usage unique' });
  const password =
    (await shown.locator('code, output, [data-password]').first().textContent()) ?? '';

  const context = await browser.newContext({ baseURL: product.url });
  const page = await context.newPage();
  await page.goto('/');
  await page.getByLabel('Identifiant').fill('nguessan');
  await page.getByLabel('Mot de passe').fill(password.trim());
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await page.getByLabel('Mot de passe actuel').fill(password.trim());
  await page.getByLabel('Nouveau mot de passe', { exact: true }).fill(`${demoPassword}-nouveau`);
  await page.getByLabel('Nouveau mot de passe, à nouveau').fill(`${demoPassword}-nouveau`);
  await page.getByRole('button', { name: /Changer|Enregistrer/ }).click();
  await expect(live(page)).toBeVisible();
  await context.close();
});
