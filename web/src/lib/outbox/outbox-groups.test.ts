import type { ReplyStanding } from '@vigie/shared/mail/reply-standing';
import type { OutboxLine, OutboxReply } from '@vigie/shared/wire/outbox';
import { expect, test } from 'vitest';
import { outboxGroups } from './outbox-groups.ts';

function line(replyId: string, standing: ReplyStanding): OutboxReply {
  return {
    ...{ veiled: false, replyId, ticketId: `t-${replyId}`, number: '26-11-0001', subject: 'x' },
    ...{ restricted: false, recipient: 'a@b.example', mailboxId: 'contact', by: 'ana', standing },
    ...{ state: 'queued', cause: null, attempts: 0, queuedAt: 0, sendAt: 0 },
    ...{ givenUpAt: null, acceptedAt: null },
  };
}
const veiled: OutboxLine = { veiled: true, ticketId: 'hidden', openedAt: 0 };
const ids = (lines: readonly OutboxLine[]) =>
  lines.map((one) => (one.veiled ? one.ticketId : one.replyId));

test('[MAIL-8] what waits for a decision stands before what goes its way, and before what left', () => {
  const told = [line('a', 'waiting'), line('b', 'uncertain'), veiled, line('c', 'sent')];
  const more = [line('d', 'bounced'), line('e', 'refused'), line('f', 'retrying')];
  expect(outboxGroups([...told, ...more]).map(({ name, lines }) => [name, ids(lines)])).toEqual([
    ['to-decide', ['b', 'e']],
    ['on-the-way', ['a', 'f']],
    ['veiled', ['hidden']],
    ['left', ['c', 'd']],
  ]);
});
