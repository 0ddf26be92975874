import { m } from '#lib/paraglide/messages.js';

const texts: Readonly<Record<string, () => string>> = {
  'see-ticket': m.past_look_ticket,
  'see-raw-mail': m.past_look_raw_mail,
  'see-machine-mails': m.past_look_machine_mails,
  search: m.past_look_search,
  'see-log': m.past_look_log,
  'see-outbox': m.past_look_outbox,
  'export-log': m.past_look_export,
  'see-attachment': m.past_look_attachment,
  'see-html': m.past_look_html,
  'use-token': m.past_look_token,
  'see-past': m.past_look_past,
  'see-looks': m.past_look_looks,
};

/** What somebody looked at, in words; the act's own name for one that this screen does not know (ACCESS-3). */
export function lookText(act: string): string {
  return texts[act]?.() ?? act;
}
