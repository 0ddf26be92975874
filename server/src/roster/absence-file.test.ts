import { describe, expect, test } from 'vitest';
import type { Person } from '@vigie/shared/people/person';
import { absenceKinds } from '@vigie/shared/roster/absence';
import { readAbsences } from './absence-file.ts';

function person(id: string, rank: string, name: string): Person {
  return {
    ...{ id, login: id, rank, name, alias: id, role: 'agent', teamId: 'JOUR-A', clearances: [] },
    ...{ active: true, signedInAt: null, pausedAt: null, seq: 1 },
  };
}
const people = [
  person('lefevre', 'Brg', 'Lefèvre'),
  person('deon', 'Gpx', 'd’Éon'),
  person('delatour', 'Gpx', 'de La Tour'),
  person('petit1', 'Gpx', 'Petit'),
  person('petit2', 'Brg', 'Petit'),
];
const read = (text: string) => readAbsences(new TextEncoder().encode(text), people);
const latin1 = (text: string) => Uint8Array.from(text, (sign) => sign.charCodeAt(0));

describe('[ROST-2] a year of absences from a file', () => {
  test('the default of a French Excel works: Latin-1, semicolons, dates with slashes', () => {
    const bytes = latin1(
      'identifiant;motif;du;au;note\r\nLef\u00e8vre;CA;06/07/2026;31/07/2026;\u00e9t\u00e9\r\n',
    );
    expect(readAbsences(bytes, people)).toEqual({
      ok: true,
      lines: [
        {
          ...{ line: 2, personId: 'lefevre', absence: 'CA', note: 'été' },
          ...{ from: '2026-07-06', to: '2026-07-31' },
        },
      ],
    });
  });

  test.each(["d'Eon", 'D’ÉON', 'gpx d’éon', 'deon'])(
    '%s is found, accents and particles apart',
    (who) => {
      expect(read(`\uFEFF${who};ARTT;2026-07-06;`)).toMatchObject({
        lines: [{ personId: 'deon', from: '2026-07-06', to: '2026-07-06' }],
      });
    },
  );

  test('every motive that the error offers is understood', () => {
    const refused = read('Lefèvre;vacances;06/07/2026;');
    const [, offered = ''] = refused.ok ? [] : (refused.errors[0]?.message.split(' parmi ') ?? []);
    const file = offered.split(', ').map((kind) => `Lefèvre;${kind};06/07/2026;`);
    const understood = read(file.join('\n'));
    expect(understood.ok && understood.lines.map(({ absence }) => absence)).toEqual(absenceKinds);
  });

  test('every wrong line is named, with what was expected, and nothing is read', () => {
    const file = [
      'identifiant;motif;du;au',
      'inconnu;CA;06/07/2026;',
      'Petit;CA;06/07/2026;',
      'de La Tour;vacances;06/07/2026;',
      'de La Tour;CA;31/02/2026;',
      'de La Tour;CA;06/07/2026;05/07/2026',
      'de La Tour;CA;06/07/2026;07/07/2026',
    ].join('\n');
    expect(read(file)).toMatchObject({
      ok: false,
      errors: [
        {
          line: 2,
          why: { kind: 'line', fault: 'unknown-person', words: ['inconnu'] },
          message: '« inconnu » : identifiant ou nom inconnu',
        },
        { line: 3, message: '« Petit » : plusieurs agents, identifiant attendu' },
        {
          line: 4,
          message:
            '« vacances » : motif attendu parmi CA, ARTT, RPS, CET, CM, ASA, formation, mission, récupération, absence injustifiée',
        },
        { line: 5, message: '« 31/02/2026 » : date attendue sous la forme 24/11/2026' },
        { line: 6, message: 'la fin (05/07/2026) précède le début (06/07/2026)' },
      ],
    });
  });

  test.each([
    [
      'CA',
      ['CA', 'ca', 'C.A.', 'congé', 'Congés', 'congé annuel', 'Congés annuels', 'congés payés'],
    ],
    ['ARTT', ['RTT', 'ARTT', 'jours RTT']],
    ['CM', ['maladie', 'CM', 'Arrêt maladie', 'congé de maladie']],
    ['CET', ['CET', 'compte épargne-temps']],
    ['RPS', ['RPS', 'repos de pénibilité spécifique', 'Repos compensateur (RPS)']],
    ['ASA', ['ASA', 'autorisation spéciale d’absence', "autorisation d'absence"]],
    ['training', ['Formation', 'stages']],
    ['recovery', ['récup', 'récupérations']],
  ])('%s is understood in the spellings of a service', (kind, spellings) => {
    const understood = read(spellings.map((each) => `deon;${each};06/07/2026;`).join('\n'));
    expect(understood.ok ? understood.lines.map(({ absence }) => absence) : understood).toEqual(
      spellings.map(() => kind),
    );
  });

  test('all that is wrong with a line is said at once', () => {
    const refused = read('inconnu;vacances;31/02/2026;32/02/2026');
    expect(
      refused.ok ? [] : refused.errors.map(({ line, message }) => [line, message.slice(0, 12)]),
    ).toEqual([
      [1, '« inconnu » '],
      [1, '« vacances »'],
      [1, '« 31/02/2026'],
      [1, '« 32/02/2026'],
    ]);
  });

  test('a workbook is no text, and is told from an empty file', () => {
    const workbook = Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x14, 0x00, 0x06, 0x00]);
    expect(readAbsences(workbook, people)).toMatchObject({
      errors: [{ line: 1, message: expect.stringContaining('pas du texte') as string }],
    });
  });

  test('an empty file and an open quotation mark are said', () => {
    expect(read('identifiant;motif;du;au\n')).toMatchObject({ ok: false });
    expect(read('deon;"CA;06/07/2026;\n')).toMatchObject({
      ok: false,
      errors: [{ message: 'des guillemets ne sont pas fermés ou sont mal placés' }],
    });
  });
});
