import { describe, expect, test } from 'vitest';
import { roles, type Role } from '../people/person.ts';
import { audienceOf, audiences } from './audience.ts';
import type { Actor } from './actor.ts';
import { acts, may, type Act } from './may.ts';

function someone(role: Role, more: Partial<Actor> = {}): Actor {
  return { id: 'x', role, teamId: 'JOUR-A', clearances: [], standsIn: false, ...more };
}

/** Who may do each act to an ordinary thing: c commissioner, o officer, s stand-in, l lead, a agent, k clerk. */
const matrix: Record<Act, string> = {
  'claim-ticket': 'coslak',
  'claim-next': 'coslak',
  'release-ticket': 'coslak',
  'free-ticket': 'cos',
  'renew-lock': 'coslak',
  'seize-ticket': 'cos',
  'reassign-ticket': 'cos',
  'add-note': 'coslak',
  'save-draft': 'coslak',
  'attach-file': 'coslak',
  'detach-file': 'coslak',
  'send-reply': 'coslak',
  'withdraw-reply': 'coslak',
  'settle-reply': 'coslk',
  'close-ticket': 'coslak',
  'reopen-ticket': 'coslak',
  'change-priority': 'coslak',
  'change-category': 'coslak',
  'change-restriction': 'co',
  'lift-quarantine': 'coslak',
  'merge-ticket': 'coslak',
  'split-ticket': 'coslak',
  'link-tickets': 'coslak',
  'unlink-tickets': 'coslak',
  'post-instruction': 'cosl',
  'begin-pause': 'coslak',
  'end-pause': 'coslak',
  'add-person': 'c',
  'change-person': 'c',
  'end-person': 'c',
  'reset-password': 'cos',
  'open-handover': 'coslk',
  'write-handover-field': 'coslk',
  'add-handover-item': 'coslk',
  'remove-handover-item': 'coslk',
  'review-handover-item': 'coslk',
  'plan-pass': 'coslk',
  'propose-handover': '',
  'withdraw-proposal': '',
  'take-handover-item': '',
  'accept-handover': '',
  'add-addendum': 'cosl',
  'hand-on': 'coslak',
  'enter-absence': 'cok',
  'enter-absences': 'cok',
  'order-replacement': 'cosk',
  'order-recall': 'cosk',
  'order-extra-shift': 'cosk',
  'note-late-arrival': 'cok',
  'note-early-leave': 'cok',
  'ask-swap': 'coslak',
  'answer-swap': 'coslak',
  'settle-swap': 'co',
  'cancel-override': 'cok',
  'post-person': 'cok',
  'change-roster-plan': 'co',
  'open-calendar': 'coslak',
  'revoke-calendar': 'cok',
  'exempt-from-rules': 'cos',
  'see-desk': 'coslak',
  'see-supervision': 'cosl',
  'see-past': 'cosl',
  'see-looks': 'c',
  'see-ticket': 'coslak',
  'see-raw-mail': 'coslak',
  'see-people': 'coslk',
  'see-outbox': 'coslk',
  'see-operations': 'coslk',
  'create-token': 'c',
  'revoke-token': 'c',
  'create-webhook': 'c',
  'remove-webhook': 'c',
  'see-api-access': 'c',
  'see-log': 'cosl',
  'export-log': 'cos',
  'verify-log': 'cos',
  'manage-walls': 'c',
  'see-handover': 'coslak',
  'see-handover-figures': 'cos',
  'see-roster': 'coslak',
  'see-absence-kind': 'cok',
  'see-roster-cover': 'coslk',
  'see-hours-account': 'cok',
  'change-settings': 'co',
  'add-mailbox': 'c',
  'change-mailbox': 'c',
  'pause-mailbox': 'c',
  'resume-mailbox': 'c',
  'remove-mailbox': 'c',
  'test-mailbox': 'c',
  'see-settings': 'co',
  'see-answer-sheets': 'cok',
  'see-health': 'coslk',
  'see-statistics': 'cosl',
  'see-person-figures': 'co',
};

