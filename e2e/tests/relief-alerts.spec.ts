import type { Page } from '@playwright/test';
import { demoStaff } from '@vigie/server/demo/staff';
import { nextRelief } from '@vigie/shared/handover/relief';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import { expect, live, testOnOwnProduct } from '../fixtures.ts';
import { ClockedProduct } from '../product/clocked-product.ts';
import { sheetOf, sign, staffOf } from '../relief-screens.ts';

const minute = 60_000;
const relief = nextRelief(defaultCycle, Date.now());
const hour = new Intl.DateTimeFormat('fr-FR', { timeStyle: 'short', timeZone: 'Europe/Paris' });
const at = hour.format(relief.reliefAt);

let clocked: ClockedProduct | undefined;
const test = testOnOwnProduct(async () => {
  clocked = await ClockedProduct.start(relief.reliefAt - 40 * minute);
  return clocked.product;
});

async function isThere(page: Page, instant: number): Promise<void> {
  await clocked?.goTo(instant);
  await expect(live(page)).toBeVisible();
}

test('[HAND-4] the relief calls out 30 and 10 minutes before it and 8 after, on every page; a lead who is not there is replaced by the next in rank, and it is written so', async ({
  signIn,
}) => {
  const officer = await signIn('morel', { path: '/supervision' });
  const soon = officer.getByText(`Relève à ${at} : la feuille attend ses signatures.`);
  const near = officer.getByText(`Relève à ${at}, dans 10 minutes au plus`);
  const unsigned = officer.getByText(`La relève de ${at} n’est pas signée.`);
  await expect(live(officer)).toBeVisible();
  await expect(soon).toBeHidden();
  await isThere(officer, relief.reliefAt - 30 * minute);
  await expect(soon.first()).toBeVisible();
  await isThere(officer, relief.reliefAt - 10 * minute);
  await expect(near.first()).toBeVisible();
  await isThere(officer, relief.reliefAt + 7 * minute);
  await expect(unsigned).toBeHidden();
  await isThere(officer, relief.reliefAt + 8 * minute);
  await expect(unsigned.first()).toBeVisible();

  // Nobody of the shift that leaves is there: the command stands in. Then somebody of it is.
  await officer.getByRole('link', { name: 'Ouvrir la feuille' }).click();
  await expect(officer.getByText(/Morel, à la place de/).first()).toBeVisible();
  const agents = demoStaff.filter(
    ({ role, teamId }) => role === 'agent' && teamId === relief.outgoing.teamId,
  );
  const pages = new Map<string, Page>();
  for (const { login } of agents.slice(0, 2)) pages.set(login, await signIn(login));
  const staff = await staffOf(officer);
  const nextInRank = async () => {
    const { outgoing } = (await sheetOf(officer)).signatories;
    return staff.find(({ id }) => id === outgoing?.personId);
  };
  await expect.poll(async () => (await nextInRank())?.role).toBe('agent');
  const named = await nextInRank();
  const page = pages.get(named?.login ?? '');
  if (!named || !page) throw new Error('nobody of the shift that leaves is named');
  await page.goto('/releve');
  await expect(officer.getByText(`${named.name}, à la place de`).first()).toBeVisible();
  await sign(page, 'Signer la passation');
  await expect(officer.getByText('signée du sortant').first()).toBeVisible();
  await expect(officer.getByText(`${named.name}, à la place de`).first()).toBeVisible();
});

test.afterAll(() => clocked?.close());
