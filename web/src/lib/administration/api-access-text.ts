import type { HookEvent } from '@vigie/shared/api-access/api-access';
import type { Scope } from '@vigie/shared/api-access/scope';
import type { WebhookView } from '@vigie/shared/wire/api-access';
import { hourText } from '#lib/format/paris-time.ts';
import { m } from '#lib/paraglide/messages.js';

/** What a token may do, in words. */
export const scopeTexts: Readonly<Record<Scope, () => string>> = {
  'read-tickets': m.api_scope_read_tickets,
  'read-mails': m.api_scope_read_mails,
  'read-room': m.api_scope_read_room,
  'read-people': m.api_scope_read_people,
  'read-log': m.api_scope_read_log,
  'watch-operations': m.api_scope_watch_operations,
  'work-on-tickets': m.api_scope_work_on_tickets,
  supervise: m.api_scope_supervise,
  'keep-roster': m.api_scope_keep_roster,
};

/** What a webhook is told of, in words. */
export const hookEventTexts: Readonly<Record<HookEvent, () => string>> = {
  'ticket-opened': m.api_event_ticket_opened,
  'follow-up-received': m.api_event_follow_up_received,
  'ticket-claimed': m.api_event_ticket_claimed,
  'lock-expired': m.api_event_lock_expired,
  'ticket-seized': m.api_event_ticket_seized,
  'reply-sent': m.api_event_reply_sent,
  'ticket-closed': m.api_event_ticket_closed,
  'ticket-reopened': m.api_event_ticket_reopened,
  'priority-changed': m.api_event_priority_changed,
  'alarm-escalated': m.api_event_alarm_escalated,
};

/** How a webhook's deliveries stand, in words. */
export function standingText({ state, nextAt, failures, lastFailure }: WebhookView): string {
  if (state === 'well') return m.api_state_well();
  if (state === 'broken') {
    return m.api_state_broken({ failures, message: failureText(lastFailure?.message ?? '') });
  }
  return m.api_state_retrying({ at: nextAt === null ? '…' : hourText(nextAt) });
}

/** Our own codes in words; those of HTTP and of the system are read as they are. */
function failureText(code: string): string {
  return Object.hasOwn(failures, code) ? failures[code as keyof typeof failures]() : code;
}

const failures = {
  'not-allowed': m.api_failure_not_allowed,
  'no-answer': m.api_failure_no_answer,
  failed: m.refusal_failed,
} as const;