const actors: Record<string, Actor> = {
  c: someone('commissioner'),
  o: someone('officer'),
  s: someone('lead', { standsIn: true }),
  l: someone('lead'),
  a: someone('agent'),
  k: someone('clerk'),
};

describe('[ACCESS-1] who may do what', () => {
  test.each(acts)('%s', (act) => {
    const thing =
      act === 'reset-password' ? ({ role: 'agent', personId: 'y' } as const) : { personId: 'y' };
    const allowed = Object.entries(actors).filter(([, actor]) => may(actor, act, thing));
    expect(allowed.map(([letter]) => letter).join('')).toBe(matrix[act]);
  });

  test.each(acts)('%s of a restricted ticket is for the cleared and the command only', (act) => {
    for (const role of roles) {
      const uncleared = role !== 'commissioner' && role !== 'officer';
      if (uncleared) expect(may(someone(role), act, { restricted: true })).toBe(false);
    }
  });

  test('a cleared agent restricts and unveils; a cleared clerk does not', () => {
    const cleared = { clearances: ['violence'] as const };
    expect(may(someone('agent', cleared), 'change-restriction', { restricted: true })).toBe(true);
    expect(may(someone('clerk', cleared), 'change-restriction', { restricted: true })).toBe(false);
  });

  test('[HAND-2] who signs for a shift signs whatever their role, but no clerk', () => {
    for (const act of ['propose-handover', 'withdraw-proposal', 'accept-handover'] as const) {
      for (const role of roles) {
        expect(may(someone(role), act)).toBe(false);
        expect(may(someone(role), act, { signs: true })).toBe(role !== 'clerk');
      }
    }
    expect(may(someone('agent'), 'plan-pass', { signs: true })).toBe(true);
  });

  test('[HAND-1] a restricted matter is written by the cleared, an ordinary one by who prepares the sheet', () => {
    const agent = someone('agent', { clearances: ['violence'] });
    expect(may(agent, 'write-handover-field', { restricted: true })).toBe(true);
    expect(may(agent, 'write-handover-field')).toBe(false);
    expect(may(someone('lead'), 'plan-pass', { restricted: true })).toBe(false);
  });

  test('[HAND-3] a restricted item is taken by the cleared, and by no clerk', () => {
    const take = (role: Role, clearances: Actor['clearances']): boolean =>
      may(someone(role, { clearances }), 'take-handover-item', { restricted: true });
    expect(take('agent', ['violence'])).toBe(true);
    expect(take('agent', [])).toBe(false);
    expect(take('clerk', ['violence'])).toBe(false);
  });

  test('a password is never reset upwards, sideways or for oneself', () => {
    const reset = (actor: Actor, role: Role, personId = 'y'): boolean =>
      may(actor, 'reset-password', { role, personId });
    expect(reset(someone('commissioner'), 'officer')).toBe(true);
    expect(reset(someone('commissioner'), 'commissioner', 'x')).toBe(false);
    expect(reset(someone('officer'), 'commissioner')).toBe(false);
    expect(reset(someone('officer'), 'lead')).toBe(true);
    expect(reset(someone('lead', { standsIn: true }), 'agent')).toBe(true);
    expect(reset(someone('lead', { standsIn: true }), 'officer')).toBe(false);
    expect(reset(someone('lead'), 'agent')).toBe(false);
  });

  test('the commissioner does not end their own account', () => {
    expect(may(someone('commissioner'), 'end-person', { personId: 'x' })).toBe(false);
  });
});

describe('[SYNC-4] audiences', () => {
  test('there are at most eight', () => {
    expect(audiences.length).toBeLessThanOrEqual(8);
  });

  test('command and cleared hear of restricted tickets, the others do not', () => {
    expect(audienceOf(someone('officer'))).toBe('cleared');
    expect(audienceOf(someone('agent', { clearances: ['violence'] }))).toBe('cleared');
    expect(audienceOf(someone('lead', { standsIn: true }))).toBe('uncleared');
  });
});
