import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import { TestService } from '../testing/test-service.ts';

const minute = 60_000;
let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
  for (const login of ['gallois', 'rousseau'] as const) await service.signIn(login);
});
afterEach(() => service.close());

/** The day goes until 16:08 by a cycle that holds from today; it is 14:00. */
async function endDaysEarlier(): Promise<void> {
  const teams = defaultCycle.teams.map((team) =>
    team.to === '18:08' ? { ...team, to: '16:08' } : { ...team, from: '16:00' },
  );
  const cycle = { ...defaultCycle, teams };
  const exemption = { reason: 'Essai d’un autre cycle', compensation: 'Aucune heure perdue' };
  const change = { type: 'change-roster-plan', from: '2026-11-24', cycle, exemption };
  expect((await service.command('gallois', change)).json()).toMatchObject({ ok: true });
}

const happened = async (type: string) =>
  (await service.app.log.read(0, 1_000))
    .map(({ event }) => event)
    .filter((event) => event.type === type);

test('[ROST-4] a cycle that is changed moves the relief at once, without a restart', async () => {
  await endDaysEarlier();
  await service.advance(97 * minute);
  expect(await happened('handover-opened')).toEqual([]);
  await service.advance(minute);
  const reliefAt = Date.UTC(2026, 10, 24, 15, 8);
  expect(await happened('handover-opened')).toMatchObject([{ reliefAt }]);
  await service.advance(30 * minute);
  const began = await happened('shift-began');
  expect(began.at(-1)).toMatchObject({ shiftId: 'NUIT-A:2026-11-24' });
});

test('[ROST-4] a sheet that a lead opens is of the relief by the cycle as it stands', async () => {
  await endDaysEarlier();
  await service.command('rousseau', { type: 'open-handover' });
  const reliefAt = Date.UTC(2026, 10, 24, 15, 8);
  expect(await happened('handover-opened')).toMatchObject([{ reliefAt }]);
});
