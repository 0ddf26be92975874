import type { Page } from '@playwright/test';
import type { RosterAnswer, RosterRow } from '@vigie/shared/wire/roster';
import { findings } from '../accessibility.ts';
import { expect, testOnOwnProduct } from '../fixtures.ts';
import { dayMs, give, passes, rosterOf } from '../roster-asks.ts';
import { openTicket } from '../screens.ts';

const test = testOnOwnProduct();

const idOf = (row: RosterRow) => row.id;
const worksOn = (date: string) => (row: RosterRow) =>
  row.cells.some((cell) => cell.date === date && cell.duties.length > 0);
const cellOf = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(name) });

test('[ROST-3] an absence entered by keyboard makes a hole on every screen, and one click closes it', async ({
  signIn,
  product,
}) => {
  const officer = await signIn('morel', { path: '/service' });
  const clerk = await signIn('fournier', { path: '/service' });
  const roster = await rosterOf(officer);
  const night = roster.rows.filter(({ teamId }) => teamId === 'NUIT-A');
  const date = night[0]?.cells.find(({ duties }) => duties.length)?.date ?? '';
  // Four of six must be there: two are sick already, the third makes the hole.
  const [last, ...sick] = night.filter((row) => row.role !== 'lead' && worksOn(date)(row));
  if (!last) throw new Error('the night has nobody on duty');
  for (const row of sick.slice(0, 2)) {
    const absence = { personId: idOf(row), absence: 'CM', from: date, to: date };
    expect(await give(officer, product.url, { type: 'enter-absence', ...absence })).toMatchObject({
      ok: true,
    });
  }

  await officer.goto(`/service?du=${date}`);
  const row = cellOf(officer, last.name);
  await row.getByRole('gridcell').nth(3).focus();
  await officer.keyboard.press('Home');
  await officer.keyboard.press('Enter');
  const cell = officer.getByRole('dialog');
  await expect(cell).toContainText(last.name);
  await cell.getByRole('button', { name: 'Absence' }).press('Enter');
  await officer.getByLabel('Motif').selectOption({ label: 'Congé de maladie' });
  await officer.getByLabel('Motif').press('Enter');
  await officer.getByRole('button', { name: 'Enregistrer' }).press('Enter');
  await expect(row.getByRole('gridcell').first()).toHaveText('CM');

  const holes = clerk.getByRole('region', { name: 'Manques à couvrir' });
  const hole = holes.getByRole('listitem').filter({ hasText: '3 sur 5' });
  await expect(hole.first()).toBeVisible();
  await expect(
    officer
      .getByRole('row', { name: /^Nuit, sur/ })
      .getByRole('gridcell')
      .first(),
  ).toHaveText(/3/);
  await hole.getByRole('button', { name: / / }).and(clerk.locator('ul ul button')).first().click();
  await expect(hole).toHaveCount(0);
  await expect(
    officer
      .getByRole('region', { name: 'Manques à couvrir' })
      .getByRole('listitem')
      .filter({ hasText: '3 sur 5' }),
  ).toHaveCount(0);
});

test('[ROST-1] a swap is asked by one, agreed by the other, approved by the command', async ({
  signIn,
  product,
}) => {
  const asker = await signIn('petit', { path: '/service/moi' });
  const roster = await rosterOf(asker);
  const petit = roster.rows.find(({ name }) => name === 'Petit');
  const bertin = roster.rows.find(({ name }) => name === 'Bertin');
  if (!petit || !bertin) throw new Error('the demonstration has no Petit or no Bertin');
  const other = await signIn('bertin');
  const pair = await lawfulSwap({ asker, other }, product.url, petit, bertin);

  await asker.getByRole('button', { name: 'Demander' }).click();
  const form = asker.getByRole('dialog');
  await form.getByLabel('Vacation cédée').selectOption(pair.shiftId);
  await form.getByLabel('Avec').selectOption(bertin.id);
  await form.getByLabel('Vacation prise en échange').selectOption(pair.withShiftId);
  await form.getByRole('button', { name: 'Demander la permutation' }).click();
  await expect(form).toBeHidden();

  await other.goto('/service/moi');
  await other.getByRole('button', { name: 'Accepter' }).click();
  await expect(other.getByText(/acceptée, à approuver/)).toBeVisible();

  const officer = await signIn('morel', { path: '/service' });
  const swaps = officer.getByRole('region', { name: 'Permutations' });
  const swap = swaps.locator('.swap').filter({ hasText: 'Gpx Petit ↔ Brg Bertin' });
  await expect(swap.getByText('règles respectées des deux côtés')).toBeVisible();
  await swap.getByRole('button', { name: 'Approuver' }).click();
  await expect(swap).toHaveCount(0);
  await expect(asker.getByText(/^Permutation, Jour/)).toBeVisible();
});

