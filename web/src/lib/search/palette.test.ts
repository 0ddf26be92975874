import { expect, test } from 'vitest';
import { ticketCard } from '#lib/ticket/testing/ticket-card.ts';
import { begins, commandsOf, matching, ticketsMatching } from './palette.ts';

const act = () => undefined;
const claim = { shown: 'C', text: 'Prendre le suivant', act };
const pause = { text: 'Commencer une pause', act };

test('the palette has every key that is lent, with the key, and what the room adds, each once', () => {
  const commands = commandsOf([claim, { ...claim, shown: 'X' }], [pause]);
  expect(commands.map(({ text, key }) => [text, key])).toEqual([
    ['Prendre le suivant', 'C'],
    ['Commencer une pause', null],
  ]);
});

test('accents, capitals and order are forgiven; nothing typed leaves all', () => {
  const lines = [{ text: 'Réattribuer le dossier' }, { text: 'Libérer le verrou' }];
  expect(matching('DOSSIER rea', lines)).toEqual([lines[0]]);
  expect(matching('  ', lines)).toEqual(lines);
});

test('what is typed names a line that begins with it, accents and capitals forgiven', () => {
  expect(begins('Réattribuer le dossier', 'reat')).toBe(true);
  expect(begins('Réattribuer le dossier', 'dossier')).toBe(false);
  expect(begins('Réattribuer le dossier', '  ')).toBe(false);
});

test('[SYNC-4] tickets are found by number, subject and citizen; a veil never is', () => {
  const tickets = {
    a: ticketCard('a', { number: '26-11-0042', subject: 'Vélo volé', sender: 'Anaïs Marty' }),
    b: { veiled: true, id: 'b', openedAt: 1 } as const,
  };
  for (const typed of ['0042', 'velo', 'anais', 'marty velo']) {
    expect(ticketsMatching(typed, tickets).map(({ id }) => id)).toEqual(['a']);
  }
  expect(ticketsMatching('', tickets)).toEqual([]);
});
