import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { headOf } from '@vigie/db/verify-chain';
import { readsBetween } from '@vigie/db/queries/reads';
import { audiences, type Audience } from '@vigie/shared/access/audience';
import {
  looksSchema,
  pastSchema,
  pastShiftSchema,
  pastStepsSchema,
  type Past,
} from '@vigie/shared/wire/past';
import { viewSchema, type View } from '@vigie/shared/wire/view';
import { LiveRoom } from '../live/live-room.ts';
import { findWords, loadRoom } from '../live/load-room.ts';
import type { Login } from '../testing/test-room.ts';
import { TestService } from '../testing/test-service.ts';

const minute = 60_000;
let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
  for (const login of ['gallois', 'morel', 'rousseau', 'ana', 'cleo', 'dina'] as const) {
    await service.signIn(login);
  }
});
afterEach(() => service.close());

const now = () => service.time.now();
async function past(login: Login, at: number): Promise<Past> {
  const answer = await service.get(login, `/api/past?at=${String(at)}`);
  expect(answer.statusCode).toBe(200);
  return pastSchema.parse(answer.json());
}

/** What a fresh live room shows at this moment. */
function live(audience: Audience): View {
  const { database } = service.app;
  const room = new LiveRoom(loadRoom(database), (id) => findWords(database, id));
  return viewSchema.parse(JSON.parse(room.viewBytes(audience).toString()));
}

const absence = { type: 'enter-absence', personId: 'ben', absence: 'CM' } as const;
const acts: readonly (() => Promise<unknown>)[] = [
  () => service.receive(),
  () => service.receive({ finding: { restricted: true } }),
  () => service.command('ana', { type: 'claim-next', outsideShift: true }),
  () => service.command('ana', { type: 'begin-pause' }),
  () => service.command('dina', { ...absence, from: '2026-11-24', to: '2026-11-24' }),
  () => service.command('rousseau', { type: 'open-handover' }),
  () => service.command('morel', { type: 'post-instruction', text: 'Renvoyer vers le 17.' }),
  () =>
    service.command('gallois', {
      type: 'post-person',
      personId: 'cleo',
      teamId: 'NUIT-A',
      from: '2026-11-24',
      to: null,
    }),
  () => service.command('ana', { type: 'end-pause' }),
];

test('[TIME-1] what the desk has done is in the past as it was live: locks, pauses, absences, sheets, postings', async () => {
  const shown: { at: number; views: Record<Audience, View> }[] = [];
  for (const act of acts) {
    await act();
    shown.push({ at: now(), views: { cleared: live('cleared'), uncleared: live('uncleared') } });
    service.time.jump(minute);
  }
  for (const { at, views } of shown) {
    expect((await past('morel', at)).view).toEqual(views.cleared);
    expect((await past('rousseau', at)).view).toEqual(views.uncleared);
  }
  // Each of the kinds did leave its mark: what was compared is not nothing.
  const last = shown.at(-1)?.views.cleared;
  expect(Object.values(last?.duty ?? {}).some(({ absent }) => absent)).toBe(true);
  expect(Object.keys(last?.handovers ?? {})).toHaveLength(1);
  expect(last?.instruction['instruction']?.text).toBe('Renvoyer vers le 17.');
});

describe('[TIME-1] less what is not to be seen today', () => {
  test('a ticket that was restricted since is veiled for the uncleared', async () => {
    const id = await service.receive();
    const at = now();
    service.time.jump(minute);
    await service.command('morel', {
      type: 'change-restriction',
      ticketId: id,
      restricted: true,
      reason: 'x',
    });
    expect((await past('rousseau', at)).view.tickets[id]).toMatchObject({ veiled: true });
    expect((await past('morel', at)).view.tickets[id]).toMatchObject({
      veiled: false,
      restricted: false,
    });
  });

  test('erased words are marked, and everything else stands', async () => {
    const id = await service.receive();
    const at = now();
    const { database } = service.app;
    const before = (await past('morel', at)).view.tickets[id];
    expect(before).not.toHaveProperty('erased');
    database.client.prepare('DELETE FROM ticket_words WHERE ticket_id = ?').run(id);
    expect((await past('morel', at)).view.tickets[id]).toEqual({
      ...before,
      ...{ subject: '', sender: '', erased: true },
    });
  });
});

