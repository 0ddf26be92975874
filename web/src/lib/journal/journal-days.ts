import type { JournalLine } from '@vigie/shared/wire/journal';
import { todayIso } from '#lib/format/paris-time.ts';

/** Lines of one day by the clock of Paris; `at` is an instant of it, null where none is told. */
export interface JournalDay {
  readonly at: number | null;
  readonly lines: readonly JournalLine[];
}

/** The lines by days, in their order. A veiled line tells no hour: it stays with the one before. */
export function daysOf(lines: readonly JournalLine[]): JournalDay[] {
  const days: { at: number | null; iso: string | null; lines: JournalLine[] }[] = [];
  for (const line of lines) {
    const last = days.at(-1);
    const iso = line.veiled ? (last?.iso ?? null) : todayIso(line.at);
    if (last && (last.iso === iso || last.iso === null)) {
      last.lines.push(line);
      last.iso ??= iso;
      last.at ??= line.veiled ? null : line.at;
    } else days.push({ at: line.veiled ? null : line.at, iso, lines: [line] });
  }
  return days;
}
