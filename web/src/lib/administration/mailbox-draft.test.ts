import { expect, test } from 'vitest';
import { badField, draftOf, fieldsOf } from './mailbox-draft.ts';

const draft = () => ({
  ...draftOf(null, 0),
  name: 'Contact',
  address: 'contact@service.example',
  imap: { host: 'mail.example', port: '993', security: 'tls' as const, user: 'u', password: '' },
  smtp: { host: 'mail.example', port: '465', security: 'tls' as const, user: 'u', password: '' },
});

test('a form that the server takes names no field', () => {
  expect(badField(fieldsOf(draft()))).toBeNull();
});

test.each([
  [{ address: 'pas une adresse' }, 'Adresse'],
  [{ smtp: { ...draft().smtp, port: 'zéro' } }, 'Envoi (SMTP) · Port'],
  [{ imap: { ...draft().imap, host: '' } }, 'Réception (IMAP) · Serveur'],
  [{ imap: { ...draft().imap, security: 'none' as const } }, 'Réception (IMAP) · Chiffrement'],
])('of %j the field is named as the form names it: %s', (part, field) => {
  expect(badField(fieldsOf({ ...draft(), ...part }))).toBe(field);
});
