import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator, Page } from '@playwright/test';
import type { RosterRow } from '@vigie/shared/wire/roster';
import { findings } from '../accessibility.ts';
import { expect, testOnOwnProduct } from '../fixtures.ts';
import { dayMs, give, rosterOf } from '../roster-asks.ts';

const test = testOnOwnProduct();

const dateIn = (days: number) => new Date(Date.now() + days * dayMs).toISOString().slice(0, 10);
const french = (date: string) => date.split('-').reverse().join('/');
const rowOf = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });
const cellsOf = (page: Page, name: string) => rowOf(page, name).getByRole('gridcell');

async function choose(page: Page, file: string | Buffer): Promise<Locator> {
  const dialog = page.getByRole('dialog', { name: 'Importer les absences' });
  if (!(await dialog.isVisible())) {
    await page.getByRole('button', { name: 'Fichiers et réglages' }).click();
    await page.getByRole('menuitem', { name: 'Importer les absences' }).click();
  }
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: 'absences.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
  return dialog;
}

test('[ROST-2] a year’s absences are imported from a file: wrong lines are named and nothing is entered, then all of it is', async ({
  signIn,
}) => {
  const [far, next] = [dateIn(60), dateIn(61)];
  const clerk = await signIn('fournier', { path: `/service?du=${far}` });
  const wrong = [
    'identifiant;motif;du;au',
    `lefevre;maladie;${french(far)};`,
    `inconnue;vacances;${french(far)};`,
    `caron;CA;31/02/2027;`,
  ].join('\n');
  const dialog = await choose(clerk, wrong);
  await expect(dialog.getByText('Rien n’est importé : 2 lignes à corriger')).toBeVisible();
  await expect(dialog.getByRole('row', { name: /^Ligne 3/ })).toHaveCount(2);
  await expect(dialog.getByRole('row', { name: /^Ligne 4/ })).toContainText('31/02/2027');
  await expect(dialog.getByRole('button', { name: 'Importer', exact: true })).toBeDisabled();
  expect(await findings(clerk, '[role="dialog"]')).toEqual([]);
  expect((await absencesOn(clerk, far)).length).toBe(0);

  await choose(clerk, Buffer.from([0x50, 0x4b, 3, 4, 0, 0, 8, 0]));
  await expect(dialog.getByText(/n’est pas un texte/)).toBeVisible();

  // As a French spreadsheet saves it: Latin-1, semicolons, lines of Windows.
  const good = `Agent;Motif;Du;Au;Note\r\nLefèvre;Arrêt maladie;${french(far)};${french(next)};Opéré\r\n`;
  await choose(clerk, Buffer.from(good, 'latin1'));
  await expect(dialog.getByRole('row', { name: /Lefèvre/ })).toContainText('Opéré');
  await dialog.getByRole('button', { name: 'Importer 1 absence' }).click();
  await expect(dialog).toBeHidden();
  await expect(clerk.getByText('1 absence importée')).toBeVisible();
  expect((await absencesOn(clerk, far)).map(({ name }) => name)).toEqual(['Lefèvre']);
});

async function absencesOn(page: Page, date: string): Promise<RosterRow[]> {
  const answer = await page.request.get(`/api/roster?from=${date}&days=1`);
  const { rows } = (await answer.json()) as { rows: RosterRow[] };
  return rows.filter(({ cells }) => cells[0]?.absence);
}

test('[ROST-2] a file that only the rules refuse goes in by an exemption with its reason and compensation', async ({
  signIn,
}) => {
  const officer = await signIn('morel', { path: '/service' });
  const roster = await rosterOf(officer);
  const team = roster.rows.filter(({ teamId, role }) => teamId === 'NUIT-B' && role !== 'lead');
  const date = team[0]?.cells.find(({ duties }) => duties.length)?.date ?? '';
  const file = team
    .slice(0, 4)
    .map(({ name }) => `${name};CA;${french(date)};`)
    .join('\n');
  const dialog = await choose(officer, file);
  await expect(dialog.getByText('Effectif minimal').first()).toBeVisible();
  await dialog.getByRole('button', { name: 'Importer par dérogation' }).click();
  await expect(dialog.getByText('Une dérogation demande un motif')).toHaveCount(2);
  await dialog.getByLabel('Motif de la dérogation').fill('Mariage dans la brigade');
  await dialog.getByLabel('Compensation').fill('Renfort de jour');
  expect(await findings(officer, '[role="dialog"]')).toEqual([]);
  await dialog.getByRole('button', { name: 'Importer par dérogation' }).click();
  await expect(dialog).toBeHidden();
  expect((await absencesOn(officer, date)).length).toBeGreaterThanOrEqual(4);
});

