import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { Page } from '@playwright/test';
import { findings } from '../accessibility.ts';
import { expect, testOnOwnProduct } from '../fixtures.ts';

const test = testOnOwnProduct();

/** A hook of another program, which refuses until it is told to take. */
class OtherProgram {
  readonly taken: string[] = [];
  takes = false;
  refused = 0;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString()));
      request.on('end', () => {
        if (this.takes) this.taken.push(body);
        else this.refused += 1;
        response.writeHead(this.takes ? 204 : 503).end();
      });
    });
  }

  async listen(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    const address = this.#server.address();
    return `http://127.0.0.1:${String(typeof address === 'object' && address ? address.port : 0)}/hook`;
  }

  close(): void {
    this.#server.closeAllConnections();
    this.#server.close();
  }
}

async function openSection(page: Page): Promise<void> {
  await page.goto('/administration');
  await page.getByRole('link', { name: 'Accès pour d’autres programmes' }).click();
  await expect(page).toHaveURL(/\/administration\/api$/);
}

test('[RUN-3] a token is made, works within its scope and not beyond, and ends when it is revoked', async ({
  signIn,
  playwright,
  product,
}) => {
  const page = await signIn('delmas');
  await openSection(page);
  const form = page
    .locator('form')
    .filter({ has: page.getByRole('button', { name: 'Créer un jeton' }) });
  await form.getByLabel('Nom').fill('Tableau du préfet');
  await form.getByLabel('Agit pour').selectOption({ label: 'Cne Morel' });
  await form.getByLabel('surveiller le service').check();
  await form.getByRole('button', { name: 'Créer un jeton' }).click();
  await expect(page.getByText('À copier maintenant : il ne sera plus montré.')).toBeVisible();
  const token = (await page.locator('output').innerText()).trim();

  const program = await playwright.request.newContext({
    baseURL: product.url,
    extraHTTPHeaders: { authorization: `Bearer ${token}` },
  });
  expect((await program.get('/api/operations')).status()).toBe(200);
  const beyond = await program.get('/api/people');
  expect(beyond.status()).toBe(403);
  expect(await beyond.json()).toMatchObject({ refusal: 'not-allowed' });
  const act = await program.post('/api/commands', {
    data: { key: 'e2e-token-beyond', command: { type: 'claim-next' } },
  });
  expect(act.status()).toBe(403);

  await page.reload();
  await expect(page.getByText(token)).toHaveCount(0);
  await page.getByRole('button', { name: 'Révoquer Tableau du préfet' }).click();
  await expect(page.getByText('révoqué')).toBeVisible();
  expect((await program.get('/api/operations')).status()).toBe(401);
  await program.dispose();
});

test('[RUN-3] a webhook that fails is shown, tried again, and well once it takes what it missed', async ({
  signIn,
  seed,
}) => {
  const other = new OtherProgram();
  const url = await other.listen();
  const page = await signIn('delmas');
  await openSection(page);
  const form = page
    .locator('form')
    .filter({ has: page.getByRole('button', { name: 'Ajouter un appel sortant' }) });
  await form.getByLabel('Nom').fill('Messagerie du service');
  await form.getByLabel('Adresse').fill('https://ailleurs.example/hook');
  await form.getByLabel('dossier ouvert').check();
  await form.getByRole('button', { name: 'Ajouter un appel sortant' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'VIGIE_WEBHOOK_HOSTS' })).toBeVisible();
  await form.getByLabel('Adresse').fill(url);
  await form.getByRole('button', { name: 'Ajouter un appel sortant' }).click();
  const line = page.getByRole('listitem').filter({ hasText: 'Messagerie du service' });
  await expect(line).toContainText('à jour');
  await seed.ticket('Raconté par un appel');
  await expect(line).toContainText('nouvel essai à');
  other.takes = true;
  await expect.poll(() => other.taken.length, { timeout: 60_000 }).toBeGreaterThan(0);
  expect(other.refused).toBeGreaterThan(0);
  expect(other.taken[0]).toContain('ticket-opened');
  expect(other.taken[0]).not.toContain('Raconté par un appel');
  await expect(line).toContainText('à jour');
  await line.getByRole('button', { name: /^Retirer/ }).click();
  await expect(line).toHaveCount(0);
  other.close();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in any section of the administration, ${theme}`, async ({ signIn }) => {
    const page = await signIn('delmas', { theme, path: '/administration' });
    const links = page.getByRole('navigation', { name: 'Administration' }).getByRole('link');
    for (const name of await links.allInnerTexts()) {
      await links.filter({ hasText: name }).click();
      await expect(page.getByRole('region', { name })).toBeVisible();
      await expect(page.getByText('Chargement…')).toBeHidden();
      expect(await findings(page), name).toEqual([]);
    }
  });
}
