import { describe, expect, test } from 'vitest';
import { actor } from '../ticket/testing.ts';
import { decideSettings, type SettingChange } from './decide.ts';
import { definitions } from './definitions.ts';
import { evolveSettings, unchangedSettings, valuesInForce, type SettingsState } from './state.ts';

const commissioner = actor('cre', 'commissioner');
const officer = actor('cne', 'officer');

function decided(changes: SettingChange[], state = unchangedSettings, by = commissioner) {
  return decideSettings(state, { changes, given: { lease: 600 } }, by);
}

function after(changes: SettingChange[], state = unchangedSettings): SettingsState {
  const decision = decided(changes, state);
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.events.reduce(
    (folded, event, n) =>
      evolveSettings(folded, { event, at: 5, by: 'cre', seq: n + 1, streamId: 'settings' }),
    state,
  );
}

describe('[LOG-1] a change of settings', () => {
  test('says the value that was in force before, be it of the environment, and the one after', () => {
    expect(decided([{ setting: 'lease', value: 300 }])).toEqual({
      ok: true,
      events: [{ type: 'setting-changed', setting: 'lease', before: 600, after: 300 }],
    });
  });

  test('wins over the environment until it is taken back', () => {
    const changed = after([{ setting: 'lease', value: 300 }]);
    expect(valuesInForce({ lease: 600 }, changed).lease).toBe(300);
    const back = after([{ setting: 'lease', value: null }], changed);
    expect(valuesInForce({ lease: 600 }, back).lease).toBe(600);
  });

  test('that changes nothing is refused, and of several only what differs becomes an event', () => {
    const changed = after([{ setting: 'lease', value: 300 }]);
    expect(decided([{ setting: 'lease', value: 300 }], changed)).toMatchObject({
      refusal: 'unchanged',
    });
    expect(
      decided(
        [
          { setting: 'lease', value: 300 },
          { setting: 'prefer', value: 60 },
        ],
        changed,
      ),
    ).toMatchObject({ ok: true, events: [{ setting: 'prefer' }] });
  });
});

describe('[RUN-2] a wrong value is named with what was expected', () => {
  test.each([
    ['claim-limit', 0],
    ['claim-limit', 101],
    ['claim-limit', 2.5],
    ['claim-limit', 'trois'],
  ] as const)('%s: %s', (setting, value) => {
    expect(decided([{ setting, value }])).toMatchObject({
      refusal: 'bad-setting',
      faults: [{ setting, fault: 'no-number', least: 1, most: 100, unit: 'tickets' }],
    });
  });

  test.each([
    ['stale-after', 901, 'lease', 600],
    ['disconnected', 700, 'lease', 600],
    ['escalate-lead', 301, 'escalate-officer', 300],
    ['target-P1', 241, 'target-P2', 240],
    ['reopen-within', 100, 'retention-other', 90],
  ] as const)('%s may not be above %s', (setting, value, other, limit) => {
    expect(decided([{ setting, value }])).toMatchObject({
      faults: [{ setting, fault: 'above', other, value: limit }],
    });
  });

  test('what is kept must outlast what may be reopened', () => {
    const longer = after([{ setting: 'reopen-within', value: 60 }]);
    expect(decided([{ setting: 'retention-biens', value: 45 }], longer)).toMatchObject({
      faults: [{ setting: 'retention-biens', fault: 'below', other: 'reopen-within', value: 60 }],
    });
  });

  test('one wrong value refuses all', () => {
    const both = decided([
      { setting: 'prefer', value: 60 },
      { setting: 'lease', value: 1 },
    ]);
    expect(both.ok).toBe(false);
  });
});

describe('[MAIL-7] the text of the acknowledgement', () => {
  const first = String(definitions.acknowledgement.initial);
  const lacking = (value: string) => decided([{ setting: 'acknowledgement', value }]);

  test.each(['17', '112', '114'] as const)('keeps the %s in its first line', (number) => {
    const moved = `${first.replace(number, 'X')}\nAppelez le ${number}.`;
    expect(lacking(moved)).toMatchObject({ faults: [{ fault: 'lacks', parts: [number] }] });
  });

  test.each(['{reception}', '{service}', '{adresse}', '{courriel}', '{telephone}'] as const)(
    'says %s, as CRPA R112-11-1 wants',
    (part) => {
      const parts = [part];
      expect(lacking(first.replace(part, ''))).toMatchObject({ faults: [{ parts }] });
    },
  );

  test('may say the same in other words', () => {
    expect(lacking(first.replace('Madame, Monsieur,', 'Bonjour,')).ok).toBe(true);
  });
});

describe('[ACCESS-1] who changes what', () => {
  test('an officer changes targets and lock times, and not how long words are kept', () => {
    const by = (setting: SettingChange['setting']) =>
      decided([{ setting, value: 300 }], unchangedSettings, officer);
    expect(by('target-igpn').ok).toBe(true);
    expect(by('prefer').ok).toBe(true);
    expect(by('retention-biens')).toMatchObject({ refusal: 'not-allowed' });
  });

  test.each(['lead', 'agent', 'clerk'] as const)('a %s changes nothing', (role) => {
    const change: SettingChange = { setting: 'prefer', value: 300 };
    expect(decided([change], unchangedSettings, actor('x', role))).toMatchObject({
      refusal: 'not-allowed',
    });
  });
});
