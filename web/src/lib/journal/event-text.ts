import { isKnownEvent, type LogEventType } from '@vigie/shared/journal/event-kinds';
import { settingKeys, type SettingValue } from '@vigie/shared/settings/definitions';
import type { TicketEventType } from '@vigie/shared/ticket/events';
import type { JournalEvent } from '@vigie/shared/wire/journal';
import { settingLabel, settingValueText } from '#lib/administration/setting-text.ts';
import { m } from '#lib/paraglide/messages.js';
import { historyText } from '#lib/ticket/history-text.ts';

/** Names of people, and of shifts, by their ids. */
type NameOf = (id: string) => string;

/**
 * One event of the main courante as a sentence without its hour (LOG-1). A type that this program does
 * not know, as after an upgrade of the server alone, is shown by its name and ids.
 */
export function eventText(event: JournalEvent, nameOf: NameOf): string {
  const { type } = event;
  if (!isKnownEvent(type)) return unknownText(event);
  const sentence = sentences[type as Untold];
  // What happens to a ticket is told as its own history tells it.
  return sentence ? sentence(event, nameOf) : historyText({ ...event, reason: null }, nameOf);
}

type Untold = Exclude<LogEventType, TicketEventType>;
type Sentence = (event: JournalEvent, nameOf: NameOf) => string;

const by = (say: (blanks: { name: string }) => string): Sentence => {
  return (event, nameOf) => say({ name: nameOf(event.by) });
};
/** Of a person's stream: the person, and who did it. */
const of = (say: (blanks: { whom: string; name: string }) => string): Sentence => {
  return (event, nameOf) => say({ whom: nameOf(event.streamId), name: nameOf(event.by) });
};
/** Of the roster: whose service it changes, and who did it. */
function about(say: (blanks: { whom: string; name: string }) => string): Sentence {
  return ({ detail, by }, nameOf) => {
    const departure = detail['departure'];
    const isOne = typeof departure === 'object' && departure !== null && 'personId' in departure;
    return say({ whom: isOne ? nameOf(String(departure.personId)) : '…', name: nameOf(by) });
  };
}
type ItemSentence = (blanks: { item: string; name: string }) => string;
const item = (done: ItemSentence, undone: ItemSentence): Sentence => {
  return (event, nameOf) => {
    const blanks = { item: textOf(event, 'item'), name: nameOf(event.by) };
    return event.detail['done'] === false ? undone(blanks) : done(blanks);
  };
};

/** Of a mailbox's stream: the mailbox by its id, which stays when its name changes. */
function mailbox(say: (blanks: { mailbox: string; name: string }) => string): Sentence {
  return (event, nameOf) => say({ mailbox: event.streamId, name: nameOf(event.by) });
}

/** Of tokens and webhooks: by the name that they were given. */
function apiAccess(say: (blanks: { thing: string; name: string }) => string): Sentence {
  return (event, nameOf) => say({ thing: textOf(event, 'name'), name: nameOf(event.by) });
}

function settingChanged({ detail, by }: JournalEvent, nameOf: NameOf): string {
  const key = settingKeys.find((known) => known === detail['setting']);
  const text = (value: unknown) => (key && isValue(value) ? settingValueText(key, value) : '…');
  return m.event_setting_changed({
    setting: key ? settingLabel(key) : '…',
    before: text(detail['before']),
    after: detail['after'] === null ? m.admin_value_back() : text(detail['after']),
    name: nameOf(by),
  });
}

function isValue(value: unknown): value is SettingValue {
  return value === null || typeof value === 'number' || typeof value === 'string';
}