test('[ROST-1] an absence is drawn over days, or chosen by Shift and arrows, and cancelled where it stands', async ({
  signIn,
}) => {
  const clerk = await signIn('fournier', { path: `/service?du=${dateIn(100)}` });
  const cells = cellsOf(clerk, 'Fontaine');
  await expect(cells.first()).toBeVisible();
  await drag(clerk, cells.nth(2), cells.nth(5));
  const dialog = clerk.getByRole('dialog', { name: /^Absence/ });
  await dialog.getByLabel('Motif').selectOption({ label: 'Congé de maladie' });
  await dialog.getByRole('button', { name: 'Enregistrer' }).click();
  for (const place of [2, 3, 4, 5]) await expect(cells.nth(place)).toHaveText('CM');
  await expect(cells.nth(6)).not.toHaveText('CM');

  await cells.nth(4).click();
  const cell = clerk.getByRole('dialog', { name: /Fontaine/ });
  await cell.getByRole('button', { name: 'Annuler la saisie' }).click();
  await expect(cell).toBeHidden();
  for (const place of [2, 3, 4, 5]) await expect(cells.nth(place)).not.toHaveText('CM');

  // The keyboard alone.
  await cells.nth(8).focus();
  await clerk.keyboard.press('Shift+ArrowRight');
  await clerk.keyboard.press('Shift+ArrowRight');
  await clerk.keyboard.press('Enter');
  await dialog.getByLabel('Motif').selectOption({ label: 'Congé de maladie' });
  await dialog.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  for (const place of [8, 9, 10]) await expect(cells.nth(place)).toHaveText('CM');
});

test('[ROST-2] to cancel what covers a shift asks for an exemption, as any other act against a rule does', async ({
  signIn,
  product,
}) => {
  const officer = await signIn('morel');
  const from = dateIn(200);
  const answer = await officer.request.get(`/api/roster?from=${from}&days=28`);
  const { rows } = (await answer.json()) as { rows: RosterRow[] };
  const team = rows.filter(({ teamId, role }) => teamId === 'NUIT-A' && role !== 'lead');
  const date = team[0]?.cells.find(({ duties }) => duties.length)?.date ?? '';
  const [one, other] = team;
  const exemption = { reason: 'Effectif réduit', compensation: 'Repos' };
  for (const row of [one, other]) {
    const absence = { personId: row?.id, absence: 'CM', from: date, to: date };
    await give(officer, product.url, { type: 'enter-absence', ...absence });
  }
  // Of the brigade that rests on that date.
  const helper = rows.find(({ name }) => name === 'Ferrand');
  const call = { type: 'order-replacement', personId: helper?.id, replaces: one?.id };
  const shiftId = `NUIT-A:${date}`;
  const called = await give(officer, product.url, { ...call, shiftId, exemption });
  expect(called).toMatchObject({ ok: true });

  await officer.goto(`/service?du=${date}`);
  await cellsOf(officer, 'Ferrand').and(officer.locator('[aria-label^="R,"]')).click();
  await officer.getByRole('button', { name: 'Annuler la saisie' }).click();
  const dialog = officer.getByRole('dialog', { name: 'Annuler la saisie' });
  await expect(dialog.getByText('Effectif minimal')).toBeVisible();
  await dialog.getByLabel('Motif de la dérogation').fill('Renfort de l’autre brigade');
  await dialog.getByLabel('Compensation').fill('Aucune');
  await dialog.getByRole('button', { name: 'Accorder la dérogation' }).click();
  await expect(dialog).toBeHidden();
  await expect(officer.getByText('Saisie annulée')).toBeVisible();
});

async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
  await from.hover();
  await page.mouse.down();
  await to.hover();
  await page.mouse.up();
}

