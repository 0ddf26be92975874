import { expect, testOnOwnProduct } from '../fixtures.ts';
import { claim, composer, draft, openTicket, rowOf, confirmOutsideShift } from '../screens.ts';

const test = testOnOwnProduct();

test('[SYNC-1] a citizen’s mail stands on every screen without a reload', async ({
  signIn,
  seed,
}) => {
  const [ana, ben] = [
    await signIn('lefevre', { path: '/file' }),
    await signIn('diallo', { path: '/file' }),
  ];
  await seed.ticket('Perte de carte grise');
  await expect(rowOf(ana, 'Perte de carte grise')).toBeVisible();
  await expect(rowOf(ben, 'Perte de carte grise')).toBeVisible();
});

test('[LOCK-1] a claim by one agent locks the ticket on every other screen', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Vélo volé devant la gare');
  const ana = await signIn('lefevre', { path: '/file' });
  const ben = await signIn('diallo', { path: '/file' });
  const officer = await signIn('morel', { path: '/supervision' });
  await claim(ana, 'Vélo volé devant la gare');
  await ben.getByRole('link', { name: /Tous les ouverts/ }).click();
  await expect(rowOf(ben, 'Vélo volé devant la gare')).toContainText('Lefèvre');
  await expect(officer.getByText('Vélo volé devant la gare').first()).toBeVisible();
});

test('[LOCK-7] opening is not claiming, and the reader is shown to the others', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Question de voisinage');
  const ana = await signIn('lefevre', { path: '/file' });
  const ben = await signIn('diallo', { path: '/file' });
  await openTicket(ana, 'Question de voisinage');
  await openTicket(ben, 'Question de voisinage');
  await expect(ben.getByText(/Lefèvre regarde ce dossier/)).toBeVisible();
  await expect(ben.getByRole('button', { name: /^Prendre\b(?! le suivant)/ })).toBeEnabled();
});

test('[LOCK-1] of two who claim the same ticket, one holds it and the other is told', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Trottinette trouvée');
  const ana = await signIn('lefevre', { path: '/file' });
  const ben = await signIn('diallo', { path: '/file' });
  await openTicket(ana, 'Trottinette trouvée');
  await openTicket(ben, 'Trottinette trouvée');
  const claimButton = { name: /^Prendre\b(?! le suivant)/ };
  await Promise.all([
    ana.getByRole('button', claimButton).click(),
    ben
      .getByRole('button', claimButton)
      .click()
      .catch(() => undefined),
  ]);
  // Off duty, both are asked first whether they know (ROST-4), and both say so.
  await Promise.all(
    [ana, ben].map(async (page) => {
      const sure = page.getByRole('button', { name: 'Prendre quand même' });
      const settled = page.getByText(/Verrouillé pour vous|tient ce dossier/);
      await expect(sure.or(settled).first()).toBeVisible();
      if (await sure.isVisible()) await sure.click();
    }),
  );
  const held = (page: typeof ana) => page.getByText('Verrouillé pour vous').count();
  await expect.poll(async () => (await held(ana)) + (await held(ben))).toBe(1);
  const loser = (await held(ana)) ? ben : ana;
  await expect(loser.getByText(/tient ce dossier/)).toBeVisible();
});

test('[MAIL-8] an answer leaves by SMTP, the ticket is answered, and the figures move', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Changement d’adresse sur la carte grise');
  const ana = await signIn('lefevre', { path: '/file' });
  await claim(ana, 'Changement d’adresse sur la carte grise');
  await draft(ana, 'Madame, Monsieur,\n\nCette démarche se fait en ligne.');
  await ana.getByRole('button', { name: /Envoyer et clore/ }).click();
  await expect(ana.getByText(/Part et clôt dans/)).toBeVisible();
  await expect(ana.getByText('réponse envoyée')).toBeVisible({ timeout: 60_000 });
  await ana
    .getByRole('link', { name: /^Répondus/ })
    .first()
    .click();
  await expect(
    ana.getByRole('link', { name: 'Changement d’adresse sur la carte grise' }),
  ).toBeVisible();
});

test('[MAIL-9] a queued answer is withdrawn and its words stay', async ({ signIn, seed }) => {
  await seed.ticket('Attestation de perte');
  const ana = await signIn('lefevre', { path: '/file' });
  await claim(ana, 'Attestation de perte');
  await draft(ana, 'Une réponse trop rapide.');
  await ana.getByRole('button', { name: /Envoyer et clore/ }).click();
  await ana.getByRole('button', { name: /Retirer/ }).click();
  await expect(composer(ana)).toHaveValue('Une réponse trop rapide.');
});

test('[MAIL-5] an answer to a changed sender waits for the address to be confirmed, and again for another', async ({
  signIn,
  seed,
}) => {
  const subject = 'Suite de ma plainte';
  const messageId = '<plainte-1@exemple.example>';
  await seed.ticket(subject, { messageId });
  const ana = await signIn('lefevre', { path: '/file' });
  await claim(ana, subject);
  const answerTo = (replyTo: string) =>
    seed.ticket(`Re: ${subject}`, { inReplyTo: messageId, replyTo });
  const confirmed = (address: string) =>
    ana.getByRole('checkbox', { name: `Répondre à ${address}` });
  const send = ana.getByRole('button', { name: /Envoyer et clore/ });

  await answerTo('autre@exemple.example');
  await expect(confirmed('autre@exemple.example')).toBeVisible();
  await draft(ana, 'Voici la suite.');
  await expect(send).toBeDisabled();
  await confirmed('autre@exemple.example').check();
  await expect(send).toBeEnabled();

  await answerTo('encore@exemple.example');
  await expect(confirmed('encore@exemple.example')).not.toBeChecked();
  await expect(send).toBeDisabled();
  await confirmed('encore@exemple.example').check();
  await send.click();
  await expect(ana.getByRole('button', { name: /Retirer/ })).toBeVisible();
});

test('[LOCK-5] the key C gives each of two agents a ticket of their own', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Premier de deux');
  await seed.ticket('Second de deux');
  const ana = await signIn('caron', { path: '/file' });
  const ben = await signIn('girard', { path: '/file' });
  await expect(rowOf(ana, 'Second de deux')).toBeVisible();
  await expect(rowOf(ben, 'Second de deux')).toBeVisible();
  await Promise.all([ana.keyboard.press('c'), ben.keyboard.press('c')]);
  await confirmOutsideShift(ana);
  await confirmOutsideShift(ben);
  const titleOf = (page: typeof ana) => page.getByRole('heading', { level: 1 }).textContent();
  expect(await titleOf(ana)).not.toBe(await titleOf(ben));
});