const sentences: Readonly<Record<Untold, Sentence>> = {
  'person-added': of(m.event_person_added),
  'person-changed': of(m.event_person_changed),
  'person-ended': of(m.event_person_ended),
  'password-reset': of(m.event_password_reset),
  'password-chosen': of(m.event_password_chosen),
  'second-factor-added': of(m.event_second_factor_added),
  'second-factor-removed': of(m.event_second_factor_removed),
  'recovery-codes-made': of(m.event_recovery_codes_made),
  'recovery-code-used': of(m.event_recovery_code_used),
  'passkey-added': of(m.event_passkey_added),
  'passkey-removed': of(m.event_passkey_removed),
  'signed-in': of(m.event_signed_in),
  'signed-out': of(m.event_signed_out),
  'pause-begun': of(m.event_pause_begun),
  'pause-ended': of(m.event_pause_ended),
  'instruction-posted': by(m.event_instruction_posted),
  'instruction-withdrawn': by(m.event_instruction_withdrawn),
  'shift-began': (event, nameOf) =>
    m.event_shift_began({ shift: nameOf(textOf(event, 'shiftId')) }),
  'wall-made': by(m.event_wall_made),
  'wall-enrolled': () => m.event_wall_enrolled(),
  'wall-revoked': by(m.event_wall_revoked),
  'responsibility-passed': (event, nameOf) =>
    m.event_responsibility_passed({ name: nameOf(textOf(event, 'leadId')) }),
  'handover-opened': () => m.event_handover_opened(),
  'handover-item-added': by(m.event_handover_item_added),
  'handover-item-removed': by(m.event_handover_item_removed),
  'handover-item-reviewed': item(m.event_handover_item_reviewed, m.event_handover_item_unreviewed),
  'pass-planned': by(m.event_pass_planned),
  'handover-proposed': by(m.event_handover_proposed),
  'proposal-withdrawn': by(m.event_proposal_withdrawn),
  'handover-item-taken': item(m.event_handover_item_taken, m.event_handover_item_untaken),
  'handover-accepted': by(m.event_handover_accepted),
  'handover-lapsed': () => m.event_handover_lapsed(),
  'addendum-added': by(m.event_addendum_added),
  'relief-alerted': () => m.event_relief_alerted(),
  'setting-changed': settingChanged,
  'mailbox-added': mailbox(m.event_mailbox_added),
  'mailbox-changed': mailbox(m.event_mailbox_changed),
  'mailbox-secret-changed': mailbox(m.event_mailbox_secret_changed),
  'mailbox-paused': mailbox(m.event_mailbox_paused),
  'mailbox-resumed': mailbox(m.event_mailbox_resumed),
  'mailbox-removed': mailbox(m.event_mailbox_removed),
  'token-created': apiAccess(m.event_token_created),
  'token-revoked': by(m.event_token_revoked),
  'webhook-created': apiAccess(m.event_webhook_created),
  'webhook-removed': by(m.event_webhook_removed),
  'words-erased': ({ detail }) =>
    m.event_words_erased({
      tickets: Number(detail['tickets'] ?? 0),
      mails: Number(detail['mails'] ?? 0),
    }),
  'absence-entered': about(m.event_absence_entered),
  'replacement-ordered': about(m.event_replacement_ordered),
  'recall-ordered': about(m.event_recall_ordered),
  'extra-shift-ordered': about(m.event_extra_shift_ordered),
  'swap-asked': about(m.event_swap_asked),
  'swap-agreed': by(m.event_swap_agreed),
  'swap-declined': by(m.event_swap_declined),
  'swap-approved': by(m.event_swap_approved),
  'swap-refused': by(m.event_swap_refused),
  'late-arrival-noted': about(m.event_late_arrival_noted),
  'early-leave-noted': about(m.event_early_leave_noted),
  'person-posted': about(m.event_person_posted),
  'override-cancelled': by(m.event_override_cancelled),
  'cycle-changed': by(m.event_cycle_changed),
  'office-hours-changed': by(m.event_office_hours_changed),
  'cover-changed': by(m.event_cover_changed),
  'holidays-changed': by(m.event_holidays_changed),
  'calendar-opened': by(m.event_calendar_opened),
  'calendar-revoked': by(m.event_calendar_revoked),
};

function textOf({ detail }: JournalEvent, name: string): string {
  const value = detail[name];
  return typeof value === 'string' ? value : '…';
}

function unknownText({ type, stream, streamId, detail }: JournalEvent): string {
  const ids = Object.entries(detail).filter(([, value]) => typeof value !== 'object');
  const told = [`${stream} ${streamId}`, ...ids.map(([name, value]) => `${name} ${String(value)}`)];
  return m.journal_unknown({ type, ids: told.join(', ') });
}