test('[ROST-1] a past day is shown as it was known then, and as it is now again', async ({
  signIn,
  product,
}) => {
  const clerk = await signIn('fournier', { path: '/service' });
  const yesterday = dateIn(-1);
  const row = (await rosterOf(clerk)).rows.find(({ name }) => name === 'Jourdain');
  const absence = { personId: row?.id, absence: 'CM', from: yesterday, to: yesterday };
  expect(await give(clerk, product.url, { type: 'enter-absence', ...absence })).toMatchObject({
    ok: true,
  });
  await clerk.goto(`/service?du=${yesterday}`);
  const cell = cellsOf(clerk, 'Jourdain').and(clerk.locator('[aria-label^="CM"]'));
  await cell.click();
  await clerk.getByRole('button', { name: 'Tel que connu ce jour-là' }).click();
  await expect(clerk.getByText('Tel que connu le')).toBeVisible();
  await expect(cell).toHaveCount(0);
  expect(await findings(clerk)).toEqual([]);
  await clerk.getByRole('button', { name: 'Revenir à maintenant' }).click();
  await expect(cell).toHaveCount(1);
});

test('[ROST-1] the frame is changed from a date on, and what makes no sense is refused in words', async ({
  signIn,
}) => {
  const officer = await signIn('morel', { path: '/service' });
  await officer.getByRole('button', { name: 'Fichiers et réglages' }).click();
  await officer.getByRole('menuitem', { name: 'Cadre du service' }).click();
  const dialog = officer.getByRole('dialog', { name: 'Cadre du service' });
  expect(await findings(officer, '[role="dialog"]')).toEqual([]);
  const save = dialog.getByRole('button', { name: 'Enregistrer' });
  await save.click();
  await expect(dialog.getByRole('alert')).toHaveText('Rien n’a été modifié.');
  await dialog.getByLabel('Nombre de jours').fill('0');
  await save.click();
  await expect(dialog.getByRole('alert')).toHaveText('Un cycle compte au moins un jour.');
  await dialog.getByLabel('Nombre de jours').fill('14');
  await dialog.getByRole('checkbox', { name: 'Motif A, jour 1 travaillé' }).press('Space');
  await save.click();
  await expect(dialog.getByRole('alert')).toHaveText(/Personne en service au jour 1 du cycle/);
  await dialog.getByRole('checkbox', { name: 'Motif A, jour 1 travaillé' }).press('Space');
  await dialog.getByLabel('À compter du').fill(dateIn(30));
  await dialog.getByLabel('De nuit').fill('3');
  await dialog.getByLabel('Jours fériés').selectOption({ label: 'Alsace-Moselle' });
  await save.click();
  await expect(dialog).toBeHidden();
  const { plan } = await rosterOf(officer);
  expect(plan.holidays).toBe('alsace-moselle');
  expect(plan.cover.at(-1)).toMatchObject({ from: dateIn(30), value: { night: 3 } });
});

test('[ROST-1] somebody changes teams from a date on, and stands in the other team from then on', async ({
  signIn,
}) => {
  const from = dateIn(150);
  const officer = await signIn('morel', { path: `/service?du=${from}` });
  await cellsOf(officer, 'Weber').nth(3).click();
  await officer.getByRole('button', { name: 'Changement de brigade' }).click();
  const dialog = officer.getByRole('dialog', { name: /^Changement de brigade/ });
  await dialog.getByLabel('Nouvelle brigade').selectOption({ label: 'Brigade B · jour' });
  await dialog.getByLabel('Premier jour').fill(from);
  // Two teams' rests meet: on some dates the rules bar it, on others not.
  await expect(
    dialog.getByText('Règles respectées').or(dialog.getByText('Erreur')).first(),
  ).toBeVisible();
  if (await dialog.getByLabel('Motif de la dérogation').isVisible()) {
    await dialog.getByLabel('Motif de la dérogation').fill('Besoin du service');
    await dialog.getByLabel('Compensation').fill('Deux repos');
  }
  await dialog.getByRole('button', { name: 'Enregistrer' }).click();
  await expect(dialog).toBeHidden();
  const answer = await officer.request.get(`/api/roster?from=${dateIn(180)}&days=1`);
  const { rows } = (await answer.json()) as { rows: RosterRow[] };
  expect(rows.find(({ name }) => name === 'Weber')?.teamId).toBe('JOUR-B');
});

