import type { LogEvent } from '@vigie/db/event-log';
import type { Recorded } from '@vigie/shared/ticket/events';
import type { HistoryLine } from '@vigie/shared/wire/ticket-file';

/** Renewals say only that somebody works; the history tells what was done. */
const silent = new Set<LogEvent['type']>(['lock-renewed', 'lock-shortened']);

/** The typed words behind an event stand under one of these names. */
const wordsIds = ['reasonId', 'contactId'] as const;

/** Not for everybody who reads a history: links are shown apart, to those who may see them (SYNC-4). */
const hidden: readonly string[] = [
  ...wordsIds,
  'linkedTo',
  'otherId',
  'mailIds',
  'clocks',
  'joins',
];

/** The ids of all words that a history needs. */
export function wordsIn(events: readonly Recorded<LogEvent>[]): string[] {
  return events.flatMap(({ event }) => wordsIdOf(event) ?? []);
}

/** What happened to a ticket, each line with the reason that was typed for it, where there is one. */
export function historyLines(
  events: readonly Recorded<LogEvent>[],
  wordsById: ReadonlyMap<string, { readonly text: string }>,
  /** The number of another ticket, for those who may know it. */
  numberOf: (ticketId: string) => string | null,
): HistoryLine[] {
  return events
    .filter(({ event }) => !silent.has(event.type))
    .map(({ seq, at, by, event }) => {
      const { type, ...detail } = event;
      const wordsId = wordsIdOf(event);
      const reason = wordsId === null ? null : (wordsById.get(wordsId)?.text ?? null);
      const number = 'otherId' in event ? numberOf(event.otherId) : null;
      const shown = { ...withoutHidden(detail), ...(number !== null && { number }) };
      return { seq, at, by, type, detail: shown, reason };
    });
}

function wordsIdOf(event: LogEvent): string | null {
  const fields: Readonly<Record<string, unknown>> = { ...event };
  const found = wordsIds.map((name) => fields[name]).find((id) => typeof id === 'string');
  return found ?? null;
}

function withoutHidden(detail: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(detail).filter(([name]) => !hidden.includes(name)));
}
