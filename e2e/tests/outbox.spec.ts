import type { Locator, Page } from '@playwright/test';
import { findings, scrollsSideways, smallTargets } from '../accessibility.ts';
import { expect, testOnOwnProduct } from '../fixtures.ts';
import { claim, composer, draft } from '../screens.ts';

const test = testOnOwnProduct();

const lines = 'Réponses en route et parties';

/** The line of a ticket's answer. */
function lineOf(page: Page, subject: string): Locator {
  return page.getByRole('table', { name: lines }).getByRole('row').filter({ hasText: subject });
}

/** A ticket of somebody at this address, answered; the answer waits its fifteen seconds. */
async function answer(page: Page, subject: string): Promise<void> {
  await page.goto('/file');
  await claim(page, subject);
  await draft(page, 'Madame, Monsieur, voici la réponse.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('button', { name: /^Retirer/ })).toBeVisible();
}

/** To the first of these sending goes wrong: refused, put off, or never acknowledged. */
const from = (local: string) => ({ from: `Karim Sauvage <${local}@orange.example>` });

test('[MAIL-9] an answer is followed live from waiting to sent, and taken back from the list', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Suivie de loin');
  await seed.ticket('Retirée de loin');
  const officer = await signIn('morel', { path: '/envois' });
  await expect(officer.getByText('Rien en route')).toBeVisible();
  const agent = await signIn('lefevre');
  await answer(agent, 'Suivie de loin');
  await expect(lineOf(officer, 'Suivie de loin')).toContainText('en attente');
  await answer(agent, 'Retirée de loin');
  await lineOf(officer, 'Retirée de loin')
    .getByRole('button', { name: /^Retirer/ })
    .click();
  await expect(lineOf(officer, 'Retirée de loin')).toHaveCount(0);
  await expect(composer(agent)).toHaveValue(/voici la réponse/);
  const sent = lineOf(officer, 'Suivie de loin');
  await expect(sent).toContainText('partie', { timeout: 30_000 });
  await expect(sent.getByRole('button')).toHaveCount(0);
});

test('[MAIL-8] what was refused, put off or doubtful says so, and is decided on the spot', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Adresse fausse', from('inconnu'));
  await seed.ticket('Serveur qui patiente', from('occupe'));
  await seed.ticket('Envoi sans réponse', from('muet'));
  await seed.ticket('Envoi perdu', from('muet'));
  const agent = await signIn('lefevre');
  const subjects = ['Adresse fausse', 'Serveur qui patiente', 'Envoi sans réponse', 'Envoi perdu'];
  for (const subject of subjects) await answer(agent, subject);
  const lead = await signIn('rousseau', { path: '/envois' });
  const slow = { timeout: 40_000 };
  const refused = lineOf(lead, 'Adresse fausse');
  await expect(refused).toContainText('l’adresse n’existe pas (550 5.1.1)', slow);
  const put = lineOf(lead, 'Serveur qui patiente');
  await expect(put).toContainText(
    /nouvel essai.*essai n° 2 à \d\d:\d\d:\d\d, dans \d\d:\d\d/s,
    slow,
  );
  await expect(put).toContainText('le serveur demande d’attendre (451 4.7.1)');
  await expect(put).toContainText(/abandon \d\d\/\d\d/);
  for (const subject of ['Envoi sans réponse', 'Envoi perdu']) {
    await expect(lineOf(lead, subject)).toContainText('incertaine', slow);
  }
  // What waits for a decision stands first.
  const groups = lead.getByRole('rowheader').filter({ hasText: /À décider|En route|Parties/ });
  await expect(groups.first()).toContainText('À décider');

  // The ticket says the same of its own answer.
  await agent.goto('/file');
  await agent
    .getByRole('link', { name: /Serveur qui patiente/ })
    .first()
    .click();
  await expect(agent.getByText('Nouvel essai dans')).toBeVisible();

  await lineOf(lead, 'Envoi sans réponse')
    .getByRole('button', { name: /^Elle est partie/ })
    .click();
  await expect(lineOf(lead, 'Envoi sans réponse')).toContainText('partie');
  await expect(lineOf(lead, 'Envoi sans réponse').getByRole('button')).toHaveCount(0);
  await refused.getByRole('button', { name: /^Reprendre le texte/ }).click();
  await expect(lineOf(lead, 'Adresse fausse')).toHaveCount(0);
  await expect(lead.getByText(/le texte est de nouveau un brouillon/).first()).toBeVisible();

  // Sending again leads to the ticket, where its words stand as a draft: nothing leaves unread.
  await lineOf(lead, 'Envoi perdu')
    .getByRole('button', { name: /^Renvoyer/ })
    .click();
  await expect(lead.getByRole('heading', { level: 1, name: 'Envoi perdu' })).toBeVisible();
  // Its author still holds it: the words are theirs again, and the lead reads them.
  await expect(lead.getByText(/^Brouillon de Brg Lefèvre/)).toBeVisible();
});

