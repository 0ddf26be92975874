import type { Page } from '@playwright/test';
import { demoPassword } from '@vigie/server/demo/staff';
import type { Sheet } from '@vigie/shared/wire/handover';
import type { StaffMember } from '@vigie/shared/wire/session';
import { expect, type SignIn } from './fixtures.ts';

const leads = ['rousseau', 'adam', 'marchand', 'navarro'];

/** Opens the sheet of the relief to come, or shows the one that is open already. */
export async function openSheet(page: Page): Promise<void> {
  await page.goto('/releve');
  const prepare = page.getByRole('button', { name: 'Préparer la relève' });
  const sheet = page.getByText('Sortant', { exact: true });
  await expect(prepare.or(sheet)).toBeVisible();
  if (await prepare.isVisible()) await prepare.click();
  await expect(sheet).toBeVisible();
}

/** The sheet as this person may read it. */
export async function sheetOf(page: Page): Promise<Sheet> {
  const list = await page.request.get('/api/handovers');
  const { handovers } = (await list.json()) as { handovers: { id: string; state: string }[] };
  const open = handovers.find(({ state }) => state === 'draft' || state === 'proposed');
  const answer = await page.request.get(`/api/handovers/${encodeURIComponent(open?.id ?? '')}`);
  return (await answer.json()) as Sheet;
}

/** Signs by re-entering the password. */
export async function sign(page: Page, button: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog', { name: button });
  await dialog.getByLabel('Votre mot de passe').fill(demoPassword);
  await dialog.getByRole('button', { name: 'Signer' }).click();
  await expect(dialog).toBeHidden();
}

/** Everybody of the service, as this person may know them. */
export async function staffOf(page: Page): Promise<readonly StaffMember[]> {
  const answer = await page.request.get('/api/people');
  const staff = (await answer.json()) as { people: StaffMember[] } | StaffMember[];
  return Array.isArray(staff) ? staff : staff.people;
}

/** The two who sign at this hour, at screens of their own, and the officer who watches. */
export async function threeAtScreens(signIn: SignIn) {
  const officer = await signIn('morel');
  const pages = new Map<string, Page>();
  for (const login of leads) pages.set(login, await signIn(login));
  await openSheet(officer);
  const { signatories } = await sheetOf(officer);
  const members = await staffOf(officer);
  const pageOf = (personId: string | undefined): [Page, StaffMember] => {
    const member = members.find(({ id }) => id === personId);
    const page = pages.get(member?.login ?? '');
    if (!member || !page) throw new Error(`nobody at a screen signs as ${String(personId)}`);
    return [page, member];
  };
  return {
    officer,
    outgoing: pageOf(signatories.outgoing?.personId),
    incoming: pageOf(signatories.incoming?.personId),
  };
}
