import { expect, test } from 'vitest';
import {
  asksForMails,
  searchAddressOf,
  searchQueryOf,
  searchServerQuery,
} from './search-address.ts';

const whole =
  '?q=carte+grise&expediteur=martin&du=2026-10-24&au=2026-10-25&etat=closed&priorite=P1&categorie=biens&sens=in&agent=ana&boite=contact&pieces=oui';

test('[SRCH-1] an address says the whole search, and comes back as it was', () => {
  const address = searchAddressOf(new URLSearchParams(whole));
  expect(searchQueryOf(address)).toBe(whole);
  expect(address).toMatchObject({ words: 'carte grise', status: 'closed', files: true });
});

test('[SRCH-1] a period is of whole days of Paris, the day of the clocks included', () => {
  const query = searchServerQuery(searchAddressOf(new URLSearchParams(whole)));
  const at = (text: string) => String(Temporal.Instant.from(text).epochMilliseconds);
  expect(query.get('since')).toBe(at('2026-10-23T22:00:00Z'));
  expect(query.get('until')).toBe(at('2026-10-25T23:00:00Z'));
  expect(query.get('files')).toBe('true');
});

test('[SRCH-1] what is no filter is left out', () => {
  const address = searchAddressOf(new URLSearchParams('?etat=ouvert&du=hier&priorite=P9&sens=x'));
  expect(searchQueryOf(address)).toBe('');
  expect(asksForMails(address)).toBe(false);
});
