import type { journalKinds } from '@vigie/shared/wire/journal';
import { m } from '#lib/paraglide/messages.js';

type Kind = (typeof journalKinds)[number];

/** A kind of event as the filter names it. */
export function journalKindText(kind: Kind): string {
  return texts[kind]();
}

const texts: Record<Kind, () => string> = {
  mail: m.journal_kind_mail,
  lock: m.journal_kind_lock,
  reply: m.journal_kind_reply,
  file: m.journal_kind_file,
  people: m.journal_kind_people,
  room: m.journal_kind_room,
  handover: m.journal_kind_handover,
  settings: m.journal_kind_settings,
  roster: m.journal_kind_roster,
  other: m.journal_kind_other,
  all: m.journal_kind_all,
};
