import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ImportAnswer, RosterAnswer } from '@vigie/shared/wire/roster';
import { TestService } from '../testing/test-service.ts';
import type { Login } from '../testing/test-room.ts';

let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
  for (const login of ['gallois', 'ana', 'dina'] as const) await service.signIn(login);
});
afterEach(() => service.close());

let keys = 0;
const importing = async (login: Login, payload: string | Buffer, more = '', key = newKey()) => {
  const url = `/api/roster/import?key=${key}${more}`;
  const headers = { 'content-type': 'text/csv' };
  return (await service.ask(login, { method: 'POST', url, headers, payload })).json<
    ImportAnswer & { refusal?: string }
  >();
};
function newKey(): string {
  keys += 1;
  return `import-${String(keys)}`;
}
const absentDates = async () => {
  const answer = await service.get('dina', '/api/roster?from=2026-11-23&days=28');
  return answer
    .json<RosterAnswer>()
    .rows.flatMap(({ id, cells }) =>
      cells.flatMap(({ date, absence }) =>
        absence ? [`${id} ${date} ${String(absence.kind)}`] : [],
      ),
    );
};

test('[ROST-2] a good file is looked at first, then entered once, however often it is sent', async () => {
  const file = 'identifiant;motif;du;au;note\nana;maladie;24/11/2026;25/11/2026;grippe\n';
  expect(await importing('dina', file, '&preview=1')).toMatchObject({ ok: true, imported: 0 });
  expect(await absentDates()).toEqual([]);
  expect(await importing('dina', file, '', 'import-once')).toMatchObject({ ok: true, imported: 1 });
  expect(await importing('dina', file, '', 'import-once')).toMatchObject({ ok: true, imported: 1 });
  expect(await absentDates()).toEqual(['ana 2026-11-24 CM', 'ana 2026-11-25 CM']);
});

test('[ROST-2] Latin-1 with semicolons, as a French spreadsheet saves it', async () => {
  const file = Buffer.from('agent;motif;du;au\r\nana;Congé de maladie;24/11/2026;\r\n', 'latin1');
  expect(await importing('dina', file)).toMatchObject({ ok: true, imported: 1 });
});

test('[ROST-2] one wrong line, and nothing of the file is entered: neither what is unreadable nor what overlaps', async () => {
  const unreadable = 'ana;maladie;24/11/2026;\ninconnu;maladie;25/11/2026;\n';
  expect(await importing('dina', unreadable)).toMatchObject({ ok: false, errors: [{ line: 2 }] });
  const overlapping = 'ana;maladie;24/11/2026;27/11/2026\nana;maladie;26/11/2026;\n';
  for (const more of ['&preview=1', '']) {
    const refused = await importing('dina', overlapping, more);
    expect(refused).toMatchObject({ ok: false, errors: [{ line: 2 }], barred: null });
  }
  expect(await absentDates()).toEqual([]);
});

test('[ROST-2] what only the rules refuse is given back for an exemption, with the line that breaks them', async () => {
  const file = 'identifiant;motif;du;au\nana;CA;28/11/2026;\n';
  const refused = await importing('gallois', file);
  expect(refused).toMatchObject({ ok: false, errors: [{ line: 2 }] });
  if (refused.ok) throw new Error('the rules let it through');
  expect(refused.barred?.findings.map(({ rule }) => rule)).toContain('cover');
  const absences = refused.barred?.absences.map(({ line: _, ...absence }) => absence);
  const exemption = { reason: 'Effectif réduit', compensation: 'Repos le 2' };
  const command = { type: 'enter-absences', absences, exemption };
  const exempted = await service.post('gallois', '/api/commands', {
    key: 'import-exempt',
    command,
  });
  expect(exempted.json()).toMatchObject({ ok: true });
  expect(await absentDates()).toEqual(['ana 2026-11-28 CA']);
});

test('[ACCESS-1] an agent imports nothing', async () => {
  expect(await importing('ana', 'ana;CA;24/11/2026;')).toMatchObject({ refusal: 'not-allowed' });
});
