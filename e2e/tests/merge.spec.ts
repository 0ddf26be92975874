import type { Page } from '@playwright/test';
import { findings } from '../accessibility.ts';
import { expect, testOnOwnProduct } from '../fixtures.ts';
import { openTicket, openTicketId, rowOf } from '../screens.ts';

const test = testOnOwnProduct();

const marie = { name: 'Marie Durand', address: 'marie@exemple.example' };
const luc = { name: 'Luc Petit', address: 'luc@exemple.example' };
const bike = 'On m’a volé mon vélo rouge rue des Lilas hier soir, que dois-je faire à présent ?';

const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name });

async function numberOf(page: Page): Promise<string> {
  const file = await page.request.get(`/api/tickets/${openTicketId(page)}`);
  return ((await file.json()) as { card: { number: string } }).card.number;
}

/** Looks at what stands open as it is in the other theme as well: axe finds nothing in either. */
async function isClean(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    expect(await findings(page), `${name}, ${colorScheme}`).toEqual([]);
    const { VIGIE_SHOTS: folder } = process.env;
    if (folder) await page.screenshot({ path: `${folder}/${name}-${colorScheme}.png` });
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('[MAIL-5] a probable duplicate is merged, and parted again to where it came from, by the keyboard alone', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Vélo volé', { from: marie, text: bike });
  const page = await signIn('lefevre', { path: '/file' });
  await expect(rowOf(page, 'Vélo volé')).toBeVisible();
  await seed.ticket('Encore le vélo', { from: marie, text: `${bike} Merci d’avance.` });
  await openTicket(page, 'Encore le vélo');
  const second = await numberOf(page);
  const duplicates = page.getByRole('region', { name: 'Doublon probable' });
  await expect(duplicates.getByText(/semblable à \d\d %/)).toBeVisible();
  await isClean(page, 'duplicate');

  await page.keyboard.press('m');
  const merge = dialogOf(page, 'Fusionner deux dossiers');
  await expect(merge.getByRole('radio', { name: /Vélo volé/ }).first()).toBeChecked();
  await expect(merge.getByText('Les expéditeurs diffèrent')).toBeHidden();
  await isClean(page, 'merge');
  await merge.getByRole('button', { name: 'Fusionner' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Vélo volé' })).toBeVisible();
  await expect(page.getByText('Merci d’avance.')).toBeVisible();
  await expect(page.getByText('fusionné ici', { exact: true })).toBeVisible();
  await expect(rowOf(page, 'Encore le vélo')).toBeHidden();
  await isClean(page, 'merged');

  await page.keyboard.press('d');
  const split = dialogOf(page, 'Détacher des courriels');
  const mail = split.getByRole('checkbox', { name: /Merci d’avance/ });
  await mail.focus();
  await page.keyboard.press('Space');
  await expect(
    split.getByRole('radio', { name: `leur dossier d’origine, n° ${second}` }),
  ).toBeChecked();
  await isClean(page, 'split');
  await split.getByRole('button', { name: 'Détacher' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Encore le vélo' })).toBeVisible();
  await expect(page.getByText('Merci d’avance.')).toBeVisible();
  await expect(rowOf(page, 'Vélo volé')).toBeVisible();
});

test('[MAIL-5] tickets of two senders are linked by number, the link ends on both sides, and a merge says that they differ', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Tapage du troisième', { from: marie });
  await seed.ticket('Bruit au-dessus', { from: luc });
  const page = await signIn('lefevre', { path: '/file' });
  await openTicket(page, 'Bruit au-dessus');
  const number = await numberOf(page);
  await openTicket(page, 'Tapage du troisième');
  const first = await numberOf(page);

  await page.keyboard.press('i');
  const link = dialogOf(page, 'Lier à un autre dossier');
  await link.getByLabel(/^Numéro du dossier/).fill('26-11-999999');
  await expect(link.getByText('Aucun dossier que vous puissiez voir')).toBeVisible();
  await isClean(page, 'link-unknown');
  await link.getByLabel(/^Numéro du dossier/).fill(number);
  await expect(link.getByText('Bruit au-dessus')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(link).toBeHidden();
  await expect(page.getByText('même affaire')).toBeVisible();
  await isClean(page, 'linked');
  await openTicket(page, 'Bruit au-dessus');
  await page.getByRole('button', { name: `Retirer le lien avec le n° ${first}` }).press('Enter');
  await expect(page.getByText('même affaire')).toBeHidden();
  await openTicket(page, 'Tapage du troisième');
  await expect(page.getByText('même affaire')).toBeHidden();

  await page.keyboard.press('m');
  const merge = dialogOf(page, 'Fusionner deux dossiers');
  await merge.getByLabel(/^Numéro du dossier/).fill(number);
  await expect(merge.getByText('Les expéditeurs diffèrent')).toBeVisible();
  await isClean(page, 'merge-senders');
  await page.keyboard.press('Escape');
  await expect(merge).toBeHidden();
});

test('[MAIL-5] a link that the service suggests is dismissed by whoever reads it, on both sides', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Portail forcé', { from: marie });
  const page = await signIn('lefevre', { path: '/file' });
  await openTicket(page, 'Portail forcé');
  const number = await numberOf(page);
  // Whoever writes another's number gets a ticket of their own, and a suggestion.
  await seed.ticket(`Re: Portail forcé [n° ${number}] vu`, { from: luc });
  await openTicket(page, `[n° ${number}] vu`);
  await expect(page.getByText('lien proposé')).toBeVisible();
  await isClean(page, 'suggested');
  const dismiss = page.getByRole('button', { name: `Retirer le lien avec le n° ${number}` });
  await dismiss.press('Enter');
  await expect(page.getByText('lien proposé')).toBeHidden();
  await page.goto('/file');
  await rowOf(page, 'Portail forcé').filter({ hasNotText: 'vu' }).click();
  await expect(page.getByText('lien proposé')).toBeHidden();
});
