import { test as base, expect, type Browser, type Locator, type Page } from '@playwright/test';
import { writeTo, type Letter } from './product/citizen.ts';
import { freePorts } from './product/free-ports.ts';
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

/**
 * Tests on a product of their own: a server, a mailbox and a database that no other file has written
 * to, so that no verdict hangs on what ran before. Each test has its own browser contexts.
 */
export function testOnOwnProduct(start: () => Promise<Product> = () => Product.start()) {
  return base.extend<{ signIn: SignIn; seed: Seed }, { product: Product }>({
    product: [
      // A function of its own: Playwright gives each another worker.
      // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from a pattern
      async ({}, use) => {
        const product = await start();
        await use(product);
        await product.close();
      },
      { scope: 'worker' },
    ],
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
}

/** The same on a product that is reached by a name: passkeys are bound to one. */
export function testOnNamedProduct() {
  return testOnOwnProduct(async () => {
    const [port = 0] = await freePorts(1);
    const url = `http://localhost:${String(port)}`;
    return Product.start({ VIGIE_PORT: String(port), VIGIE_PUBLIC_URL: url });
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
