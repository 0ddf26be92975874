import { resolve } from '$app/paths';
import type { Act } from '@vigie/shared/access/may';
import { m } from '#lib/paraglide/messages.js';

/** A screen of the service, as header, menu and palette name it. */
export interface Screen {
  readonly href: string;
  readonly text: string;
  /** True for those of every day, which stand in the header; the others stand in one's own menu. */
  readonly daily: boolean;
}

/** The screens that exist and that this person may see, in the order of the drawing. */
export function screensFor(may: (act: Act) => boolean): Screen[] {
  return [
    { href: resolve('/supervision'), act: 'see-supervision', text: m.nav_supervision },
    { href: resolve('/file/[[ticketId]]', {}), act: 'see-desk', text: m.nav_desk },
    {
      href: resolve('/releve/[[handoverId]]', {}),
      act: 'see-handover',
      text: m.nav_handover,
    },
    { href: resolve('/service'), act: 'see-roster', text: m.nav_service },
    { href: resolve('/main-courante'), act: 'see-log', text: m.nav_journal },
    { href: resolve('/statistiques'), act: 'see-statistics', text: m.nav_statistics },
    { href: resolve('/envois'), act: 'see-outbox', text: m.nav_outbox, daily: false },
    { href: resolve('/recherche'), act: 'see-desk', text: m.search_title, daily: false },
    { href: resolve('/depart'), act: 'hand-on', text: m.nav_handon, daily: false },
    { href: resolve('/effectif'), act: 'see-people', text: m.nav_staff, daily: false },
    {
      href: resolve('/administration/[[section]]', {}),
      act: 'see-health',
      text: m.admin_title,
      daily: false,
    },
  ]
    .filter(({ act }) => may(act as Act))
    .map(({ href, text, daily = true }) => ({ href, text: text(), daily }));
}
