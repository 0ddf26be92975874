import { handoverIdOf, nextRelief } from '@vigie/shared/handover/relief';
import { defaultCycle } from '@vigie/shared/roster/cycle';
import { handoverPageSchema, sheetSchema } from '@vigie/shared/wire/handover';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { password, TestService } from '../testing/test-service.ts';

const minute = 60_000;
let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
});
afterEach(() => service.close());

/** What a colleague's screen is told of the relief's sheet; null while there is none. */
async function alertShown(login: string): Promise<string | null> {
  const page = handoverPageSchema.parse((await service.get(login, '/api/handovers')).json());
  return page.handovers[0]?.alert ?? null;
}

test('[HAND-4] the running service opens the sheet, calls out 30 and 10 minutes before and 8 after, and a lead who is not there is replaced by the next in rank, in writing', async () => {
  const relief = nextRelief(defaultCycle, service.time.now());
  const path = `/api/handovers/${encodeURIComponent(handoverIdOf(relief))}`;
  const sheet = async () => sheetSchema.parse((await service.get('cleo', path)).json());
  const goTo = (instant: number) => service.advance(instant - service.time.now());

  await goTo(relief.reliefAt - 31 * minute);
  for (const login of ['ana', 'cleo']) await service.signIn(login);
  expect(await alertShown('ana')).toBeNull();
  await goTo(relief.reliefAt - 30 * minute);
  expect(await alertShown('ana')).toBe('before-30');
  await goTo(relief.reliefAt - 10 * minute);
  expect(await alertShown('ana')).toBe('before-10');
  await goTo(relief.reliefAt + 8 * minute - 1);
  expect(await alertShown('ana')).toBe('before-10');
  await goTo(relief.reliefAt + 8 * minute);
  expect(await alertShown('ana')).toBe('unsigned');

  // Locks go on, whatever is not signed.
  const ticketId = await service.receive();
  const claim = { type: 'claim-ticket', ticketId, outsideShift: true };
  expect((await service.command('ana', claim)).json()).toMatchObject({ ok: true });

  const replaced = { personId: 'cleo', inPlaceOf: 'rousseau' };
  expect((await sheet()).signatories.outgoing).toEqual(replaced);
  const propose = {
    type: 'propose-handover',
    handoverId: handoverIdOf(relief),
    signature: { password },
  };
  expect((await service.command('ana', propose)).json()).toMatchObject({ refusal: 'not-allowed' });
  expect((await service.command('cleo', propose)).json()).toMatchObject({ ok: true });
  expect(await sheet()).toMatchObject({
    state: 'proposed',
    proposal: { by: 'cleo', inPlaceOf: 'rousseau' },
  });
});

test('[HAND-2] who has no passkey to sign with is told so, and how to sign', async () => {
  const payload = { type: 'propose-handover', handoverId: 'handover:JOUR-A:2026-11-24' };
  await service.signIn('ana');
  const answer = await service.post('ana', '/api/signatures/options', payload);
  expect(answer.statusCode).toBe(409);
  expect(answer.json()).toEqual({
    ok: false,
    refusal: 'wrong-state',
    message: 'Aucune clé d’accès n’est enregistrée à votre nom : signez par votre mot de passe.',
  });
});
