import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkProjections } from '@vigie/db/check-projections';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import type { Command } from '@vigie/shared/wire/command';
import type { RosterAnswer } from '@vigie/shared/wire/roster';
import { TestService } from '../testing/test-service.ts';
import type { Login } from '../testing/test-room.ts';

let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
  for (const login of ['gallois', 'morel', 'rousseau', 'ana', 'ben', 'dina'] as const) {
    await service.signIn(login);
  }
});
afterEach(() => service.close());

let count = 0;
const does = async (login: Login, command: Record<string, unknown>) => {
  count += 1;
  const key = `roster-test-${String(count)}`;
  return (await service.post(login, '/api/commands', { key, command })).json<{
    ok: boolean;
    refusal?: string;
    overrideId?: string;
    findings?: { rule: string; severity: string }[];
  }>();
};
const roster = async (login: Login, more = '') =>
  (await service.get(login, `/api/roster?from=2026-11-23&days=14${more}`)).json<RosterAnswer>();
const absence = (personId: string, kind: string, from: string, to = from) => ({
  ...{ type: 'enter-absence', personId, absence: kind, from, to },
});
const exemption = { reason: 'Effectif réduit', compensation: 'Repos le 2' };

describe('[ACCESS-1] who enters what', () => {
  test('a lead notes a fact of the own team tonight, and plans nothing', async () => {
    expect(await does('rousseau', absence('ana', 'CM', '2026-11-24'))).toMatchObject({ ok: true });
    for (const command of [
      absence('ben', 'CA', '2026-11-24'),
      absence('ben', 'CM', '2026-11-28'),
      absence('dina', 'CM', '2026-11-24'),
    ]) {
      expect(await does('rousseau', command)).toMatchObject({ refusal: 'not-allowed' });
    }
    expect(await does('ana', absence('ana', 'CM', '2026-11-24'))).toMatchObject({
      refusal: 'not-allowed',
    });
  });

  test('colleagues see that somebody is absent; the kind and the words are for the command, the clerks and the person', async () => {
    await does('dina', { ...absence('ana', 'CM', '2026-11-24'), note: 'grippe' });
    const seen = async (login: Login) => {
      const { rows, overrides } = await roster(login);
      const cell = rows.find(({ id }) => id === 'ana')?.cells.find(({ absence: is }) => is);
      return [cell?.absence?.kind, overrides[0]?.absence, overrides[0]?.note];
    };
    for (const login of ['gallois', 'dina', 'ana'] as const) {
      expect(await seen(login)).toEqual(['CM', 'CM', 'grippe']);
    }
    for (const login of ['ben', 'rousseau'] as const) {
      expect(await seen(login)).toEqual([null, null, null]);
    }
    expect(JSON.stringify((await service.get('rousseau', '/api/log')).json())).not.toMatch(
      /"CM"|grippe/,
    );
  });

  test('everybody sees their own hours, the clerks everybody’s', async () => {
    const accounts = async (login: Login) =>
      (await service.get(login, '/api/roster/accounts?from=2026-11-01&to=2026-11-30')).json<{
        accounts: { personId: string }[];
      }>().accounts;
    expect((await accounts('ana')).map(({ personId }) => personId)).toEqual(['ana']);
    expect((await accounts('dina')).length).toBeGreaterThan(5);
  });
});

describe('[ACCESS-1] hours of others', () => {
  test('an average is told to the person, the command and the clerks; a lead sees the rests alone', async () => {
    for (let n = 0; n < 16; n += 1) {
      const startMs = Date.UTC(2026, 7, 1 + 2 * n, 6);
      const extra = { type: 'order-extra-shift', personId: 'ben', teamId: null, startMs };
      await does('gallois', { ...extra, endMs: startMs + 14 * 3_600_000, exemption });
    }
    const rulesOf = async (login: Login) => {
      const { findings } = (await service.get(login, '/api/roster/rules')).json<{
        findings: { rule: string; personId: string | null }[];
      }>();
      return new Set(findings.filter(({ personId }) => personId === 'ben').map(({ rule }) => rule));
    };
    expect(await rulesOf('dina')).toContain('weekly-average');
    expect(await rulesOf('rousseau')).not.toContain('weekly-average');
  });
});

