import { expect, test } from 'vitest';
import { opened } from './testing.ts';

test('[MAIL-7] an acknowledgement says that it is leaving before it is handed over', () => {
  const log = opened();
  log.system({ type: 'queue-acknowledgement', replyId: 'a', sendAt: 1 }, 1);
  expect(log.system({ type: 'begin-acknowledging', replyId: 'a' }, 2)).toMatchObject({ ok: true });
  log.system({ type: 'record-acknowledged', replyId: 'a', acceptedAt: 3 }, 3);
  expect(log.open.acknowledgement).toBe('sent');
});

test('[MAIL-7] an acknowledgement that has left or was withheld does not leave again', () => {
  const log = opened();
  expect(log.system({ type: 'begin-acknowledging', replyId: 'a' }, 1).ok).toBe(false);
  log.system({ type: 'queue-acknowledgement', replyId: 'a', sendAt: 1 }, 1);
  log.system({ type: 'record-acknowledged', replyId: 'a', acceptedAt: 2 }, 2);
  expect(log.system({ type: 'begin-acknowledging', replyId: 'a' }, 3).ok).toBe(false);
});
