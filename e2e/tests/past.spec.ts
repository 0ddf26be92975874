import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { film } from '../film.ts';
import { expect, live, testOnOwnProduct } from '../fixtures.ts';
import { claim } from '../screens.ts';

const test = testOnOwnProduct();

const band = (page: Page) => page.getByRole('region', { name: 'Lecture du passé' });
const marker = (page: Page) => page.getByRole('slider', { name: 'Instant montré sur la frise' });
const notLive = (page: Page) => band(page).getByText('Passé, pas en direct');

/** Moves the marker by the arrow until it stands at this second. */
async function leadTo(page: Page, ms: number): Promise<void> {
  const text = new Date(ms).toLocaleTimeString('fr-FR', { timeZone: 'Europe/Paris' });
  await expect(async () => {
    if ((await marker(page).getAttribute('aria-valuetext')) !== text) {
      await marker(page).press('ArrowLeft');
    }
    expect(await marker(page).getAttribute('aria-valuetext')).toBe(text);
  }).toPass({ intervals: [0] });
}

async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
}

test('[TIME-1] the frieze is dragged into the past, played, and left by one key', async ({
  signIn,
  seed,
}, info) => {
  await seed.ticket('Déjà là avant');
  const agent = await signIn('lefevre', { path: '/file' });
  const unclaimed = Date.now();
  await claim(agent, 'Déjà là avant');
  const officer = await signIn('morel', { path: '/supervision', theme: 'dark' });
  const desk = officer.getByRole('article', { name: /Lefèvre/ });
  await expect(desk.getByText('Déjà là avant')).toBeVisible();
  const cut = await film(officer, info.outputPath('frieze'));
  // By the keyboard, second by second, to where the lock was not yet taken.
  await leadTo(officer, unclaimed);
  await expect(notLive(officer)).toBeVisible();
  await expect(live(officer)).toBeVisible();
  await expect(desk.getByText('Déjà là avant')).toBeHidden();
  await expect(officer).toHaveURL(/instant=/);

  // Nothing can be ordered about the past.
  await expect(officer.getByRole('button', { name: /^Consigne/ })).toBeHidden();
  await officer.locator('[data-desk]').first().focus();
  await officer.keyboard.press('t');
  await expect(officer.getByRole('dialog')).toBeHidden();
  expect(await findings(officer)).toEqual([]);

  // Played on, the lock is taken again, until the present has been reached.
  await band(officer).getByLabel('Vitesse de lecture').selectOption('×60');
  await notLive(officer).click();
  await officer.keyboard.press('Escape');
  await expect(band(officer)).toBeHidden();
  await leadTo(officer, unclaimed);
  await expect(desk.getByText('Déjà là avant')).toBeHidden();
  await band(officer).getByRole('button', { name: /Lire/ }).click();
  await expect(desk.getByText('Déjà là avant')).toBeVisible();
  await expect(band(officer)).toBeHidden();
  await expect(live(officer)).toBeVisible();
  await cut();
});

test('[TIME-1] the pointer drags the marker; D leads back; the keys are listed', async ({
  signIn,
}) => {
  const officer = await signIn('morel', { path: '/supervision' });
  const at = async () => Number(await marker(officer).getAttribute('aria-valuenow'));
  const before = await at();
  const box = await marker(officer).boundingBox();
  if (!box) throw new Error('the marker is not drawn');
  await officer.mouse.move(box.x, box.y + box.height / 2);
  await officer.mouse.down();
  await officer.mouse.move(box.x - 3, box.y + box.height / 2, { steps: 3 });
  await officer.mouse.up();
  await expect(band(officer)).toBeVisible();
  expect(await at()).toBeLessThan(before);
  await officer.keyboard.press('?');
  await expect(
    officer.getByRole('dialog').getByText('Passé : revenir au direct').first(),
  ).toBeVisible();
  await officer.keyboard.press('Escape');
  await expect(officer.getByRole('dialog')).toBeHidden();
  await officer.keyboard.press('d');
  await expect(band(officer)).toBeHidden();
  await expect(officer).not.toHaveURL(/instant=/);
});

test('[TIME-1] a link to an instant opens it for whoever may see it; a P0 of the present is told all the same', async ({
  signIn,
  seed,
}) => {
  const commissioner = await signIn('delmas', { path: '/supervision' });
  await marker(commissioner).press('ArrowLeft');
  await marker(commissioner).press('ArrowLeft');
  await expect(notLive(commissioner)).toBeVisible();
  await expect(commissioner).toHaveURL(/instant=/);
  const { search } = new URL(commissioner.url());

  const lead = await signIn('rousseau', { path: `/supervision${search}` });
  await expect(notLive(lead)).toBeVisible();
  await expect(band(lead).getByRole('button', { name: 'Consultations' })).toBeHidden();
  await seed.ticket('Au secours', { text: 'Au secours, il est en train de me frapper.' });
  await expect(
    lead.getByRole('region', { name: 'Alerte P0' }).getByText('Au secours'),
  ).toBeVisible();
  await expect(notLive(lead)).toBeVisible();

  await band(commissioner).getByRole('button', { name: 'Consultations' }).click();
  await expect(commissioner.getByRole('dialog', { name: 'Qui consultait quoi' })).toBeVisible();
  await commissioner.keyboard.press('Escape');

  const agent = await signIn('lefevre', { path: `/supervision${search}` });
  await expect(agent.getByText('En direct').first()).toBeVisible();
  await expect(band(agent)).toBeHidden();
});

test('[TIME-1] any instant is picked by date and time; the hour that never was is refused by name', async ({
  signIn,
}) => {
  const officer = await signIn('morel', { path: '/supervision' });
  await expect(marker(officer)).toBeVisible();
  await officer.keyboard.press('i');
  const dialog = officer.getByRole('dialog', { name: 'Revoir un instant' });
  await dialog.getByLabel('Date et heure (Paris)').fill('2026-03-29T02:30:00');
  await dialog.getByRole('button', { name: 'Montrer' }).click();
  await expect(dialog.getByText(/Cette heure n’a pas existé/)).toBeVisible();
  await dialog.getByLabel('Date et heure (Paris)').fill('2026-03-29T04:30:00');
  await dialog.getByRole('button', { name: 'Montrer' }).click();
  await expect(band(officer).getByRole('alert')).toContainText('ne remonte pas');
  await officer.keyboard.press('d');
  await expect(band(officer)).toBeHidden();
});

for (const [width, height] of [
  [1600, 1000],
  [1280, 800],
  [390, 844],
] as const) {
  test(`[TIME-1] the past fits on ${String(width)} × ${String(height)}`, async ({
    signIn,
  }, info) => {
    for (const theme of ['light', 'dark'] as const) {
      const officer = await signIn('morel', { theme, path: '/supervision' });
      await officer.setViewportSize({ width, height });
      await marker(officer).press('ArrowLeft');
      await expect(notLive(officer)).toBeVisible();
      expect(await findings(officer)).toEqual([]);
      const wide = await officer.evaluate(() => document.documentElement.scrollWidth);
      expect(wide).toBeLessThanOrEqual(width);
      await officer.screenshot({ path: info.outputPath(`past-${theme}.png`) });
    }
  });
}
