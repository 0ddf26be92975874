import { expect, test } from 'vitest';
import { changesFacts } from './facts-news.ts';

test('[RUN-9] a changed setting, cycle or mailbox is asked for anew, and so is all after a new snapshot', () => {
  for (const type of ['setting-changed', 'cycle-changed', 'mailbox-changed']) {
    expect(
      changesFacts([
        { seq: 1, type: 'ticket-claimed' },
        { seq: 2, type },
      ]),
    ).toBe(true);
  }
  expect(changesFacts([])).toBe(true);
});

test('[RUN-9] what happens to tickets asks for nothing', () => {
  expect(changesFacts([{ seq: 1 }, { seq: 2, type: 'ticket-claimed' }])).toBe(false);
});
