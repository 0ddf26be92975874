import { test as base, expect, type Browser, type Locator, type Page } from '@playwright/test';
import { writeTo, type Letter } from './product/citizen.ts';
import { Product } from './product/product.ts';
import { demoPassword } from '@vigie/server/demo/staff';

/** One person at one screen: a browser context of their own, so that sessions never mix. */
export interface SignIn {
  (login: string, options?: { theme?: 'light' | 'dark'; path?: string }): Promise<Page>;
}

/** Puts a citizen's mail into the service by real SMTP. */
export interface Seed {
  ticket(subject: string, letter?: Partial<Letter>): Promise<void>;
}

// eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from a pattern
async function startProduct({}, use: (product: Product) => Promise<void>): Promise<void> {
  const product = await Product.start();
  await use(product);
  await product.close();
}

/** Each worker has its own server, mailbox and database; each test its own browser contexts. */
export const test = base.extend<{ signIn: SignIn; seed: Seed }, { product: Product }>({
  product: [startProduct, { scope: 'worker' }],
  signIn: async ({ browser, product }, use) => {
    const opened: Page[] = [];
    await use(async (login, options = {}) => {
      const page = await screenOf(browser, product.url, options.theme ?? 'light');
      opened.push(page);
      await enter(page, login);
      if (options.path) await page.goto(options.path);
      return page;
    });
    await Promise.all(opened.map((page) => page.context().close()));
  },
  seed: async ({ product }, use) => {
    await use({
      ticket: (subject, letter = {}) => writeTo(product.smtpPort, { subject, ...letter }),
    });
  },
});

/** The same on a product that nobody else uses: for what leaves much behind, or signs what cannot be undone. */
export function testOnOwnProduct() {
  return test.extend<object, { product: Product }>({
    product: [
      // A function of its own: Playwright gives each another worker.
      // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from a pattern
      async ({}, use) => startProduct({}, use),
      { scope: 'worker' },
    ],
  });
}

export { expect };

async function screenOf(
  browser: Browser,
  url: string,
  colorScheme: 'light' | 'dark',
): Promise<Page> {
  const context = await browser.newContext({ baseURL: url, colorScheme });
  return context.newPage();
}

async function enter(page: Page, login: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel('Identifiant').fill(login);
  await page.getByLabel('Mot de passe').fill(demoPassword);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  await expect(live(page)).toBeVisible();
}

/** The word that says that this screen is live; each screen shows it in one place. */
export function live(page: Page): Locator {
  return page.getByText('En direct').filter({ visible: true }).first();
}
