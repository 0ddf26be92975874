import { afterEach, beforeEach, expect, test } from 'vitest';
import { systemTimers } from '../clock.ts';
import { FakeTime } from '../testing/fake-time.ts';
import { eicar, StandInClamd } from './testing/stand-in-clamd.ts';
import { VirusScanner } from './virus-scanner.ts';

let clamd: StandInClamd;
beforeEach(async () => {
  clamd = await StandInClamd.open();
});
afterEach(() => clamd.close());

const scannerOf = (address = clamd.address) => new VirusScanner(address, systemTimers);
const large = Buffer.alloc(1_000_000, 'a');

test('[MAIL-11] the scanner gets every byte, and its verdict is read', async () => {
  expect(await scannerOf().scan(large)).toBe('clean');
  expect(clamd.scanned[0]?.equals(large)).toBe(true);
  expect(await scannerOf().scan(Buffer.from(eicar))).toBe('infected');
  expect(await scannerOf().scan(Buffer.alloc(0))).toBe('clean');
});

test.each(['breaks-off', 'too-large'] as const)(
  '[MAIL-11] a scanner that %s has not said that a file is clean',
  async (mood) => {
    clamd.mood = mood;
    expect(await scannerOf().scan(large)).toBe('silent');
  },
);

test('[MAIL-11] where nobody listens there is no verdict', async () => {
  const { address } = clamd;
  await clamd.close();
  expect(await scannerOf(address).scan(large)).toBe('silent');
  expect(await scannerOf('unix:/nowhere/clamd.ctl').scan(large)).toBe('silent');
  clamd = await StandInClamd.open();
});

test('[MAIL-11] a scanner that never answers is not waited for', async () => {
  clamd.mood = 'says-nothing';
  const time = new FakeTime(0);
  const verdict = new VirusScanner(clamd.address, time).scan(large);
  await time.advance(30_000);
  expect(await verdict).toBe('silent');
});

const real = process.env['VIGIE_TEST_CLAMD'];

test.skipIf(!real)('[MAIL-11] the real clamd is understood', async () => {
  expect(await scannerOf(real).scan(large)).toBe('clean');
  expect(await scannerOf(real).scan(Buffer.from(eicar))).toBe('infected');
});
