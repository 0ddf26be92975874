import type { Locator, Page } from '@playwright/test';
import { demoPassword } from '@vigie/server/demo/staff';
import { findings } from '../accessibility.ts';
import { expect, testOnOwnProduct } from '../fixtures.ts';
import { threeAtScreens } from '../relief-screens.ts';
import { claim } from '../screens.ts';

const test = testOnOwnProduct();
/** More presses of Tab than any screen has places. */
const longestWay = 400;

/** Goes to a place by Tab alone, from wherever the keyboard is. */
async function reach(page: Page, place: Locator): Promise<void> {
  await expect(place).toBeVisible();
  for (let presses = 0; presses < longestWay; presses += 1) {
    if (await place.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${String(place)}`);
}

/** Signs by one's password, from the dialog that some key has opened. */
async function signByKeys(page: Page, button: string): Promise<void> {
  const dialog = page.getByRole('dialog', { name: button });
  await reach(page, dialog.getByLabel('Votre mot de passe'));
  await page.keyboard.type(demoPassword);
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
}

/** axe in both themes, at a desk and on a tablet held upright. */
async function isReadableByAll(page: Page, state: string): Promise<void> {
  const desk = page.viewportSize();
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    for (const size of [
      { width: 1600, height: 1000 },
      { width: 820, height: 1180 },
    ]) {
      await page.setViewportSize(size);
      expect(await findings(page), `${state}, ${colorScheme}, ${String(size.width)}`).toEqual([]);
    }
  }
  await page.emulateMedia({ colorScheme: 'light' });
  if (desk) await page.setViewportSize(desk);
}

test('[HAND-1] [HAND-2] the whole relief by keyboard alone: written, passed on, signed, taken over, signed', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Clavier : chien perdu');
  const { officer, outgoing, incoming } = await threeAtScreens(signIn);
  const [leaving] = outgoing;
  const [taking, taker] = incoming;
  await leaving.goto('/file');
  await claim(leaving, 'Clavier : chien perdu');
  for (const page of [leaving, taking]) {
    await page.goto('/releve');
    await expect(page.getByText('Sortant', { exact: true })).toBeVisible();
  }
  await isReadableByAll(officer, 'draft');

  // Words on the machine's line, and a line of one's own.
  const line = leaving.getByRole('listitem').filter({ hasText: 'Clavier : chien perdu' });
  await reach(leaving, line.getByRole('button', { name: 'Clavier : chien perdu' }));
  await leaving.keyboard.press('Enter');
  await reach(leaving, line.getByLabel('Prochaine étape'));
  await leaving.keyboard.type('rappeler la fourrière');
  await reach(leaving, leaving.getByRole('button', { name: /^Ajouter · Réponses attendues/ }));
  await leaving.keyboard.press('Enter');
  await reach(leaving, leaving.getByRole('textbox', { name: 'Consigne' }));
  await leaving.keyboard.type('réponse de la mairie');
  await expect(officer.getByText('rappeler la fourrière')).toBeVisible();
  await expect(officer.getByText('réponse de la mairie').first()).toBeVisible();

  // The lock, to who takes over.
  await reach(leaving, line.getByRole('button', { name: /^Suite du dossier/ }));
  await leaving.keyboard.press('Enter');
  const pass = leaving.getByRole('dialog', { name: /^Suite du dossier/ });
  await expect(pass).toBeVisible();
  await isReadableByAll(leaving, 'passing');
  await reach(leaving, pass.getByLabel('À qui', { exact: true }));
  await leaving.keyboard.type(`${taker.rank} ${taker.name}`);
  await reach(leaving, pass.getByRole('button', { name: 'Valider' }));
  await leaving.keyboard.press('Enter');
  await expect(pass).toBeHidden();
  await expect(officer.getByText(`→ ${taker.rank} ${taker.name}`)).toBeVisible();

  await leaving.keyboard.press('x');
  await signByKeys(leaving, 'Signer la passation');
  await expect(officer.getByText('signée du sortant').first()).toBeVisible();
  await isReadableByAll(officer, 'proposed');

  const boxes = taking.getByRole('checkbox', { name: /^Repris/ });
  await expect(boxes.first()).toBeEnabled();
  for (const box of await boxes.all()) {
    await reach(taking, box);
    await taking.keyboard.press('Space');
    await expect(box).toBeChecked();
  }
  await reach(taking, taking.getByRole('textbox', { name: 'Synthèse de l’entrant' }));
  await taking.keyboard.type('Un chien, une mairie.');
  await expect(officer.getByText('Un chien, une mairie.')).toBeVisible();
  await reach(taking, taking.getByRole('button', { name: 'Signer la reprise' }));
  await taking.keyboard.press('Enter');
  await signByKeys(taking, 'Signer la reprise');
  await expect(officer.getByText('scellée').first()).toBeVisible();
  await isReadableByAll(officer, 'sealed');
  await officer.goto('/releve');
  await expect(officer.getByRole('complementary').getByText('scellée').first()).toBeVisible();
  await isReadableByAll(officer, 'awaited');
});
