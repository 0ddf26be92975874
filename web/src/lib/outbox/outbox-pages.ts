import type { OutboxLine, OutboxPage } from '@vigie/shared/wire/outbox';

/** Asks for a page of the outbox, the first where no place is named; null where there was no answer. */
export type AskPage = (before: string | null) => Promise<OutboxPage | null>;

/**
 * As many pages as are shown, each told anew: of an answer that somebody may no longer see no line stays, wherever
 * it stood (SYNC-4). Where a later page has no answer it is left out rather than shown as it was.
 */
export async function pagesTold(ask: AskPage, pages: number): Promise<OutboxPage | null> {
  let told = await ask(null);
  for (let read = 1; told && told.next !== null && read < pages; read += 1) {
    const page = await ask(told.next);
    if (!page) break;
    told = { ...told, replies: withOlder(told.replies, page.replies), next: page.next };
  }
  return told;
}

/** A page of what left earlier below what is shown; an answer that left between the two questions stands once. */
export function withOlder(shown: readonly OutboxLine[], older: readonly OutboxLine[]) {
  const known = new Set(shown.map((line) => (line.veiled ? null : line.replyId)));
  return [...shown, ...older.filter((line) => line.veiled || !known.has(line.replyId))];
}
