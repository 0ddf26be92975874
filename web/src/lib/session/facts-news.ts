import type { Delta } from '@vigie/shared/wire/delta';

/** Events after which what a screen was told of the service when it was opened holds no more. */
const types: readonly string[] = ['setting-changed', 'cycle-changed', 'mailbox-changed'];

/** True where times, limits, cycle or address may be others now; after a new snapshot nobody knows. */
export function changesFacts(news: readonly Delta[]): boolean {
  return !news.length || news.some(({ type }) => type !== undefined && types.includes(type));
}