/** Two shifts that these two may exchange without breaking a rule: each is told of their own side. */
async function lawfulSwap(
  { asker, other }: Record<'asker' | 'other', Page>,
  url: string,
  one: RosterRow,
  two: RosterRow,
) {
  const shiftsOf = (row: RosterRow) =>
    row.cells.flatMap(({ duties }) => duties.map(({ shiftId }) => shiftId)).slice(1);
  for (const shiftId of shiftsOf(one)) {
    for (const withShiftId of shiftsOf(two)) {
      const swap = { type: 'ask-swap', note: null };
      const there = { ...swap, shiftId, withId: two.id, withShiftId };
      const back = { ...swap, shiftId: withShiftId, withId: one.id, withShiftId: shiftId };
      if ((await passes(asker, url, there)) && (await passes(other, url, back))) {
        return { shiftId, withShiftId };
      }
    }
  }
  throw new Error('no swap of these two keeps the rules');
}

test('[ROST-4] a claim outside one’s shift asks first, and is taken once confirmed', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Hors vacation, trousseau trouvé');
  // Of the clerks' hours only office hours are on: an agent of the team that rests is never on duty.
  const watcher = await signIn('morel');
  const resting = await restingLogin(watcher);
  const agent = await signIn(resting, { path: '/file' });
  await openTicket(agent, 'Hors vacation, trousseau trouvé');
  const claim = agent.getByRole('button', { name: /^Prendre\b(?! le suivant)/ });
  const asked = agent.getByRole('dialog', { name: 'Hors vacation' });
  await claim.click();
  await asked.getByRole('button', { name: 'Annuler' }).click();
  await expect(asked).toBeHidden();
  await expect(claim).toBeVisible();
  await claim.click();
  await asked.getByRole('button', { name: 'Prendre quand même' }).click();
  await expect(agent.getByText('Verrouillé pour vous')).toBeVisible();
});

/** Somebody whose team is not on now. */
async function restingLogin(page: Page): Promise<string> {
  const today = new Date(Date.now() - dayMs).toISOString().slice(0, 10);
  const answer = await page.request.get(`/api/roster?from=${today}&days=3`);
  const { rows } = (await answer.json()) as RosterAnswer;
  const now = Date.now();
  const isOn = (row: RosterRow) =>
    row.cells.some(({ duties }) =>
      duties.some(({ startMs, endMs }) => startMs - dayMs / 12 < now && now < endMs + dayMs / 12),
    );
  const resting = ['petit', 'mercier', 'colin', 'lambert'].find((login) =>
    rows.some((row) => row.name.toLowerCase() === login && !isOn(row)),
  );
  if (!resting) throw new Error('every team is on duty');
  return resting;
}

test('the grid is moved on by keyboard, one cell in the order of Tab', async ({ signIn }) => {
  const page = await signIn('morel', { path: '/service' });
  const grid = page.getByRole('grid', { name: 'Tableau de service' });
  await expect(grid.locator('td[tabindex="0"]')).toHaveCount(1);
  await grid.locator('td[tabindex="0"]').focus();
  await page.keyboard.press('Control+Home');
  const at = (row: number, column: number) =>
    grid.locator(`[data-row="${String(row)}"] [data-column="${String(column)}"]`);
  await expect(at(0, 0)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('PageDown');
  await expect(at(1, 7)).toBeFocused();
  await page.keyboard.press('End');
  await expect(at(1, 27)).toBeFocused();
  const from = await grid.getByRole('columnheader').first().textContent();
  await page.keyboard.press('PageDown');
  await expect(grid.getByRole('columnheader').first()).not.toHaveText(from ?? '');
  await expect(at(1, 27)).toBeFocused();
});

for (const theme of ['light', 'dark'] as const) {
  test(`[ACCESS-1] the roster is readable to everybody, ${theme}: axe finds nothing`, async ({
    signIn,
  }) => {
    const officer = await signIn('morel', { theme, path: '/service' });
    await expect(officer.getByRole('grid')).toBeVisible();
    await expect(officer.getByRole('region', { name: 'Règles' })).toContainText('Repos quotidien');
    expect(await findings(officer)).toEqual([]);
    await officer.locator('td[tabindex="0"]').press('Enter');
    await expect(officer.getByRole('dialog')).toBeVisible();
    expect(await findings(officer, '[role="dialog"]')).toEqual([]);
    const agent = await signIn('petit', { theme, path: '/service/moi' });
    await expect(agent.getByText('Solde')).toBeVisible();
    expect(await findings(agent)).toEqual([]);
  });
}

test('[ROST-1] on a phone one’s own shifts stand in a list that fits its width', async ({
  signIn,
}) => {
  const page = await signIn('petit', { path: '/service/moi' });
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(
    page.getByRole('region', { name: 'Mes vacations' }).getByRole('listitem').first(),
  ).toBeVisible();
  for (const path of ['/service/moi', '/service']) {
    await page.goto(path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    const isWider = () =>
      page.evaluate(
        () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
      );
    expect(await isWider()).toBe(false);
  }
});
