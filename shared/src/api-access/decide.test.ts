import { describe, expect, test } from 'vitest';
import { acts, may } from '../access/may.ts';
import { evolvePerson } from '../people/evolve.ts';
import { actor } from '../ticket/testing.ts';
import { evolveApiAccess, noApiAccess, type ApiAccessEvent } from './api-access.ts';
import { decideApiAccess, longestTokenMs, type ApiAccessCommand } from './decide.ts';
import { actsOf, isInScope, scopes } from './scope.ts';

const commissioner = actor('cre', 'commissioner');
const fields = { login: 'd', rank: 'M.', name: 'D', alias: 'D', teamId: null, clearances: [] };
const person = evolvePerson(null, {
  ...{ seq: 1, at: 0, by: 'system', streamId: 'dina' },
  event: { type: 'person-added', role: 'clerk', ...fields },
});
const create: ApiAccessCommand = {
  ...{ type: 'create-token', tokenId: 't', name: 'Tableau', scopes: ['read-tickets'], person },
  ...{ sha256: 'hash', expiresAt: 1_000 },
};
const fold = (...events: ApiAccessEvent[]) =>
  events.reduce(
    (state, event, n) =>
      evolveApiAccess(state, { event, seq: n + 5, at: n, by: 'cre', streamId: 'api-access' }),
    noApiAccess,
  );
const decide = (command: ApiAccessCommand, state = noApiAccess, by = commissioner, at = 10) =>
  decideApiAccess(state, command, by, at);
const made: ApiAccessEvent = {
  ...{ type: 'token-created', tokenId: 't', name: 'Tableau', scopes: ['read-tickets'] },
  ...{ personId: 'dina', sha256: 'hash', expiresAt: 1_000 },
};
const hooked: ApiAccessEvent = {
  ...{ type: 'webhook-created', webhookId: 'w', name: 'Mairie', url: 'https://x.example/' },
  ...{ events: ['ticket-opened'], personal: false },
};

describe('[ACCESS-1] tokens and webhooks', () => {
  test('are the commissioner’s alone', () => {
    expect(decide(create)).toEqual({ ok: true, events: [made] });
    expect(decide(create, noApiAccess, actor('cne', 'officer'))).toMatchObject({
      refusal: 'not-allowed',
    });
  });

  test('a token acts for somebody of the service, until an instant to come, for a year at most', () => {
    expect(decide({ ...create, person: null })).toMatchObject({ refusal: 'unknown-person' });
    const gone = { ...create, person: { ...person, active: false } };
    expect(decide(gone)).toMatchObject({ refusal: 'unknown-person' });
    expect(decide({ ...create, expiresAt: 10 })).toMatchObject({ refusal: 'in-the-past' });
    const long = { ...create, expiresAt: 11 + longestTokenMs };
    expect(decide(long)).toMatchObject({ refusal: 'limit-reached' });
  });

  test('is revoked once, and stays known', () => {
    const revoke = { type: 'revoke-token', tokenId: 't' } as const;
    expect(decide(revoke)).toMatchObject({ refusal: 'not-found' });
    expect(decide(revoke, fold(made))).toMatchObject({ ok: true });
    const revoked = fold(made, { type: 'token-revoked', tokenId: 't' });
    expect(decide(revoke, revoked)).toMatchObject({ refusal: 'unchanged' });
    expect(revoked.tokens['t']).toMatchObject({ name: 'Tableau', revokedAt: 1 });
  });

  test('a webhook to where this installation may not call is refused; it hears of what comes after it', () => {
    const hook = { ...hooked, type: 'create-webhook' } as const;
    expect(decide({ ...hook, urlAllowed: false })).toMatchObject({
      refusal: 'address-not-allowed',
    });
    expect(decide({ ...hook, urlAllowed: true })).toEqual({ ok: true, events: [hooked] });
    expect(fold(made, hooked).webhooks['w']).toMatchObject({ after: 6, removedAt: null });
  });
});

describe('[ACCESS-1] scopes', () => {
  test('are made of acts that there are', () => {
    for (const scope of scopes) for (const act of actsOf[scope] ?? []) expect(acts).toContain(act);
  });

  test('a program does what its scopes say, and never more than its person', () => {
    const program = { ...actor('ana'), scopes: ['work-on-tickets', 'supervise'] as const };
    expect(may(program, 'claim-ticket')).toBe(true);
    expect(may(program, 'seize-ticket')).toBe(false);
    expect(may({ ...program, role: 'officer' }, 'seize-ticket')).toBe(true);
    expect(may({ ...program, scopes: ['read-tickets'] }, 'claim-ticket')).toBe(false);
  });

  test('no scope opens rights, secrets or signatures', () => {
    const never = ['reset-password', 'add-person', 'create-token', 'accept-handover'] as const;
    for (const act of never) expect(isInScope(scopes, act)).toBe(false);
  });
});
