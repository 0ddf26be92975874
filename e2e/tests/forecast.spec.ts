import AxeBuilder from '@axe-core/playwright';
import { expect, testOnOwnProduct } from '../fixtures.ts';

const test = testOnOwnProduct();

const sizes = [
  { width: 1600, height: 1000 },
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

test('[MET-4] the queue at the relief, the targets and what may be late stand on the supervision', async ({
  signIn,
}) => {
  const officer = await signIn('morel', { path: '/supervision' });
  const panel = officer.getByRole('region', { name: 'Prévision' });
  await expect(panel.getByText(/à prendre, entre \d+ et \d+/)).toBeVisible();
  await expect(panel.getByText(/à la relève de \d\d:\d\d/)).toBeVisible();
  await expect(panel.getByText(/^80 % : /)).toBeVisible();
  for (const priority of ['P0', 'P1', 'P2', 'P3']) {
    await expect(panel.getByRole('definition').filter({ hasText: priority })).toContainText('%');
  }
  await panel.getByRole('button', { name: /retard/ }).press('Enter');
  const dialog = officer.getByRole('dialog', { name: /^Prévision à la relève/ });
  await expect(dialog.getByRole('table', { name: 'D’ici la relève, par heure' })).toBeVisible();
  await officer.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('[MET-4] « et si… » is asked and answered from the keyboard alone', async ({ signIn }) => {
  const officer = await signIn('morel', { path: '/supervision' });
  await expect(officer.getByRole('button', { name: /^Et si…/ })).toBeVisible();
  await officer.keyboard.press('e');
  const dialog = officer.getByRole('dialog', { name: 'Et si…' });
  await expect(dialog.getByLabel('Renforts')).toBeChecked();
  await dialog.getByLabel('Afflux').press('Space');
  await dialog.getByLabel('Fois l’ordinaire').fill('5');
  await dialog.getByLabel('Fois l’ordinaire').press('Enter');
  const table = dialog.getByRole('table', { name: /^Comparaison/ });
  await expect(table.getByRole('row', { name: /^À prendre/ }).getByRole('cell')).toHaveCount(2);
  await dialog.getByLabel('Afflux').press('Space');
  await dialog.getByLabel('Renforts').press('Space');
  await dialog.getByRole('button', { name: 'Comparer' }).press('Enter');
  await expect(dialog.getByRole('alert')).toHaveText('Choisissez au moins un changement.');
  await officer.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('[MET-4] the palette and the list of keys name the question', async ({ signIn }) => {
  const officer = await signIn('morel', { path: '/supervision' });
  await expect(officer.getByRole('button', { name: /^Et si…/ })).toBeVisible();
  await officer.keyboard.press('Shift+?');
  await expect(officer.getByRole('dialog').getByText('Prévoir avec des changements')).toBeVisible();
  await officer.keyboard.press('Escape');
  await officer.keyboard.press('Control+k');
  await officer.keyboard.type('prevoir');
  await officer.keyboard.press('Enter');
  await expect(officer.getByRole('dialog', { name: 'Et si…' })).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`[MET-4] axe finds nothing on the forecast and its dialogs, ${theme}, at three sizes`, async ({
    signIn,
  }) => {
    const officer = await signIn('morel', { path: '/supervision', theme });
    const panel = officer.getByRole('region', { name: 'Prévision' });
    await expect(panel.getByText(/à prendre, entre/)).toBeVisible();
    for (const size of sizes) {
      await officer.setViewportSize(size);
      await panel.getByRole('button', { name: /^Et si…/ }).click();
      await officer.getByRole('button', { name: 'Comparer' }).click();
      await expect(officer.getByRole('table', { name: /^Comparaison/ })).toBeVisible();
      expect((await new AxeBuilder({ page: officer }).analyze()).violations).toEqual([]);
      await officer.keyboard.press('Escape');
      await panel.getByRole('button', { name: /retard/ }).click();
      await expect(officer.getByRole('dialog')).toBeVisible();
      expect((await new AxeBuilder({ page: officer }).analyze()).violations).toEqual([]);
      await officer.keyboard.press('Escape');
      await expect(officer.getByRole('dialog')).toBeHidden();
    }
  });
}

test('[MET-4] agents are not offered the forecast', async ({ signIn }) => {
  const agent = await signIn('lefevre', { path: '/supervision' });
  await expect(agent.getByText('Votre rôle ne donne pas accès à la supervision.')).toBeVisible();
  expect((await agent.request.get('/api/forecast')).status()).toBe(403);
});