describe('[ROST-1] the table for spreadsheets', () => {
  test('opens in a French Excel: a mark at its head, semicolons, dates with slashes, no kind that the reader may not know', async () => {
    await does('dina', absence('ana', 'CM', '2026-11-24'));
    const file = async (login: Login) =>
      await service.get(login, '/api/roster/export?from=2026-11-24&days=3');
    const seen = await file('dina');
    expect(seen.headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(seen.headers['content-disposition']).toBe(
      'attachment; filename="service-2026-11-24.csv"',
    );
    expect(seen.body.startsWith('\uFEFF')).toBe(true);
    const [head, ...lines] = seen.body.slice(1).trimEnd().split('\n');
    expect(head).toBe('agent;brigade;24/11/2026;25/11/2026;26/11/2026');
    expect(lines).toContain('Gpx ana;JOUR-A;CM;;');
    await does('gallois', { ...absence('cleo', 'recovery', '2026-11-24'), exemption });
    expect(lines).toContain('Gpx ben;JOUR-A;J;;');
    expect((await file('dina')).body).toContain('Brg cleo;JOUR-A;récupération;;');
    expect(lines).toContain('Mme dina;;B;B;B');
    expect((await file('ben')).body).toContain('Gpx ana;JOUR-A;absent;;');
  });

  test('a name that would be a formula is text', async () => {
    const person = { login: 'formule', rank: '', name: '=1+1', alias: 'f', role: 'agent' };
    await does('gallois', { type: 'add-person', ...person, teamId: 'JOUR-A', clearances: [] });
    const { body } = await service.get('dina', '/api/roster/export?from=2026-11-24&days=1');
    expect(body).toContain("'=1+1;JOUR-A");
    expect(body).not.toMatch(/^=1/m);
  });
});

describe('[ROST-2] rules at the desk', () => {
  test('an error in what is planned is refused with its findings, and goes through by a supervisor’s exemption', async () => {
    const leave = absence('ana', 'CA', '2026-11-28');
    const refused = await does('dina', leave);
    expect(refused).toMatchObject({ ok: false, refusal: 'rules-broken' });
    expect(refused.findings?.map(({ rule }) => rule)).toContain('cover');
    expect(await does('dina', { ...leave, exemption })).toMatchObject({ refusal: 'not-allowed' });
    expect(await does('gallois', { ...leave, exemption })).toMatchObject({ ok: true });
    const [override] = (await roster('gallois')).overrides;
    expect(override?.exemption).toMatchObject({ ...exemption, by: 'gallois' });
  });

  test('a fact never blocks, and becomes a hole', async () => {
    expect(await does('dina', absence('ana', 'CM', '2026-11-28'))).toMatchObject({ ok: true });
    const { holes } = (await service.get('dina', '/api/roster/holes')).json<{
      holes: { shiftId: string; absent: string[] }[];
    }>();
    expect(holes.find(({ shiftId }) => shiftId === 'JOUR-A:2026-11-28')?.absent).toEqual(['ana']);
  });

  test('overlapping absences, a swap with oneself, a date that does not exist', async () => {
    await does('dina', absence('ana', 'CM', '2026-11-24', '2026-11-26'));
    expect(await does('dina', absence('ana', 'CM', '2026-11-26'))).toMatchObject({
      refusal: 'overlapping-absence',
    });
    const shiftId = 'JOUR-A:2026-11-28';
    const swap = { type: 'ask-swap', shiftId, withId: 'ben', withShiftId: shiftId };
    expect(await does('ben', swap)).toMatchObject({ refusal: 'swap-with-oneself' });
    expect(await does('dina', absence('ben', 'CM', '2026-02-30'))).toMatchObject({
      refusal: 'bad-input',
    });
    const nowhere = { type: 'order-recall', personId: 'ben', shiftId: 'JOUR-A:2026-13-45' };
    expect(await does('dina', nowhere)).toMatchObject({ refusal: 'bad-input' });
  });

  test('nobody is recalled from leave, whatever the exemption', async () => {
    await does('gallois', { ...absence('ana', 'CA', '2026-11-25'), exemption });
    const recall = { type: 'order-recall', personId: 'ana', shiftId: 'JOUR-B:2026-11-25' };
    expect(await does('gallois', { ...recall, exemption })).toMatchObject({ refusal: 'on-leave' });
  });
});

describe('[ROST-1] a swap', () => {
  const swap: Command = {
    ...{ type: 'ask-swap', shiftId: 'JOUR-A:2026-11-28', withId: 'ben', note: null },
    withShiftId: 'JOUR-B:2026-11-30',
  };
  const posting = {
    type: 'post-person',
    personId: 'ben',
    teamId: 'JOUR-B',
    from: '2026-11-25',
    to: null,
  };

  test('is asked, agreed by the other, approved by the command, and only then has effect', async () => {
    expect(await does('ana', swap)).toMatchObject({ refusal: 'not-on-shift' });
    await does('gallois', { ...posting, exemption });
    const { overrideId } = await does('ana', swap);
    const answer = { type: 'answer-swap', overrideId, agrees: true };
    const settle = { type: 'settle-swap', overrideId, approves: true, exemption };
    expect(await does('gallois', settle)).toMatchObject({ refusal: 'wrong-state' });
    expect(await does('ana', answer)).toMatchObject({ refusal: 'not-allowed' });
    expect(await does('ben', answer)).toMatchObject({ ok: true });
    expect(await does('ben', settle)).toMatchObject({ refusal: 'not-allowed' });
    const dates = async () =>
      (await roster('ana', '&person=ana')).rows[0]?.cells.map(({ date }) => date);
    expect(await dates()).toContain('2026-11-28');
    expect(await does('gallois', settle)).toMatchObject({ ok: true });
    const anas = (await roster('ana', '&person=ana')).rows[0]?.cells ?? [];
    expect(anas.find(({ date }) => date === '2026-11-30')?.duties[0]?.basis).toBe('swap');
    expect(anas.find(({ date }) => date === '2026-11-28')?.duties ?? []).toEqual([]);
  });
});

describe('[ROST-1] nothing is overwritten', () => {
  test('the roster is shown as it was known at an instant', async () => {
    const { overrideId } = await does('dina', absence('ana', 'CM', '2026-11-28'));
    const knownAt = service.time.now();
    await service.time.advance(60_000, () => Promise.resolve());
    await does('dina', { type: 'cancel-override', overrideId });
    const isAbsent = async (more = '') =>
      (await roster('dina', `&person=ana${more}`)).rows[0]?.cells.some(({ absence: is }) => is);
    expect(await isAbsent()).toBe(false);
    expect(await isAbsent(`&knownAt=${String(knownAt)}`)).toBe(true);
  });

  test('[ROST-1] an anchor in a clock change is refused, with what is wrong and what was expected', async () => {
    const teams = defaultCycle.teams.map((team) =>
      team.id === 'JOUR-A' ? { ...team, from: '02:30' } : team,
    );
    const named = await does('gallois', {
      ...{ type: 'change-roster-plan', from: '2027-03-28' },
      cycle: { ...defaultCycle, anchor: '2027-03-28', teams },
    });
    expect(named).toMatchObject({ refusal: 'bad-input' });
    expect(named).toHaveProperty(
      'message',
      expect.stringContaining('le même cycle part du 2027-04-11'),
    );
  });

  test('[LOG-3] the projections stay the fold of the log', async () => {
    await does('dina', absence('ana', 'CM', '2026-11-28'));
    await does('gallois', {
      type: 'change-roster-plan',
      from: '2026-12-01',
      holidays: 'alsace-moselle',
    });
    const { openDatabase } = await import('@vigie/db/database');
    const database = openDatabase(`${service.folder}/vigie.db`, { now: () => 0 });
    expect(await checkProjections(database)).toMatchObject({ ok: true });
    database.close();
  });
});

describe('[ROST-4] outside one’s shift', () => {
  test('a claim asks to be confirmed; on duty it does not', async () => {
    const [one, other] = [await service.receive(), await service.receive()];
    expect(await does('ana', { type: 'claim-ticket', ticketId: one })).toMatchObject({ ok: true });
    await does('dina', absence('ben', 'CM', '2026-11-24'));
    const claim = { type: 'claim-ticket', ticketId: other };
    expect(await does('ben', claim)).toMatchObject({ refusal: 'outside-shift' });
    expect(await does('ben', { type: 'claim-next' })).toMatchObject({ refusal: 'outside-shift' });
    expect(await does('ben', { ...claim, outsideShift: true })).toMatchObject({ ok: true });
  });
});

describe('[ROST-1] the calendar', () => {
  test('is open to whoever shows the link in force, in UTC, and to nobody after it is revoked', async () => {
    const path = async () =>
      (await service.get('ana', '/api/roster/calendar')).json<{ path: string | null }>().path;
    expect(await path()).toBeNull();
    await does('ana', { type: 'open-calendar' });
    const first = (await path()) ?? '';
    const feed = await service.get(null, first);
    expect(feed.statusCode).toBe(200);
    expect(feed.body).toContain('DTSTART:20261124T050000Z');
    expect(feed.body).toContain('SUMMARY:Vacation de jour · JOUR-A');
    await does('ana', { type: 'open-calendar' });
    expect((await service.get(null, first)).statusCode).toBe(404);
    const second = (await path()) ?? '';
    expect(await does('ben', { type: 'revoke-calendar', personId: 'ana' })).toMatchObject({
      refusal: 'not-allowed',
    });
    await does('dina', { type: 'revoke-calendar', personId: 'ana' });
    expect((await service.get(null, second)).statusCode).toBe(404);
  });
});
