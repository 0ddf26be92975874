import { expect, type Locator, type Page } from '@playwright/test';

/** The row of a ticket in the list of the File screen. */
export function rowOf(page: Page, subject: string): Locator {
  return page.locator('[data-ticket]').filter({ hasText: subject }).and(page.getByRole('link'));
}

/** Opens a ticket of the File screen; opening is not claiming (LOCK-7). */
export async function openTicket(page: Page, subject: string): Promise<void> {
  await rowOf(page, subject).click();
  await expect(page.getByRole('heading', { level: 1, name: subject })).toBeVisible();
}

/** Opens a ticket and takes its lock. */
export async function claim(page: Page, subject: string): Promise<void> {
  await openTicket(page, subject);
  await page.getByRole('button', { name: /^Prendre\b(?! le suivant)/ }).click();
  await confirmOutsideShift(page);
}

/** Whoever is not on duty at this hour says that they know (ROST-4); resolves once the lock is theirs. */
export async function confirmOutsideShift(page: Page): Promise<void> {
  const locked = page.getByText('Verrouillé pour vous');
  const asked = page.getByRole('dialog', { name: 'Hors vacation' });
  await expect(locked.or(asked)).toBeVisible();
  if (await asked.isVisible())
    await asked.getByRole('button', { name: 'Prendre quand même' }).press('Enter');
  await expect(locked).toBeVisible();
}

/** The field in which the holder writes the answer. */
export function composer(page: Page): Locator {
  return page.getByRole('textbox', { name: /^Réponse à/ });
}

/** Types an answer and waits until the server has acknowledged the draft (LOCK-8). */
export async function draft(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await expect(page.getByText(/^Brouillon enregistré à/)).toBeVisible();
}

/** Gives a reason in the dialog that asks for one. */
export async function giveReason(page: Page, reason: string, submit: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Motif').fill(reason);
  await dialog.getByRole('button', { name: submit }).click();
  await expect(dialog).toBeHidden();
}

/** The id of the ticket that stands open, from the address. */
export function openTicketId(page: Page): string {
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}
