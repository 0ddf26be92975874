import type { Delta } from '@vigie/shared/wire/delta';

const changes = new Set([
  'absence-entered',
  'replacement-ordered',
  'recall-ordered',
  'extra-shift-ordered',
  'swap-asked',
  'swap-agreed',
  'swap-declined',
  'swap-approved',
  'swap-refused',
  'late-arrival-noted',
  'early-leave-noted',
  'person-posted',
  'override-cancelled',
  'cycle-changed',
  'office-hours-changed',
  'cover-changed',
  'holidays-changed',
  'person-added',
  'person-changed',
  'person-ended',
]);

/** True for news after which a roster that was read is no longer true; a snapshot brings none to judge by. */
export function changesRoster(news: readonly Delta[]): boolean {
  return !news.length || news.some(({ type }) => type !== undefined && changes.has(type));
}
