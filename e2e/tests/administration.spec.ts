import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '../fixtures.ts';

test('[LOG-1] a changed setting says who, when, before and after, and counts at once', async ({
  signIn,
}) => {
  const page = await signIn('delmas');
  await page.goto('/administration/verrous');
  const field = page.getByRole('textbox', { name: 'Retour réservé au même agent' });
  await expect(field).toHaveValue('600');
  await field.fill('86401');
  await expect(page.getByText('Attendu : un nombre entier de 0 à 86400')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Enregistrer' })).toBeDisabled();
  await field.fill('300');
  await page.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(page.getByText('Réglages enregistrés')).toBeVisible();
  await page.getByRole('button', { name: 'Historique : Retour réservé au même agent' }).click();
  const row = page.getByRole('dialog').getByRole('row').nth(1);
  await expect(row).toContainText('Delmas');
  await expect(row).toContainText('600 s');
  await expect(row).toContainText('300 s');
});

test('[MAIL-2] the ledger of each mailbox stands on the health page', async ({ signIn }) => {
  const page = await signIn('delmas');
  await page.goto('/administration/sante');
  await expect(page.getByRole('group', { name: 'Registre des courriels' })).toContainText(
    'Joignable',
  );
  const { violations } = await new AxeBuilder({ page }).include('main').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
});
