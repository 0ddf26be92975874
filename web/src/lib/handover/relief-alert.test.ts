import { expect, test } from 'vitest';
import type { HandoverMark } from '@vigie/shared/wire/handover';
import { alertedRelief } from './relief-alert.ts';

const shift = {
  id: 's',
  teamId: 'JOUR-A',
  kind: 'day',
  date: '2026-11-25',
  startMs: 0,
  endMs: 1,
} as const;
const mark = (id: string, part: Partial<HandoverMark>): HandoverMark => ({
  ...{
    id,
    number: id,
    state: 'draft',
    outgoing: shift,
    incoming: shift,
    reliefAt: 10,
    openedAt: 0,
  },
  ...{ alert: null, proposedAt: null, proposedBy: null, acceptedAt: null, acceptedBy: null },
  ...part,
});
const view = (...marks: HandoverMark[]) => ({
  handovers: Object.fromEntries(marks.map((each) => [each.id, each])),
});

test('[HAND-4] a sheet calls out from its first alert until it is signed by both', () => {
  expect(alertedRelief(view(mark('a', {})))).toBeNull();
  expect(alertedRelief(view(mark('a', { alert: 'before-30' })))?.id).toBe('a');
  expect(alertedRelief(view(mark('a', { alert: 'unsigned', state: 'proposed' })))?.id).toBe('a');
  expect(alertedRelief(view(mark('a', { alert: 'before-10', state: 'sealed' })))).toBeNull();
  expect(alertedRelief(view(mark('a', { alert: 'unsigned', state: 'lapsed' })))).toBeNull();
});

test('[HAND-4] of two that call, the older relief calls first', () => {
  const both = view(
    mark('late', { alert: 'before-30', reliefAt: 20 }),
    mark('old', { alert: 'unsigned', reliefAt: 10 }),
  );
  expect(alertedRelief(both)?.id).toBe('old');
});
