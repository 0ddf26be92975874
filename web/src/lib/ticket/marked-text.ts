/** A stretch of a text, marked where it decided the triage. */
export interface TextPart {
  readonly text: string;
  readonly marked: boolean;
}

/** Splits a text at the words that decided its triage (MAIL-14). The parts joined are the text, unchanged. */
export function markedParts(text: string, found: readonly string[]): TextPart[] {
  const spans = mergedSpans(text, found);
  const parts: TextPart[] = [];
  let from = 0;
  for (const [start, end] of spans) {
    if (start > from) parts.push({ text: text.slice(from, start), marked: false });
    parts.push({ text: text.slice(start, end), marked: true });
    from = end;
  }
  if (from < text.length || parts.length === 0) {
    parts.push({ text: text.slice(from), marked: false });
  }
  return parts;
}

type Span = readonly [start: number, end: number];

function mergedSpans(text: string, found: readonly string[]): Span[] {
  const spans = found
    .flatMap((words) => spansOf(text, words))
    .sort(([one], [other]) => one - other);
  const merged: Span[] = [];
  for (const [start, end] of spans) {
    const last = merged.at(-1);
    if (last && start <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], end)];
    else merged.push([start, end]);
  }
  return merged;
}

function spansOf(text: string, words: string): Span[] {
  if (!words.trim()) return [];
  // The triage reads lower-cased text; blanks may have been line ends in the mail.
  const pattern = words.trim().split(/\s+/).map(escaped).join('\\s+');
  return [...text.matchAll(new RegExp(pattern, 'giu'))].map(
    ({ 0: hit, index }) => [index, index + hit.length] as const,
  );
}

function escaped(word: string): string {
  return word.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}
