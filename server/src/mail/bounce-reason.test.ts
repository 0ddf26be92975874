import { expect, test } from 'vitest';
import { bounceReason } from './bounce-reason.ts';

test.each([
  ['Action: failed\nStatus: 5.1.1', 'Non remis : l’adresse du destinataire n’existe pas (5.1.1).'],
  ['Status: 5.2.2', 'Non remis : la boîte du destinataire est pleine (5.2.2).'],
  ['Status: 5.7.26', 'Non remis : le serveur du destinataire refuse nos messages (5.7.26).'],
  ['550 5.1.1 adresse invalide', 'Non remis : l’adresse du destinataire n’existe pas (5.1.1).'],
  [
    'La boîte de votre correspondant est pleine',
    'Non remis : la boîte du destinataire est pleine.',
  ],
  ['Sorry', 'Non remis : le serveur du destinataire l’a renvoyé.'],
])('[MAIL-6] why a mail came back is said in words: %s', (report, reason) => {
  expect(bounceReason(report)).toBe(reason);
});