test('[ROST-1] on a phone the own roster is readable to everybody, and its calendar is one touch away', async ({
  signIn,
}) => {
  const page = await signIn('mercier', { path: '/service/moi' });
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByRole('region', { name: 'Mes vacations' })).toBeVisible();
  expect(await findings(page)).toEqual([]);
  await page.getByRole('button', { name: 'Créer un lien secret' }).click();
  const link = await page.getByText(/\/calendrier\//).textContent();
  const feed = await page.request.get(link?.trim() ?? '');
  expect(await feed.text()).toContain('BEGIN:VEVENT');
  await page.getByRole('button', { name: 'Révoquer' }).click();
  await expect(page.getByText('Aucun lien ouvert')).toBeVisible();
  expect((await page.request.get(link?.trim() ?? '')).status()).toBe(404);
});

test('every key of the roster stands on the page of all keys', async ({ signIn }) => {
  const clerk = await signIn('fournier', { path: '/service' });
  await expect(clerk.getByRole('grid')).toBeVisible();
  await clerk.keyboard.press('?');
  const keys = clerk.getByRole('dialog');
  for (const text of [
    'Nouvelle absence',
    'Se déplacer dans le tableau',
    'Choisir plusieurs jours',
  ]) {
    await expect(keys.getByText(text)).toBeVisible();
  }
});

test('in English no French is left on the screens of the roster', async ({ signIn, product }) => {
  const officer = await signIn('morel');
  await officer.context().addCookies([{ name: 'PARAGLIDE_LOCALE', value: 'en', url: product.url }]);
  for (const path of ['/service', '/service/moi']) {
    await officer.goto(path);
    await expect(officer.locator('main')).toContainText(/Rest|Balance/);
    expect(await frenchOn(officer)).toEqual([]);
  }
  await officer.goto('/service');
  await officer.locator('td[tabindex="0"]').press('Enter');
  await expect(officer.getByRole('dialog')).toBeVisible();
  expect(await frenchOn(officer)).toEqual([]);
  await officer.getByRole('dialog').getByRole('button', { name: 'Absence' }).click();
  await expect(officer.getByLabel('First day')).toBeVisible();
  expect(await frenchOn(officer)).toEqual([]);
  await officer.keyboard.press('Escape');
  await officer.getByRole('button', { name: 'Files and settings' }).click();
  await officer.getByRole('menuitem', { name: 'Frame of the service' }).click();
  await expect(officer.getByLabel('Number of days')).toBeVisible();
  expect(await frenchOn(officer)).toEqual([]);
});

/** Texts of the page that are French texts of the roster and nothing else, or hold a French word of its reasons. */
async function frenchOn(page: Page): Promise<string[]> {
  const read = (locale: string) =>
    JSON.parse(
      readFileSync(join(import.meta.dirname, `../../web/messages/roster.${locale}.json`), 'utf8'),
    ) as Record<string, unknown>;
  const [fr, en] = [read('fr'), read('en')];
  const alike = new Set(Object.values(en));
  const only = new Set(
    Object.values(fr).filter((text) => typeof text === 'string' && !alike.has(text)),
  );
  const texts = await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (walker.nextNode()) found.push(walker.currentNode.textContent?.trim() ?? '');
    const labels = [...document.querySelectorAll('[aria-label], [title]')].flatMap((element) => [
      element.getAttribute('aria-label') ?? '',
      element.getAttribute('title') ?? '',
    ]);
    // What somebody typed, such as the reason of an exemption, stays in their language.
    const typed = /^Exemption by /;
    return [...found, ...labels].filter((text) => text.length > 1 && !typed.test(text));
  });
  const french =
    /\b(du|le|vacation|repos|brigade|effectif|heures|jours?|nuit|absence de|dérogation)\b/i;
  // Teams are named by the settings, not by the screens.
  const said = texts.map((text) => text.replace(/(JOUR|NUIT)-[AB]/g, ''));
  return said.filter((text) => only.has(text) || french.test(text));
}
