import { expect, live, testOnOwnProduct } from '../fixtures.ts';
import { claim, composer, draft, rowOf } from '../screens.ts';

const test = testOnOwnProduct();

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
