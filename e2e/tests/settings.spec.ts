import { expect, testOnOwnProduct } from '../fixtures.ts';
import { claim } from '../screens.ts';

const test = testOnOwnProduct();

test('[RUN-9] an open screen follows a setting that changes, without a reload', async ({
  signIn,
  seed,
  product,
}) => {
  await seed.ticket('Tenu pendant un réglage');
  const ana = await signIn('lefevre', { path: '/file' });
  const commissioner = await signIn('delmas');
  const setLease = (value: number | null) =>
    commissioner.request.post('/api/commands', {
      headers: { origin: product.url },
      data: {
        key: `e2e-lease-${String(value)}`,
        command: { type: 'change-settings', changes: [{ setting: 'lease', value }] },
      },
    });
  await claim(ana, 'Tenu pendant un réglage');
  /** How much of a whole lease is left, as the bar shows it, in per cent. */
  const left = () =>
    ana.locator('.lease .meter i').evaluate((bar: HTMLElement) => parseFloat(bar.style.width));
  expect(await left()).toBeGreaterThan(90);
  // What is left stays; a whole one is now four times as long.
  expect((await setLease(3_600)).ok()).toBe(true);
  await expect.poll(left).toBeLessThan(30);
  await setLease(null);
  await expect.poll(left).toBeGreaterThan(80);
});
