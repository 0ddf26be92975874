import type { ApiAccessEvent } from '../api-access/api-access.ts';
import type { HandoverEvent } from '../handover/events.ts';
import type { ErasureEvent } from '../erasure/erasure.ts';
import type { MailboxEvent } from '../mailbox/mailbox.ts';
import type { PersonEvent } from '../people/person.ts';
import type { RoomEvent } from '../room/room.ts';
import type { SettingsEvent } from '../settings/state.ts';
import type { OverrideEvent } from '../roster/override.ts';
import type { PlanEvent } from '../roster/plan.ts';
import type { TicketEvent } from '../ticket/events.ts';

/** Every type of event that the main courante can hold. A new kind of stream joins its events here. */
export type LogEventType = (
  | TicketEvent
  | PersonEvent
  | RoomEvent
  | HandoverEvent
  | SettingsEvent
  | MailboxEvent
  | ErasureEvent
  | OverrideEvent
  | PlanEvent
  | ApiAccessEvent
)['type'];

/** What a reader of the main courante asks for by name; `other` is what this program does not know. */
export const eventKinds = [
  'mail',
  'lock',
  'reply',
  'file',
  'people',
  'room',
  'handover',
  'settings',
  'roster',
  'other',
] as const;
export type EventKind = (typeof eventKinds)[number];

/** The kind of each event. The screens have a sentence for each, and a test holds them to it. */
export const kindOfEvent: Readonly<Record<LogEventType, EventKind>> = {
  'ticket-opened': 'mail',
  'follow-up-received': 'mail',
  'machine-mail-attached': 'mail',
  'quarantine-lifted': 'mail',
  'acknowledgement-queued': 'mail',
  'acknowledgement-withheld': 'mail',
  'acknowledgement-sent': 'mail',
  'acknowledgement-abandoned': 'mail',
  'ticket-claimed': 'lock',
  'ticket-released': 'lock',
  'lock-renewed': 'lock',
  'lock-shortened': 'lock',
  'lock-expired': 'lock',
  'ticket-seized': 'lock',
  'ticket-reassigned': 'lock',
  'ticket-passed': 'lock',
  'lock-kept': 'lock',
  'reply-queued': 'reply',
  'reply-withdrawn': 'reply',
  'reply-sending': 'reply',
  'reply-deferred': 'reply',
  'reply-sent': 'reply',
  'reply-failed': 'reply',
  'reply-uncertain': 'reply',
  'reply-settled': 'reply',
  'answered-elsewhere': 'reply',
  'note-added': 'file',
  'ticket-closed': 'file',
  'ticket-reopened': 'file',
  'priority-changed': 'file',
  'category-changed': 'file',
  'restriction-changed': 'file',
  'alarm-escalated': 'file',
  'ticket-merged': 'file',
  'mails-merged-in': 'file',
  'mails-split-off': 'file',
  'mails-split-in': 'file',
  'ticket-linked': 'file',
  'ticket-unlinked': 'file',
  'person-added': 'people',
  'person-changed': 'people',
  'person-ended': 'people',
  'password-reset': 'people',
  'password-chosen': 'people',
  'second-factor-added': 'people',
  'second-factor-removed': 'people',
  'recovery-codes-made': 'people',
  'recovery-code-used': 'people',
  'passkey-added': 'people',
  'passkey-removed': 'people',
  'signed-in': 'people',
  'signed-out': 'people',
  'pause-begun': 'people',
  'pause-ended': 'people',
  'instruction-posted': 'room',
  'instruction-withdrawn': 'room',
  'shift-began': 'room',
  'wall-made': 'room',
  'wall-enrolled': 'room',
  'wall-revoked': 'room',
  'responsibility-passed': 'handover',
  'handover-opened': 'handover',
  'handover-item-added': 'handover',
  'handover-item-removed': 'handover',
  'handover-item-reviewed': 'handover',
  'pass-planned': 'handover',
  'handover-proposed': 'handover',
  'proposal-withdrawn': 'handover',
  'handover-item-taken': 'handover',
  'handover-accepted': 'handover',
  'handover-lapsed': 'handover',
  'addendum-added': 'handover',
  'relief-alerted': 'handover',
  'setting-changed': 'settings',
  'mailbox-added': 'settings',
  'mailbox-changed': 'settings',
  'mailbox-secret-changed': 'settings',
  'mailbox-paused': 'settings',
  'mailbox-resumed': 'settings',
  'mailbox-removed': 'settings',
  'token-created': 'settings',
  'token-revoked': 'settings',
  'webhook-created': 'settings',
  'webhook-removed': 'settings',
  'words-erased': 'settings',
  'absence-entered': 'roster',
  'replacement-ordered': 'roster',
  'recall-ordered': 'roster',
  'extra-shift-ordered': 'roster',
  'swap-asked': 'roster',
  'swap-agreed': 'roster',
  'swap-declined': 'roster',
  'swap-approved': 'roster',
  'swap-refused': 'roster',
  'late-arrival-noted': 'roster',
  'early-leave-noted': 'roster',
  'person-posted': 'roster',
  'override-cancelled': 'roster',
  'cycle-changed': 'roster',
  'office-hours-changed': 'roster',
  'cover-changed': 'roster',
  'holidays-changed': 'roster',
  'calendar-opened': 'roster',
  'calendar-revoked': 'roster',
};

/** Events that only say that somebody still works: left out of the page unless they are asked for. */
export const renewals: readonly string[] = ['lock-renewed', 'lock-shortened'];

/** The kind of an event of any type, of today or to come. */
export function eventKindOf(type: string): EventKind {
  return isKnownEvent(type) ? kindOfEvent[type] : 'other';
}

/** True for the types that this program has a sentence for. */
export function isKnownEvent(type: string): type is LogEventType {
  return Object.hasOwn(kindOfEvent, type);
}
