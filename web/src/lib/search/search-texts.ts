import { m } from '#lib/paraglide/messages.js';

/** States of a ticket, as a search names them. */
export const statusTexts = {
  open: m.search_status_open,
  answered: m.search_status_answered,
  closed: m.search_status_closed,
} as const;

/** Which way a mail went. */
export const directionTexts = {
  in: m.search_direction_in,
  out: m.search_direction_out,
} as const;
