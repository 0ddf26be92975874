import type { Page } from '@playwright/test';
import { demoPassword } from '@vigie/server/demo/staff';
import { addAuthenticator, openFactorPanel } from '../authenticator.ts';
import { expect, live, testOnNamedProduct } from '../fixtures.ts';
import { threeAtScreens } from '../relief-screens.ts';

const test = testOnNamedProduct();

/** Gives whoever sits here a passkey on a device of this screen. */
async function makePasskey(page: Page): Promise<void> {
  await expect(live(page)).toBeVisible();
  await addAuthenticator(page);
  await openFactorPanel(page);
  const panel = page.getByRole('dialog', { name: 'Double authentification' });
  await panel.getByLabel('Nom de la clé').fill('Clé de la relève');
  await panel.getByLabel('Mot de passe actuel').last().fill(demoPassword);
  await page.keyboard.press('Enter');
  await expect(panel.getByText('Clé de la relève', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(panel).toBeHidden();
}

test('[HAND-2] both leads sign the relief by their passkeys; where the sheet changes meanwhile, nothing is signed', async ({
  signIn,
}) => {
  const { officer, outgoing, incoming } = await threeAtScreens(signIn);
  const [leaving] = outgoing;
  const [taking] = incoming;
  for (const page of [leaving, taking]) {
    await page.goto('/releve');
    await makePasskey(page);
  }

  // While the device is being asked, somebody else writes on the sheet.
  await leaving.route('**/api/signatures/options', async (route) => {
    const response = await route.fetch();
    await officer.getByRole('button', { name: /^Ajouter · Réponses attendues/ }).click();
    await expect(officer.getByRole('textbox', { name: 'Consigne' })).toBeVisible();
    await route.fulfill({ response });
  });
  await leaving.getByRole('button', { name: 'Signer la passation' }).click();
  const proposing = leaving.getByRole('dialog', { name: 'Signer la passation' });
  await proposing.getByRole('button', { name: 'Signer par clé d’accès' }).press('Enter');
  await expect(proposing.getByRole('alert')).toContainText('vient de changer');
  await leaving.unroute('**/api/signatures/options');
  await proposing.getByRole('button', { name: 'Signer par clé d’accès' }).press('Enter');
  await expect(proposing).toBeHidden();
  await expect(officer.getByText('signée du sortant').first()).toBeVisible();

  const boxes = taking.getByRole('checkbox', { name: /^Repris/ });
  await expect(boxes.first()).toBeEnabled();
  for (const box of await boxes.all()) {
    await box.check();
    await expect(box).toBeChecked();
  }
  await taking.getByRole('textbox', { name: 'Synthèse de l’entrant' }).fill('Rien ne presse.');
  await taking.getByRole('button', { name: 'Signer la reprise' }).click();
  const accepting = taking.getByRole('dialog', { name: 'Signer la reprise' });
  await accepting.getByRole('button', { name: 'Signer par clé d’accès' }).press('Enter');
  await expect(accepting).toBeHidden();
  await expect(officer.getByText('scellée').first()).toBeVisible();
});