test('[MAIL-11] a file goes with the answer, and comes back with it to the draft', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Avec une pièce');
  const agent = await signIn('lefevre', { path: '/file' });
  await claim(agent, 'Avec une pièce');
  const plan = { name: 'Plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Le plan.') };
  await agent.getByLabel(/^Joindre des fichiers/).setInputFiles(plan);
  const files = agent.getByRole('list', { name: 'Pièces jointes à la réponse' });
  await expect(files.getByText('Plan.txt')).toBeVisible();
  await draft(agent, 'Madame, Monsieur, voici le plan.');
  await agent.keyboard.press('Control+Enter');
  const officer = await signIn('morel', { path: '/envois' });
  await lineOf(officer, 'Avec une pièce')
    .getByRole('button', { name: /^Retirer/ })
    .click();
  await expect(files.getByText('Plan.txt')).toBeVisible();
  await agent.keyboard.press('Control+Enter');
  await expect(lineOf(officer, 'Avec une pièce')).toContainText('partie', { timeout: 40_000 });
  const sent = agent.getByRole('link', { name: /Plan\.txt/ }).filter({ visible: true });
  await expect(sent).toBeVisible();
});

test('a view of the outbox stands in its address, and can be handed on', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('À filtrer');
  const agent = await signIn('lefevre');
  await answer(agent, 'À filtrer');
  const officer = await signIn('morel', { path: '/envois' });
  await expect(lineOf(officer, 'À filtrer')).toBeVisible();
  await officer.getByLabel('État').selectOption('incertaine');
  await expect(officer).toHaveURL(/etat=incertain/);
  await expect(lineOf(officer, 'À filtrer')).toHaveCount(0);
  await officer.getByLabel('État').selectOption('Tous les états');
  await officer.getByLabel('Auteur').selectOption({ label: 'Brg Lefèvre' });
  await expect(officer).toHaveURL(/auteur=/);
  await expect(lineOf(officer, 'À filtrer')).toBeVisible();
  const other = await signIn('delmas');
  await other.goto(officer.url());
  await expect(other.getByLabel('Auteur').locator('option:checked')).toHaveText('Brg Lefèvre');
  await other.getByRole('button', { name: 'Effacer les filtres' }).click();
  await expect(other).not.toHaveURL(/auteur=/);
});

test('[SYNC-4] restricted answers are veiled to the uncleared, and agents have their tickets', async ({
  signIn,
  seed,
}) => {
  const words = { text: 'Mon mari me tape depuis des mois, que faire ?' };
  await seed.ticket('Question sur mon couple', words);
  const cleared = await signIn('lefevre');
  await answer(cleared, 'Question sur mon couple');
  const officer = await signIn('morel', { path: '/envois' });
  await expect(lineOf(officer, 'Question sur mon couple')).toContainText('restreint');
  const clerk = await signIn('fournier', { path: '/envois' });
  await expect(lineOf(clerk, 'Dossier restreint')).toHaveCount(1);
  await expect(clerk.getByText('Question sur mon couple')).toHaveCount(0);
  await clerk.getByLabel('État').selectOption('en attente');
  await expect(
    clerk.getByText('Aucune réponse ne correspond.').or(lineOf(clerk, 'n°').first()),
  ).toBeVisible();
  await expect(lineOf(clerk, 'Dossier restreint')).toHaveCount(0);
  const agent = await signIn('diallo', { path: '/envois' });
  await expect(agent.getByText('Les envois sont réservés')).toBeVisible();
});

test('the outbox is found by palette and menu, and decided by keyboard alone', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Aux touches');
  const agent = await signIn('lefevre');
  await answer(agent, 'Aux touches');
  const page = await signIn('morel');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('envois');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/envois$/);
  await expect(lineOf(page, 'Aux touches')).toBeVisible();
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Toutes les touches' });
  for (const text of ['Réponse suivante', 'Retirer ou reprendre le texte', 'Renvoyer']) {
    await expect(keys.getByText(text, { exact: true })).toBeVisible();
  }
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  const link = lineOf(page, 'Aux touches').getByRole('link');
  while (!(await link.evaluate((one) => one === document.activeElement))) {
    await page.keyboard.press('j');
  }
  await page.keyboard.press('z');
  await expect(lineOf(page, 'Aux touches')).toHaveCount(0);
  await page.getByRole('button', { name: /, menu/ }).click();
  await expect(page.getByRole('menuitem', { name: 'Envois' })).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing in the outbox, on a desk and on a phone, ${theme}`, async ({
    signIn,
    seed,
  }) => {
    const subject = `Lisible en ${theme}`;
    await seed.ticket(subject, from('inconnu'));
    const agent = await signIn('lefevre');
    await answer(agent, subject);
    const page = await signIn('morel', { theme, path: '/envois' });
    await expect(lineOf(page, subject)).toContainText('refusée', { timeout: 40_000 });
    expect(await findings(page)).toEqual([]);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await scrollsSideways(page)).toBe(false);
    expect(await smallTargets(page)).toEqual([]);
    expect(await findings(page)).toEqual([]);
  });
}
