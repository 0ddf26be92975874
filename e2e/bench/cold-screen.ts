import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { demoPassword, demoStaff } from '@vigie/server/demo/staff';
import playwright from '../playwright.config.ts';
import { writeTo } from '../product/citizen.ts';
import { Product } from '../product/product.ts';
import { listening } from './bench-room.ts';
import { figureOf, median, plainFigure, type Figure } from './figure.ts';
import { pairedRounds, pairsOf, type Progress } from './rounds.ts';

const builtPage = join(import.meta.dirname, '../../web/build/200.html');
const row = 'a[data-ticket]';

interface Cold {
  readonly ms: number;
  readonly kilobytes: number;
}

/**
 * From an empty browser with a session to the first ticket that can be opened, on loopback; bare: the
 * same browser and one static page. The first load counts every byte as it crossed the network.
 */
export async function benchColdScreen(progress: Progress): Promise<Figure[]> {
  if (!existsSync(builtPage)) {
    console.error('cold: not measured, web/build is missing. Build it with: pnpm build:if-stale');
    return [];
  }
  const browser = await chromium.launch(playwright.use?.launchOptions);
  const product = await Product.start();
  const bare = await listening((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><a data-ticket>un</a>');
  });
  try {
    await writeTo(product.smtpPort, { subject: 'Vol de vélo devant la gare' });
    const cookie = await signIn(product.url);
    const bareUrl = `http://127.0.0.1:${String(bare.port)}`;
    const rounds = await pairedRounds(
      progress,
      () => coldScreen(browser, product.url, cookie),
      () => coldScreen(browser, bareUrl, cookie),
    );
    const pairs = pairsOf(rounds, ({ ms }) => ms);
    const kilobytes = median(rounds.map(({ ours }) => ours.kilobytes));
    return [
      figureOf('cold screen: usable', 'ms', pairs, { kind: 'value-at-most', limit: 1_000 }),
      plainFigure('cold screen: first load, compressed', 'kB', kilobytes, 250),
    ];
  } finally {
    bare.server.closeAllConnections();
    bare.server.close();
    await product.close();
    await browser.close();
  }
}

async function coldScreen(browser: Browser, url: string, cookie: string): Promise<Cold> {
  // A new context has an empty cache.
  const context = await browser.newContext({
    locale: 'fr-FR',
    viewport: { width: 1600, height: 1000 },
  });
  await context.addCookies([{ name: 'vigie_session', value: cookie, url }]);
  const page = await context.newPage();
  const bytes = await countBytes(page);
  const begin = performance.now();
  await page.goto(url, { waitUntil: 'commit' });
  await page.locator(row).first().waitFor({ state: 'visible' });
  const ms = performance.now() - begin;
  await page.waitForLoadState('networkidle');
  await context.close();
  return { ms, kilobytes: bytes() / 1_000 };
}

async function countBytes(page: Page): Promise<() => number> {
  let bytes = 0;
  const network = await page.context().newCDPSession(page);
  network.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
  await network.send('Network.enable');
  return () => bytes;
}

/** The session of an agent, whose first screen is the queue. */
async function signIn(url: string): Promise<string> {
  const agent = demoStaff.find(({ role, isForHumans }) => role === 'agent' && isForHumans);
  const response = await fetch(`${url}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ login: agent?.login, password: demoPassword }),
  });
  const cookie = /vigie_session=([^;]+)/.exec(response.headers.get('set-cookie') ?? '')?.[1];
  if (!cookie) throw new Error(`the sign-in of the bench was refused: ${String(response.status)}`);
  return cookie;
}
