import { expect, type Page } from '@playwright/test';

/** A device at this screen that makes passkeys and shows them, as one whose owner has just touched it. */
export async function addAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true },
      ...{ hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
}

/** Opens, from the palette, where one keeps one's second factor. */
export async function openFactorPanel(page: Page): Promise<void> {
  await page.keyboard.press('Control+k');
  await page
    .getByRole('dialog')
    .getByRole('combobox', { name: 'Commandes et recherche' })
    .fill('Double auth');
  await page.getByText('Double authentification…').filter({ visible: true }).first().click();
  await expect(page.getByRole('dialog', { name: 'Double authentification' })).toBeVisible();
}
