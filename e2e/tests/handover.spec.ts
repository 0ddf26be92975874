import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { demoPassword } from '@vigie/server/demo/staff';
import type { JournalPage } from '@vigie/shared/wire/journal';
import { expect, live, testOnOwnProduct } from '../fixtures.ts';
import { openSheet, sign, threeAtScreens } from '../relief-screens.ts';
import { claim, composer, draft, openTicketId } from '../screens.ts';

/** A relief that is signed is signed for its shift: the other tests have theirs to come. */
const test = testOnOwnProduct();
const testOfRelief = testOnOwnProduct();
const testOfLostLine = testOnOwnProduct();
const testOfKeptWords = testOnOwnProduct();

testOfRelief(
  '[HAND-2] a relief in three browsers: words, locks and drafts pass, and two people sign',
  async ({ signIn, seed }) => {
    await seed.ticket('Relève : passeport perdu');
    const { officer, outgoing, incoming } = await threeAtScreens(signIn);
    const [leaving] = outgoing;
    const [taking, taker] = incoming;

    await leaving.goto('/file');
    await claim(leaving, 'Relève : passeport perdu');
    await draft(leaving, 'Madame, Monsieur, voici la démarche.');
    const ticketId = openTicketId(leaving);
    for (const page of [leaving, taking]) await page.goto('/releve');

    // The machine has written the line; its holder says what comes next, and both others read it live.
    const line = (page: Page) =>
      page.getByRole('listitem').filter({ hasText: 'Relève : passeport perdu' });
    await expect(officer.getByText('personne n’est désigné').first()).toBeVisible();
    await line(leaving).getByRole('button', { name: 'Relève : passeport perdu' }).click();
    await line(leaving).getByLabel('Prochaine étape').fill('attend le rappel de la préfecture');
    for (const page of [officer, taking]) {
      await expect(line(page)).toContainText('attend le rappel de la préfecture');
    }

    // Two write in one field at once: no word of either is lost.
    await line(officer).getByRole('button', { name: 'Relève : passeport perdu' }).click();
    await line(officer).getByLabel('Échéance').fill('20 h');
    await line(leaving).getByLabel('Antécédents').fill('deux appels');
    await expect(line(leaving).getByLabel('Échéance')).toHaveValue('20 h');
    await expect(line(officer).getByLabel('Antécédents')).toHaveValue('deux appels');

    // The lock goes to who takes over, by name.
    await line(leaving)
      .getByRole('button', { name: /^Suite du dossier/ })
      .click();
    const pass = leaving.getByRole('dialog', { name: /^Suite du dossier/ });
    const option = pass.getByRole('option').filter({ hasText: taker.name });
    await pass
      .getByLabel('À qui', { exact: true })
      .selectOption((await option.getAttribute('value')) ?? '');
    await pass.getByRole('button', { name: 'Valider' }).click();
    await expect(line(officer)).toContainText(`→ ${taker.rank} ${taker.name}`);

    await sign(leaving, 'Signer la passation');
    await expect(officer.getByText('signée du sortant').first()).toBeVisible();

    // Item by item, then in the receiver's own words.
    const boxes = taking.getByRole('checkbox', { name: /^Repris/ });
    await expect(boxes.first()).toBeEnabled();
    for (const box of await boxes.all()) {
      await box.check();
      await expect(box).toBeChecked();
    }
    await taking
      .getByRole('textbox', { name: 'Synthèse de l’entrant' })
      .fill('Un passeport suit ; rappel avant 20 h.');
    await expect(officer.getByText('Un passeport suit ; rappel avant 20 h.')).toBeVisible();
    await sign(taking, 'Signer la reprise');

    for (const page of [officer, leaving, taking]) {
      await page.goto('/releve');
      await expect(page.getByRole('complementary').getByText('scellée').first()).toBeVisible();
    }
    await taking.goto(`/file/${ticketId}`);
    await expect(taking.getByText('Verrouillé pour vous')).toBeVisible();
    await expect(composer(taking)).toHaveValue('Madame, Monsieur, voici la démarche.');

    // A sealed sheet prints, takes a dated addendum, and stays as it was.
    await officer.getByRole('complementary').getByRole('link').first().click();
    const download = officer.waitForEvent('download');
    await officer.getByRole('link', { name: 'PDF' }).click();
    expect((await download).suggestedFilename()).toMatch(/^passation-.*\.pdf$/);
    await officer.getByRole('button', { name: 'Ajouter à la feuille' }).click();
    const dialog = officer.getByRole('dialog', { name: 'Ajouter à la feuille' });
    await dialog.getByLabel('Ajout', { exact: true }).fill('La préfecture a rappelé.');
    await dialog.getByLabel('Votre mot de passe').fill(demoPassword);
    await dialog.getByRole('button', { name: 'Signer' }).click();
    await expect(officer.getByText('La préfecture a rappelé.')).toBeVisible();
  },
);

