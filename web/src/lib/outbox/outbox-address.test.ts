import { replyStandings } from '@vigie/shared/mail/reply-standing';
import { expect, test } from 'vitest';
import { addressOf, isFiltered, pathOf, queryOf, type OutboxAddress } from './outbox-address.ts';

const all: OutboxAddress = { standing: '', person: '', mailbox: '' };

test('a view of the outbox is read from the address that it wrote', () => {
  for (const standing of ['', ...replyStandings] as const) {
    for (const person of ['', 'id-of-ana']) {
      const address = { standing, person, mailbox: person && 'nord' };
      expect(addressOf(new URLSearchParams(queryOf(address)))).toEqual(address);
    }
  }
});

test('what is no filter in an address is left out', () => {
  expect(addressOf(new URLSearchParams('etat=perdu&x=1'))).toEqual(all);
  expect(isFiltered(all)).toBe(false);
  expect(isFiltered({ ...all, mailbox: 'nord' })).toBe(true);
});

test('the server is asked for the same, and for earlier pages', () => {
  expect(pathOf(all)).toBe('/api/outbox');
  expect(pathOf({ ...all, standing: 'refused' }, '12.r')).toBe(
    '/api/outbox?standing=refused&before=12.r',
  );
});
