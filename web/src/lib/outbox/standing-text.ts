import type { ReplyStanding } from '@vigie/shared/mail/reply-standing';
import { m } from '#lib/paraglide/messages.js';
import type { OutboxGroupName } from './outbox-groups.ts';

const standings: Readonly<Record<ReplyStanding, () => string>> = {
  waiting: m.outbox_waiting,
  sending: m.outbox_sending,
  retrying: m.outbox_retrying,
  uncertain: m.outbox_uncertain,
  refused: m.outbox_refused,
  sent: m.outbox_sent,
  bounced: m.outbox_bounced,
};

const groups: Readonly<Record<OutboxGroupName, () => string>> = {
  'to-decide': m.outbox_group_to_decide,
  'on-the-way': m.outbox_group_on_the_way,
  veiled: m.outbox_group_veiled,
  left: m.outbox_group_left,
};

/** How an answer stands, in a word or two (MAIL-8). */
export function standingText(standing: ReplyStanding): string {
  return standings[standing]();
}

/** The heading above a group of answers. */
export function outboxGroupText(name: OutboxGroupName): string {
  return groups[name]();
}
