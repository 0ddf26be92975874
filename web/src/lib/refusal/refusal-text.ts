import type { ApiRefusal } from '#lib/http/api.ts';
import { m } from '#lib/paraglide/messages.js';

/** The sentence for a refusal: what is the case, and where it helps, what to do. */
export function refusalText(refusal: ApiRefusal): string {
  return texts[refusal]();
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
  'reason-required': m.refusal_reason_required,
  'contact-required': m.refusal_contact_required,
  'sender-changed': m.refusal_sender_changed,
  'no-recipient': m.refusal_no_recipient,
  'text-empty': m.refusal_text_empty,
  'unknown-person': m.refusal_unknown_person,
  'receiver-not-cleared': m.refusal_receiver_not_cleared,
  'login-taken': m.refusal_login_taken,
  'last-commissioner': m.refusal_last_commissioner,
  'holds-tickets': m.refusal_holds_tickets,
  'wrong-signature': m.refusal_wrong_signature,
  'not-signatory': m.refusal_not_signatory,
  'same-signatory': m.refusal_same_signatory,
  orphans: m.refusal_orphans,
  'items-left': m.refusal_items_left,
  'synthesis-missing': m.refusal_synthesis_missing,
  'outside-shift': m.refusal_outside_shift,
  'rules-broken': m.refusal_rules_broken,
  'overlapping-absence': m.refusal_overlapping_absence,
  'swap-with-oneself': m.refusal_swap_with_oneself,
  'not-on-shift': m.refusal_not_on_shift,
  'on-leave': m.refusal_on_leave,
  'unknown-shift': m.refusal_unknown_shift,
  'unknown-team': m.refusal_unknown_team,
  'times-crossed': m.refusal_times_crossed,
  unchanged: m.refusal_unchanged,
  'bad-input': m.refusal_bad_input,
  'signed-out': m.refusal_signed_out,
  'too-many': m.refusal_too_many,
  'storage-full': m.refusal_storage_full,
  failed: m.refusal_failed,
  unreachable: m.refusal_unreachable,
  offline: m.refusal_offline,
};
