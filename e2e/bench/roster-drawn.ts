import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { demoPassword, demoStaff } from '@vigie/server/demo/staff';
import playwright from '../playwright.config.ts';
import { Product } from '../product/product.ts';
import { listening } from './bench-room.ts';
import { figureOf, type Figure } from './figure.ts';
import { pairedRounds, pairsOf, type Progress } from './rounds.ts';

const builtPage = join(import.meta.dirname, '../../web/build/200.html');
const people = demoStaff.length;
const days = 28;
const toRoster = 'a[href="/service"]';
const away = 'a[href="/supervision"]';

/**
 * From the click that asks for the roster to four weeks of forty people on the screen, what the server
 * is asked for included (ROST-1); bare: the same browser, a click that fetches a list of the same cells
 * and draws them as a plain table.
 */
export async function benchRosterDrawn(progress: Progress): Promise<Figure[]> {
  if (!existsSync(builtPage)) {
    console.error('drawn: not measured, web/build is missing. Build it with: pnpm build:if-stale');
    return [];
  }
  const browser = await chromium.launch(playwright.use?.launchOptions);
  const product = await Product.start();
  const bare = await listening((request, response) => {
    const isData = request.url === '/cells';
    response.setHeader('content-type', isData ? 'application/json' : 'text/html');
    response.end(isData ? JSON.stringify(bareCells()) : barePage);
  });
  try {
    const page = await signedIn(browser, product.url);
    const plain = await newPage(browser, `http://127.0.0.1:${String(bare.port)}`);
    const rounds = await pairedRounds(
      progress,
      async () => {
        await page.locator(away).first().click();
        await page.locator('[data-column]').first().waitFor({ state: 'detached' });
        return timeToDraw(page, toRoster);
      },
      async () => {
        await plain.evaluate(() => document.querySelector('table')?.remove());
        return timeToDraw(plain, 'button');
      },
    );
    return [
      figureOf(
        'roster: 4 weeks of 40 people drawn',
        'ms',
        pairsOf(rounds, (ms) => ms),
        {
          ...{ kind: 'value-at-most', limit: 150 },
        },
      ),
    ];
  } finally {
    bare.server.closeAllConnections();
    bare.server.close();
    await product.close();
    await browser.close();
  }
}

/** Counted in the page itself, until the frame with the last cell has been painted. */
function timeToDraw(page: Page, button: string): Promise<number> {
  return page.evaluate(
    async ({ button, cells }) => {
      const isDrawn = () => document.querySelectorAll('td[data-column]').length >= cells;
      const begin = performance.now();
      document.querySelector<HTMLElement>(button)?.click();
      await new Promise<void>((resolve) => {
        const look = () => {
          if (!isDrawn()) return;
          watch.disconnect();
          resolve();
        };
        const watch = new MutationObserver(look);
        watch.observe(document.body, { childList: true, subtree: true });
        look();
      });
      // The frame that shows it has begun; what is queued after it runs once it is painted.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - begin;
    },
    { button, cells: people * days },
  );
}

async function newPage(browser: Browser, url: string): Promise<Page> {
  const viewport = { width: 1600, height: 1000 };
  const context = await browser.newContext({ locale: 'fr-FR', viewport, baseURL: url });
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  await page.goto('/');
  return page;
}

/** A commander's screen that has shown the roster once: its code is there, as on any day but the first. */
async function signedIn(browser: Browser, url: string): Promise<Page> {
  const page = await newPage(browser, url);
  const officer = demoStaff.find(({ role }) => role === 'officer');
  await page.getByLabel('Identifiant').fill(officer?.login ?? '');
  await page.getByLabel('Mot de passe').fill(demoPassword);
  await page.getByRole('button', { name: 'Se connecter' }).click();
  // The first screen is chosen for whoever signs in: only then does a click lead elsewhere.
  await page.waitForURL('**/supervision');
  await page.locator(toRoster).first().click();
  await page.locator('[data-column]').first().waitFor();
  return page;
}

function bareCells(): string[][] {
  return Array.from({ length: people }, (_, row) =>
    Array.from({ length: days }, (_day, column) => ((row + column) % 3 ? 'J' : '')),
  );
}

const barePage = `<!doctype html><button>tableau</button><script>
document.querySelector('button').onclick = async () => {
  const rows = await (await fetch('/cells')).json();
  const cells = (row) => row.map((text, n) => '<td data-column="' + n + '">' + text + '</td>').join('');
  const table = document.createElement('table');
  table.innerHTML = rows.map((row) => '<tr><th>agent</th>' + cells(row) + '</tr>').join('');
  document.body.append(table);
};
</script>`;
