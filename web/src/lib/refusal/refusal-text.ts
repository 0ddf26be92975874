import { refusals } from '@vigie/shared/wire/answer';
import type { ApiRefusal } from '#lib/http/api.ts';
import { m } from '#lib/paraglide/messages.js';

/** The sentence for a refusal: what is the case, and where it helps, what to do. */
export function refusalText(refusal: ApiRefusal): string {
  return texts[refusal]();
}

/** The sentence for a refusal as it was stored; one that this screen does not know is shown as it stands. */
export function refusalTextOf(stored: string): string {
  const known = refusals.find((one) => one === stored);
  return known ? refusalText(known) : stored;
}

const texts: Record<ApiRefusal, () => string> = {
  'not-found': m.refusal_not_found,
  'not-allowed': m.refusal_not_allowed,
  'held-by-other': m.refusal_held_by_other,
  'already-yours': m.refusal_already_yours,
  'not-held': m.refusal_not_held,
  'stale-token': m.refusal_stale_token,
  'limit-reached': m.refusal_limit_reached,
  'nothing-to-claim': m.refusal_nothing_to_claim,
  'wrong-state': m.refusal_wrong_state,
  'reply-pending': m.refusal_reply_pending,
  'reply-gone': m.refusal_reply_gone,
  'same-ticket': m.refusal_same_ticket,
  'ticket-merged': m.refusal_ticket_merged,
  'mails-left': m.refusal_mails_left,
  'reason-required': m.refusal_reason_required,
  'contact-required': m.refusal_contact_required,
  'sender-changed': m.refusal_sender_changed,
  'no-recipient': m.refusal_no_recipient,
  'text-empty': m.refusal_text_empty,
  'files-changed': m.refusal_files_changed,
  'file-too-large': m.refusal_file_too_large,
  'file-infected': m.refusal_file_infected,
  'file-not-scanned': m.refusal_file_not_scanned,
  'before-the-log': m.refusal_before_the_log,
  'past-not-ready': m.refusal_past_not_ready,
  'file-unreadable': m.refusal_file_unreadable,
  'unknown-person': m.refusal_unknown_person,
  'receiver-not-cleared': m.refusal_receiver_not_cleared,
  'login-taken': m.refusal_login_taken,
  'last-commissioner': m.refusal_last_commissioner,
  'holds-tickets': m.refusal_holds_tickets,
  'code-needed': m.refusal_code_needed,
  'wrong-code': m.refusal_wrong_code,
  'passkey-needed': m.refusal_passkey_needed,
  'wrong-passkey': m.refusal_wrong_passkey,
  'passkey-spent': m.refusal_passkey_spent,
  'sheet-changed': m.refusal_sheet_changed,
  'wrong-signature': m.refusal_wrong_signature,
  'not-signatory': m.refusal_not_signatory,
  'same-signatory': m.refusal_same_signatory,
  orphans: m.refusal_orphans,
  'items-left': m.refusal_items_left,
  'synthesis-missing': m.refusal_synthesis_missing,
  'line-removed': m.refusal_line_removed,
  'outside-shift': m.refusal_outside_shift,
  'rules-broken': m.refusal_rules_broken,
  'overlapping-absence': m.refusal_overlapping_absence,
  'swap-with-oneself': m.refusal_swap_with_oneself,
  'not-on-shift': m.refusal_not_on_shift,
  'on-leave': m.refusal_on_leave,
  'unknown-shift': m.refusal_unknown_shift,
  'unknown-team': m.refusal_unknown_team,
  'times-crossed': m.refusal_times_crossed,
  'in-the-past': m.refusal_in_the_past,
  unchanged: m.refusal_unchanged,
  'bad-setting': m.refusal_bad_setting,
  'unknown-mailbox': m.refusal_unknown_mailbox,
  'mailbox-busy': m.refusal_mailbox_busy,
  'mailbox-not-ours': m.refusal_mailbox_not_ours,
  'address-not-allowed': m.refusal_address_not_allowed,
  'address-taken': m.refusal_address_taken,
  'bad-input': m.refusal_bad_input,
  'signed-out': m.refusal_signed_out,
  'too-many': m.refusal_too_many,
  'storage-full': m.refusal_storage_full,
  failed: m.refusal_failed,
  unreachable: m.refusal_unreachable,
  offline: m.refusal_offline,
};
