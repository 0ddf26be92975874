import { categoryKeys } from '@vigie/shared/triage/categories';
import type { HistoryLine } from '@vigie/shared/wire/ticket-file';
import type { TicketEventType } from '@vigie/shared/ticket/events';
import { m } from '#lib/paraglide/messages.js';
import { categoryText } from '#lib/triage/category-text.ts';

type NameOf = (personId: string) => string;

/** One line of a ticket's history as a sentence without its hour: « pris par Gpx Mercier ». */
export function historyText(line: HistoryLine, nameOf: NameOf): string {
  const sentence = isKnown(line.type) ? sentences[line.type] : undefined;
  return sentence ? sentence(line, nameOf) : line.type;
}

type Sentence = (line: HistoryLine, nameOf: NameOf) => string;

const sentences: Record<TicketEventType, Sentence> = {
  'ticket-opened': () => m.history_opened(),
  'follow-up-received': () => m.history_follow_up(),
  'machine-mail-attached': () => m.history_machine_mail(),
  'ticket-claimed': (line, nameOf) => m.history_claimed({ name: nameOf(line.by) }),
  'ticket-released': (line, nameOf) => {
    const holder = text(line, 'holder');
    return holder && holder !== line.by
      ? m.history_freed({ name: nameOf(line.by), holder: nameOf(holder) })
      : m.history_released({ name: nameOf(line.by) });
  },
  'lock-renewed': (line, nameOf) => m.history_renewed({ name: nameOf(line.by) }),
  'lock-shortened': () => m.history_shortened(),
  'lock-expired': (line, nameOf) => {
    const holder = text(line, 'holder');
    return holder ? m.history_expired_of({ name: nameOf(holder) }) : m.history_expired();
  },
  'ticket-seized': (line, nameOf) => m.history_seized({ name: nameOf(line.by) }),
  'ticket-reassigned': (line, nameOf) => {
    const to = text(line, 'to');
    return m.history_reassigned({ name: nameOf(line.by), to: to ? nameOf(to) : '…' });
  },
  'ticket-passed': (line, nameOf) => {
    const [from, to] = [text(line, 'from'), text(line, 'to')];
    return m.history_passed({ from: from ? nameOf(from) : '…', to: to ? nameOf(to) : '…' });
  },
  'lock-kept': () => m.history_kept(),
  'note-added': (line, nameOf) => m.history_note({ name: nameOf(line.by) }),
  'reply-queued': (line, nameOf) => m.history_reply_queued({ name: nameOf(line.by) }),
  'reply-withdrawn': (line, nameOf) => m.history_reply_withdrawn({ name: nameOf(line.by) }),
  'reply-sending': () => m.history_reply_sending(),
  'reply-deferred': () => m.history_reply_deferred(),
  'reply-sent': () => m.history_reply_sent(),
  'reply-failed': () => m.history_reply_failed(),
  'reply-uncertain': () => m.history_reply_uncertain(),
  'reply-settled': (line, nameOf) => {
    const name = nameOf(line.by);
    return text(line, 'verdict') === 'sent'
      ? m.history_reply_settled_sent({ name })
      : m.history_reply_settled_not_sent({ name });
  },
  'answered-elsewhere': () => m.history_answered_elsewhere(),
  'ticket-closed': (line, nameOf) => m.history_closed({ name: nameOf(line.by) }),
  'ticket-reopened': (line, nameOf) => m.history_reopened({ name: nameOf(line.by) }),
  'priority-changed': (line, nameOf) =>
    m.history_priority({ name: nameOf(line.by), to: text(line, 'to') ?? '' }),
  'category-changed': (line, nameOf) =>
    m.history_category({ name: nameOf(line.by), to: categoryWord(text(line, 'to')) }),
  'restriction-changed': (line, nameOf) => {
    const name = nameOf(line.by);
    return line.detail['restricted'] === false
      ? m.history_unrestricted({ name })
      : m.history_restricted({ name });
  },
  'alarm-escalated': () => m.history_escalated(),
  'acknowledgement-queued': () => m.history_ack_queued(),
  'acknowledgement-withheld': () => m.history_ack_withheld(),
  'acknowledgement-sent': () => m.history_ack_sent(),
  'acknowledgement-abandoned': () => m.history_ack_abandoned(),
  'quarantine-lifted': (line, nameOf) => m.history_unquarantined({ name: nameOf(line.by) }),
  'ticket-merged': (line, nameOf) => m.history_merged(pairOf(line, nameOf)),
  'mails-merged-in': (line, nameOf) => m.history_merged_in(pairOf(line, nameOf)),
  'mails-split-off': (line, nameOf) => m.history_split_off(pairOf(line, nameOf)),
  'mails-split-in': (line, nameOf) => m.history_split_in(pairOf(line, nameOf)),
  'ticket-linked': (line, nameOf) => m.history_linked(pairOf(line, nameOf)),
  'ticket-unlinked': (line, nameOf) => m.history_unlinked(pairOf(line, nameOf)),
};

/** The other of two tickets, and whose act it was. */
function pairOf(line: HistoryLine, nameOf: NameOf): { number: string; name: string } {
  return { number: text(line, 'number') ?? '…', name: nameOf(line.by) };
}

function isKnown(type: string): type is TicketEventType {
  return Object.hasOwn(sentences, type);
}

function text({ detail }: HistoryLine, name: string): string | null {
  const value = detail[name];
  return typeof value === 'string' ? value : null;
}

function categoryWord(key: string | null): string {
  const known = categoryKeys.find((one) => one === key);
  return known ? categoryText(known) : '';
}
