import { findings, scrollsSideways } from '../accessibility.ts';
import { expect, testOnOwnProduct } from '../fixtures.ts';

const test = testOnOwnProduct();

test('[SRCH-1] all mails are searched with filters that stand in the address, by the keyboard alone', async ({
  signIn,
  seed,
}) => {
  const text = 'Une théière ébréchée était sur le trottoir.';
  const attachments = [{ filename: 'plan.txt', content: 'plan' }];
  await seed.ticket('Trésor trouvé', { text, from: 'Inès Lefèvre <ines@exemple.example>' });
  await seed.ticket('Trésor perdu', { text, attachments, from: 'Luc Petit <luc@exemple.example>' });
  const page = await signIn('lefevre', { path: '/file' });
  for (const subject of ['Trésor trouvé', 'Trésor perdu']) {
    await expect(page.getByText(subject).first()).toBeVisible();
  }
  await page.keyboard.press('Control+k');
  const palette = page.getByRole('dialog', { name: 'Commandes et recherche' });
  await palette.getByRole('combobox', { name: 'Commandes et recherche' }).fill('theiere ebrechee');
  await palette.getByRole('option', { name: 'Chercher dans tous les courriels' }).click();
  await expect(page).toHaveURL(/\/recherche\?q=theiere\+ebrechee$/);
  const results = page.getByRole('list', { name: 'Dossiers' }).getByRole('link');
  await expect(results).toHaveCount(2);

  await page.getByLabel('Expéditeur').fill('lefevre');
  await page.keyboard.press('Tab');
  await expect(results).toHaveCount(1);
  await expect(page).toHaveURL(/expediteur=lefevre/);
  await page.reload();
  await expect(results).toHaveText([/Trésor trouvé/]);
  await page.getByRole('button', { name: 'Effacer' }).press('Enter');
  await expect(results).toHaveCount(2);
  await page.getByLabel('Avec pièces jointes').press('Space');
  await expect(results).toHaveText([/Trésor perdu/]);
  await page.goBack();
  await expect(results).toHaveCount(2);
  await page.getByLabel('Sens').selectOption('Envoyés');
  await expect(page.getByText('Rien ne correspond.')).toBeVisible();
  await page.goBack();
  await expect(results).toHaveCount(2);

  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page)).toEqual([]);
    const { VIGIE_SHOTS: folder } = process.env;
    if (folder) await page.screenshot({ path: `${folder}/search-${colorScheme}.png` });
  }
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await scrollsSideways(page)).toBe(false);
  const { VIGIE_SHOTS: folder } = process.env;
  if (folder) await page.screenshot({ path: `${folder}/search-phone.png` });

  const words = page.getByRole('searchbox');
  await words.fill('teiere ebrechee');
  await words.press('Enter');
  await expect(page.getByText('Aucun courriel ne contient ces mots tels quels')).toBeVisible();
  await words.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Trésor perdu' })).toBeVisible();
});

test('[SYNC-4] the search shows restricted tickets to the cleared alone, whatever filter is asked', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Il me frappe', { text: 'Mon mari me tape, la pendule mauve est cassée.' });
  await seed.ticket('Pendule mauve perdue');
  const [cleared, uncleared] = [await signIn('delmas'), await signIn('diallo')];
  for (const [page, count] of [
    [cleared, 2],
    [uncleared, 1],
  ] as const) {
    await page.goto('/recherche?q=pendule+mauve&sens=in');
    await expect(page.getByRole('link', { name: /Pendule mauve perdue/ })).toBeVisible();
    await expect(page.getByRole('list', { name: 'Dossiers' }).getByRole('link')).toHaveCount(count);
  }
});
