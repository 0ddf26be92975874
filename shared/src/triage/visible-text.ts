import { attributionAt, isQuoted, opensOldMail } from './quoted-history.ts';
import type { Stretch } from './words.ts';

/** Most that is read of a text, in UTF-16 units: 95 % of mails are shorter than a hundredth of it. */
const readAtStart = 150_000;
const readAtEnd = 50_000;

/** The whole of a text, or the beginning and the end of one that is longer than anybody types. */
export function readableStretches({ length }: string): Stretch[] {
  if (length <= readAtStart + readAtEnd) return [{ start: 0, end: length }];
  return [
    { start: 0, end: readAtStart },
    { start: length - readAtEnd, end: length },
  ];
}

/**
 * The stretches of a mail that its writer wrote now (MAIL-14). Quoted history is left out, since our own
 * acknowledgement and old alarms stand in it; it is read where nothing else remains.
 */
export function visibleStretches(body: string): Stretch[] {
  const lines = readableStretches(body).flatMap((stretch) => linesOf(body, stretch));
  const visible = withoutHistory(lines);
  return joined(visible.some(saysSomething) ? visible : lines);
}

interface Line extends Stretch {
  readonly text: string;
}

function linesOf(body: string, stretch: Stretch): Line[] {
  const lines: Line[] = [];
  let start = stretch.start;
  while (start < stretch.end) {
    const newline = body.indexOf('\n', start);
    const end = newline < 0 ? stretch.end : Math.min(newline + 1, stretch.end);
    lines.push({ start, end, text: body.slice(start, end) });
    start = end;
  }
  return lines;
}

/** What stands above the history, and around it where every line of the history is marked with `>`. */
function withoutHistory(lines: readonly Line[]): Line[] {
  const texts = lines.map(({ text }) => text);
  const kept: Line[] = [];
  let attributed = 0;
  for (const [n, line] of lines.entries()) {
    if (opensOldMail(texts, n)) break;
    const attribution = attributionAt(texts, n);
    if (attribution?.unmarkedHistory) break;
    if (attribution) attributed = n + attribution.lines;
    if (n >= attributed && !isQuoted(line.text)) kept.push(line);
  }
  return kept;
}

/** Greetings and what telephones add: a mail of these alone says nothing of its own. */
const courtesy =
  /^\s*(bonjour|bonsoir|salut|hello|madame|monsieur|madame,? monsieur|cordialement|(envoyé|envoye|sent|télécharger|telecharger|obtenez|get) (de|depuis|from|à partir de|outlook|pour).{0,60})[\s,.!]*$/i;
const longestCourtesy = 120;

function saysSomething({ text }: Line): boolean {
  return /[\p{L}\p{N}]/u.test(text) && !(text.length <= longestCourtesy && courtesy.test(text));
}

function joined(lines: readonly Line[]): Stretch[] {
  const stretches: { start: number; end: number }[] = [];
  for (const { start, end } of lines) {
    const last = stretches.at(-1);
    if (last?.end === start) last.end = end;
    else stretches.push({ start, end });
  }
  return stretches;
}
