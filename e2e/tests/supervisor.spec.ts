import { expect, testOnOwnProduct } from '../fixtures.ts';
import { claim, composer, draft, giveReason, openTicket, openTicketId, rowOf } from '../screens.ts';

const test = testOnOwnProduct();

test('[LOCK-6] a supervisor seizes: the holder is told, and the draft stays with the ticket', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Dossier à reprendre');
  const ana = await signIn('lefevre', { path: '/file' });
  const officer = await signIn('morel', { path: '/file' });
  await claim(ana, 'Dossier à reprendre');
  await draft(ana, 'Les mots de l’agente.');
  await officer.getByRole('link', { name: /Tous les ouverts/ }).click();
  await openTicket(officer, 'Dossier à reprendre');
  await officer.getByRole('button', { name: 'Reprendre…' }).click();
  await giveReason(officer, 'Réponse attendue par le préfet', 'Reprendre');
  await expect(officer.getByText('Verrouillé pour vous')).toBeVisible();
  await expect(composer(officer)).toHaveValue('Les mots de l’agente.');
  await expect(ana.getByText(/a repris « Dossier à reprendre »/).first()).toBeVisible();
});

test('[LOCK-3] an answer under a lock that is gone is refused, kept and shown to its author', async ({
  signIn,
  seed,
  product,
}) => {
  await seed.ticket('Jeton périmé');
  const ana = await signIn('lefevre', { path: '/file' });
  const officer = await signIn('morel', { path: '/file' });
  await claim(ana, 'Jeton périmé');
  const ticketId = openTicketId(ana);
  const file = await ana.request.get(`/api/tickets/${ticketId}`);
  const { card } = (await file.json()) as { card: { lock: { token: number } } };
  await officer.getByRole('link', { name: /Tous les ouverts/ }).click();
  await openTicket(officer, 'Jeton périmé');
  await officer.getByRole('button', { name: 'Reprendre…' }).click();
  await giveReason(officer, 'Relève', 'Reprendre');
  const answer = await ana.request.post('/api/commands', {
    headers: { origin: product.url },
    data: {
      key: 'e2e-stale-send',
      command: {
        type: 'send-reply',
        ticketId,
        token: card.lock.token,
        text: 'Des mots écrits trop tard.',
        then: 'close',
      },
    },
  });
  expect(answer.status()).toBe(409);
  expect(await answer.json()).toMatchObject({ ok: false, refusal: 'stale-token' });
  await ana.reload();
  await expect(ana.getByText('Texte refusé, conservé')).toBeVisible();
  await expect(ana.getByText('Des mots écrits trop tard.')).toBeVisible();
});

test('[SYNC-4] a restricted ticket is a veil with an age to the uncleared, on screen, by HTTP and in search', async ({
  signIn,
  seed,
}) => {
  await seed.ticket('Mon mari me frappe depuis des mois', {
    text: 'Bonjour, mon mari me tape, je ne sais plus quoi faire.',
    from: 'Louise Martin <l.martin@laposte.example>',
  });
  const cleared = await signIn('lefevre', { path: '/file' });
  const uncleared = await signIn('diallo', { path: '/file' });
  await expect(rowOf(cleared, 'Mon mari me frappe')).toBeVisible();
  await uncleared.getByRole('link', { name: /Tous les ouverts/ }).click();
  await expect(uncleared.getByText('Dossier restreint').first()).toBeVisible();
  await expect(uncleared.getByText('Mon mari me frappe')).toHaveCount(0);
  await openTicket(cleared, 'Mon mari me frappe');
  const direct = await uncleared.request.get(`/api/tickets/${openTicketId(cleared)}`);
  expect([403, 404]).toContain(direct.status());
  const found = await uncleared.request.get('/api/search?q=mari');
  expect(await found.text()).not.toContain('Mon mari');
  const foundByCleared = await cleared.request.get('/api/search?q=mari');
  expect(await foundByCleared.text()).toContain('Mon mari');
});

test('[MAIL-14] a P0 is called out until somebody takes it, and closing asks who was called', async ({
  signIn,
  seed,
}) => {
  const ana = await signIn('lefevre', { path: '/file' });
  const officer = await signIn('morel', { path: '/supervision' });
  await seed.ticket('Au secours', { text: 'Il a un couteau, je suis enfermée dans la chambre.' });
  await expect(ana.getByRole('region', { name: 'Alerte P0' })).toBeVisible();
  await expect(officer.getByRole('region', { name: 'Alerte P0' })).toBeVisible();
  await claim(ana, 'Au secours');
  await expect(officer.getByRole('region', { name: 'Alerte P0' })).toBeHidden();
  await draft(ana, 'Appelez le 17 sans attendre.');
  await ana.getByRole('button', { name: /Envoyer et clore/ }).click();
  const dialog = ana.getByRole('dialog');
  await expect(dialog.getByLabel(/Appelé/)).toBeVisible();
  await dialog.getByLabel(/Appelé/).fill('Le 17, équipage envoyé');
  await dialog.getByRole('button', { name: /Envoyer|Valider|Clore|Enregistrer/ }).click();
  await expect(ana.getByText(/Part et clôt dans/)).toBeVisible();
});

test('an instruction stands on all screens until it is withdrawn', async ({ signIn }) => {
  const officer = await signIn('morel', { path: '/supervision' });
  const ana = await signIn('lefevre', { path: '/file' });
  await officer.getByRole('button', { name: /^Consigne/ }).click();
  const dialog = officer.getByRole('dialog');
  await dialog.getByLabel('Texte').fill('Vague d’hameçonnage : répondre par la fiche.');
  await dialog.getByRole('button', { name: /Afficher|Remplacer/ }).click();
  await expect(ana.getByText('Vague d’hameçonnage : répondre par la fiche.')).toBeVisible();
});
