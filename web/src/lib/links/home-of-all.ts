import type { TicketFile } from '@vigie/shared/wire/ticket-file';

/** The ticket to which all of these mails came; null where they came to several, or to this one. */
export function homeOfAll(
  mailIds: readonly string[],
  homes: TicketFile['homes'],
): { readonly id: string; readonly number: string } | null {
  const [first, ...others] = mailIds.map((id) => homes[id] ?? null);
  return first && others.every((home) => home?.id === first.id) ? first : null;
}