testOfLostLine(
  '[HAND-2] the incoming lead’s connection is lost between two items: nothing is lost, and nothing doubled',
  async ({ signIn }) => {
    const { officer, outgoing, incoming } = await threeAtScreens(signIn);
    const [leaving] = outgoing;
    const [taking] = incoming;
    await leaving.goto('/releve');
    await taking.goto('/releve');
    await sign(leaving, 'Signer la passation');
    const boxes = taking.getByRole('checkbox', { name: /^Repris/ });
    await expect(boxes.first()).toBeEnabled();
    const count = await boxes.count();
    expect(count).toBeGreaterThan(2);
    await boxes.first().check();
    await expect(officer.getByText(`1 points sur ${String(count)} repris`)).toBeVisible();

    await taking.context().setOffline(true);
    await expect(taking.getByText('Hors ligne').first()).toBeVisible();
    const synthesis = taking.getByRole('textbox', { name: 'Synthèse de l’entrant' });
    await synthesis.fill('Écrite sans connexion.');
    await expect(taking.getByText('pas encore enregistré')).toBeVisible();
    await boxes.nth(1).click();
    await expect(boxes.nth(1)).not.toBeChecked();

    await taking.context().setOffline(false);
    await expect(live(taking)).toBeVisible();
    await expect(officer.getByText('Écrite sans connexion.')).toBeVisible();
    await expect(boxes.first()).toBeChecked();
    await expect(officer.getByText(`1 points sur ${String(count)} repris`)).toBeVisible();
    for (const box of (await boxes.all()).slice(1)) {
      await box.check();
      await expect(box).toBeChecked();
    }
    await sign(taking, 'Signer la reprise');
    await expect(officer.getByText('scellée').first()).toBeVisible();

    const log = await officer.request.get('/api/log?kind=handover');
    const { lines } = (await log.json()) as JournalPage;
    const taken = lines.flatMap((line) =>
      !line.veiled && line.type === 'handover-item-taken' ? [line.detail['item']] : [],
    );
    expect(taken).toHaveLength(count);
    expect(new Set(taken).size).toBe(count);
  },
);

testOfKeptWords(
  '[LOCK-3] words for a sheet that was signed meanwhile are shown to their author, and put back',
  async ({ signIn }) => {
    const { officer, outgoing } = await threeAtScreens(signIn);
    const [leaving] = outgoing;
    await leaving.goto('/releve');
    await leaving.getByRole('button', { name: /^Ajouter · Réponses attendues/ }).click();
    await leaving.getByRole('textbox', { name: 'Consigne' }).fill('le parquet');
    const line = (page: Page) => page.getByRole('listitem').filter({ hasText: 'le parquet' });
    await line(officer).getByRole('button', { name: 'le parquet', exact: true }).click();
    await officer.context().setOffline(true);
    await expect(officer.getByText('Hors ligne').first()).toBeVisible();
    await line(officer).getByLabel('Échéance').fill('avant minuit');
    await expect(officer.getByText('pas encore enregistré')).toBeVisible();
    await sign(leaving, 'Signer la passation');
    await officer.context().setOffline(false);

    const kept = officer.getByRole('region', { name: 'Texte refusé, conservé' });
    await expect(kept).toContainText('avant minuit');
    await expect(kept.getByRole('button', { name: 'Copier' })).toBeVisible();
    await expect(kept.getByRole('button', { name: 'Remettre' })).toBeHidden();
    await leaving.getByRole('button', { name: 'Reprendre sa signature' }).click();
    await kept.getByRole('button', { name: 'Remettre' }).click();
    await expect(kept).toBeHidden();
    await expect(line(leaving).getByLabel('Échéance')).toHaveValue('avant minuit');
  },
);

test('[HAND-2] who leaves early hands their own tickets on in one signed act', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Départ : vélo trouvé');
  const agent = await signIn('mercier', { path: '/file' });
  await claim(agent, 'Départ : vélo trouvé');
  await agent.goto('/depart');
  // Whatever else these hands hold, by a colleague or another test, goes on with it.
  const tickets = agent.getByRole('main').getByRole('listitem');
  await expect(tickets.filter({ hasText: 'Départ : vélo trouvé' })).toBeVisible();
  for (const ticket of await tickets.all()) {
    await ticket.getByRole('button', { name: /^Suite du dossier/ }).click();
    const pass = agent.getByRole('dialog', { name: /^Suite du dossier/ });
    await pass.getByLabel('Rendre à la file').check();
    await pass.getByRole('button', { name: 'Valider' }).click();
  }
  await agent.getByRole('button', { name: 'Passer et signer' }).click();
  const dialog = agent.getByRole('dialog', { name: 'Passer mes dossiers' });
  await dialog.getByLabel('Votre mot de passe').fill('pas le bon');
  await dialog.getByRole('button', { name: 'Signer' }).click();
  await expect(dialog.getByRole('alert')).toContainText('Mot de passe incorrect');
  await dialog.getByLabel('Votre mot de passe').fill(demoPassword);
  await dialog.getByRole('button', { name: 'Signer' }).click();
  await expect(agent.getByText('Aucun dossier en main')).toBeVisible();
});

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the relief, ${theme}`, async ({ signIn, seed }) => {
    await seed.ticket(`Accessibilité de la relève ${theme}`);
    const officer = await signIn('morel', { theme });
    await openSheet(officer);
    await officer
      .getByRole('button', { name: /^Ajouter/ })
      .first()
      .click();
    await expect(officer.getByLabel('Consigne').first()).toBeVisible();
    for (const size of [
      { width: 1600, height: 1000 },
      { width: 820, height: 1180 },
    ]) {
      await officer.setViewportSize(size);
      const { violations } = await new AxeBuilder({ page: officer }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    }
  });
}
