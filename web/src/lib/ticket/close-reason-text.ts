import type { CloseReason } from '@vigie/shared/ticket/ticket';
import { m } from '#lib/paraglide/messages.js';

/** Why a ticket is closed without an answer, as screens name it. */
export function closeReasonText(reason: CloseReason): string {
  return texts[reason]();
}

const texts: Record<CloseReason, () => string> = {
  spam: m.close_spam,
  'not-for-us': m.close_not_for_us,
  duplicate: m.close_duplicate,
  mistaken: m.close_mistaken,
  'handled-by-phone': m.close_handled_by_phone,
  test: m.close_test,
};
