import AxeBuilder from '@axe-core/playwright';
import { expect, testOnOwnProduct } from '../fixtures.ts';
import { claim, composer } from '../screens.ts';

const test = testOnOwnProduct();

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

test('[ACCESS-1] a clerk corrects an answer sheet; past its review it is put into an answer only after a warning', async ({
  signIn,
  seed,
}) => {
  const clerk = await signIn('fournier', { path: '/administration/fiches' });
  await clerk.getByLabel('Fiche Objets perdus', { exact: true }).fill('Service des objets trouvés');
  await clerk.getByLabel('Revue de la fiche Objets perdus', { exact: true }).fill('2026-01-31');
  await clerk.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(clerk.getByText('Réglages enregistrés')).toBeVisible();
  const { violations } = await new AxeBuilder({ page: clerk }).include('main').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);

  await seed.ticket('Objet perdu : mes clés', { text: 'Bonjour, j’ai perdu mes clés.' });
  const agent = await signIn('mercier', { path: '/file' });
  await claim(agent, 'Objet perdu : mes clés');
  await expect(agent.getByText('Service des objets trouvés')).toBeVisible();
  await agent.getByRole('button', { name: /^Orienter/ }).click();
  const dialog = agent.getByRole('dialog');
  await dialog.getByRole('option', { name: /Objets perdus/ }).click();
  await expect(dialog.getByRole('alert')).toContainText('Objets perdus');
  await dialog.getByRole('button', { name: 'Insérer quand même' }).click();
  await expect(composer(agent)).toHaveValue(/- Service des objets trouvés/);
});
