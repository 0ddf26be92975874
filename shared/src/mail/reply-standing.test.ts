import { expect, test } from 'vitest';
import { replyStanding } from './reply-standing.ts';

test.each([
  ['queued', 0, false, 'waiting'],
  ['queued', 1, false, 'retrying'],
  ['sending', 1, false, 'sending'],
  ['uncertain', 1, false, 'uncertain'],
  ['failed', 3, false, 'refused'],
  ['sent', 1, false, 'sent'],
  ['sent', 1, true, 'bounced'],
  ['withdrawn', 1, false, null],
] as const)(
  '[MAIL-8] %s after %i attempts, returned: %s, is %s',
  (state, attempts, bounced, said) => {
    expect(replyStanding({ state, attempts, bounced })).toBe(said);
  },
);
