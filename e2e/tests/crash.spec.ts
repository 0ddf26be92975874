import { expect, live, test as base } from '../fixtures.ts';
import { Product } from '../product/product.ts';
import { claim, composer, draft, rowOf } from '../screens.ts';

// These tests kill the server: each has a product of its own, so that no other test is disturbed.
const test = base.extend<object, { product: Product }>({
  product: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the fixtures' names from a pattern
    async ({}, use) => {
      const product = await Product.start();
      await use(product);
      await product.close();
    },
    { scope: 'worker' },
  ],
});

test('[LOCK-8] [SYNC-6] a kill -9 under a typed draft loses nothing, and every screen is right again', async ({
  signIn,
  seed,
  product,
}) => {
  await seed.ticket('Brouillon sous coupure');
  const ana = await signIn('lefevre', { path: '/file' });
  const ben = await signIn('diallo', { path: '/file' });
  await ben.getByRole('link', { name: /Tous les ouverts/ }).click();
  await claim(ana, 'Brouillon sous coupure');
  await draft(ana, 'Ce texte est enregistré.');
  await product.kill9();
  await expect(ana.getByText('Hors ligne').first()).toBeVisible();
  await expect(ben.getByText('Hors ligne').first()).toBeVisible();
  await composer(ana).pressSequentially(' Et ceci fut tapé hors ligne.');
  await product.launch();
  await expect(live(ana)).toBeVisible();
  await expect(live(ben)).toBeVisible();
  await expect(rowOf(ben, 'Brouillon sous coupure')).toContainText('Lefèvre');
  await expect(ana.getByText(/^Brouillon enregistré à/)).toBeVisible();
  await ana.reload();
  await expect(composer(ana)).toHaveValue('Ce texte est enregistré. Et ceci fut tapé hors ligne.');
});

test('[RUN-4] SIGTERM drains and exits with 0', async ({ product }) => {
  expect(await product.terminate()).toBe(0);
  await product.launch();
});