test('[TIME-1] steps lead from one instant to another; a shift is told as a whole', async () => {
  await service.receive();
  const from = await past('morel', now());
  service.time.jump(minute);
  await service.receive();
  service.time.jump(minute);
  const until = now();
  const answer = await service.get(
    'morel',
    `/api/past/steps?seq=${String(from.seq)}&until=${String(until)}`,
  );
  const { steps, seq, at } = pastStepsSchema.parse(answer.json());
  expect([seq, at]).toEqual([headOf(service.app.database).seq, until]);
  expect(steps.map((step) => step.at)).toEqual([until - minute]);
  const shift = pastShiftSchema.parse(
    (await service.get('morel', `/api/past/shift?at=${String(from.at)}`)).json(),
  );
  expect(shift.arrivals).toHaveLength(2);
  expect([shift.startMs, shift.endMs]).toEqual([
    Date.UTC(2026, 10, 24, 5),
    Date.UTC(2026, 10, 24, 17, 8),
  ]);
});

test('[TIME-1] what is not yet past, and what was before the log, is refused by name', async () => {
  const refusal = async (at: number) => {
    const answer = await service.get('morel', `/api/past?at=${String(at)}`);
    return [answer.statusCode, answer.json<{ refusal: string }>().refusal];
  };
  expect(await refusal(now() + 1)).toEqual([422, 'bad-input']);
  expect(await refusal(0)).toEqual([404, 'before-the-log']);
});

describe('[ACCESS-3] the looking', () => {
  test('is traced, once for each hour of the past that somebody moves about in', async () => {
    const at = now();
    service.time.jump(90 * minute);
    await service.signIn('rousseau');
    for (const ms of [at, at + 1_000, at + 60 * minute, at]) await past('rousseau', ms);
    const looks = readsBetween(service.app.database, [at, now()], 50);
    const seen = looks.filter(({ act }) => act === 'see-past');
    expect(seen.map(({ personId, instant }) => [personId, instant])).toEqual([
      ['rousseau', at + 60 * minute],
      ['rousseau', at],
    ]);
  });

  test('of an instant is listed for the commissioner: who, what, when', async () => {
    const id = await service.receive();
    await service.get('ana', `/api/tickets/${id}`);
    const at = now();
    service.time.jump(minute);
    await service.get('cleo', `/api/tickets/${id}`);
    const answer = await service.get('gallois', `/api/past/looks?at=${String(at)}`);
    const { looks, more } = looksSchema.parse(answer.json());
    expect(more).toBe(false);
    expect(looks.map(({ personId, act, ticket }) => [personId, act, ticket?.id])).toEqual([
      ['ana', 'see-ticket', id],
    ]);
  });
});

describe('[TIME-2] the checkpoints', () => {
  test('stand in a file of their own, which may be thrown away', async () => {
    for (let n = 0; n < 120; n += 1) await service.receive();
    const at = now();
    const before = await past('morel', at);
    await service.stop();
    const file = join(service.folder, 'checkpoints.db');
    expect(existsSync(file)).toBe(true);
    for (const suffix of ['', '-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
    await service.start();
    expect((await past('morel', at)).view).toEqual(before.view);
  });
});

test.each(audiences)(
  '[SYNC-4] %s: a viewer sees the past by the audience that they belong to today',
  async (audience) => {
    const id = await service.receive({ finding: { restricted: true } });
    const login = audience === 'cleared' ? 'morel' : 'rousseau';
    expect((await past(login, now())).view.tickets[id]).toMatchObject({
      veiled: audience === 'uncleared',
    });
  },
);
