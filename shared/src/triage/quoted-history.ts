/** Longer lines are no heads of quotations; cutting them keeps every test below short. */
const longestHead = 300;
const mostHeadLines = 3;

/** True for a line that a mail program marked as quoted. */
export function isQuoted(line: string): boolean {
  return /^\s{0,3}>/.test(line);
}

/** True where an old mail follows unmarked: the bar of Outlook, or its block of headers. Forwarded mail is no history. */
export function opensOldMail(lines: readonly string[], n: number): boolean {
  const line = head(lines[n]);
  if (
    /^\s*-{2,} ?(message d['’]origine|(mail|message) original|original message) ?-{2,}\s*$/i.test(
      line,
    )
  )
    return true;
  if (!/^\s*\*?(de|from) ?:\*? .*@/i.test(line)) return false;
  const sent = /^\s*\*?(envoyé|envoye|date|sent) ?:\*? .*\d{4}/i.test(head(lines[n + 1]));
  return sent && !forwards(lines, n);
}

function forwards(lines: readonly string[], n: number): boolean {
  const before = lines.slice(Math.max(0, n - 2), n).map(head);
  return before.some((line) => /forwarded|transf[ée]r|r[ée]exp[ée]di/i.test(line));
}

export interface Attribution {
  /** How many lines it takes. */
  readonly lines: number;
  /** The history below it is not marked line by line. */
  readonly unmarkedHistory: boolean;
}

/** Reads `Le 3 mai 2026 à 10:12, X <x@y> a écrit :` where it begins on a line; null where it does not. */
export function attributionAt(lines: readonly string[], n: number): Attribution | null {
  // The date stands on the first line, however the rest is wrapped.
  if (!dated.test(head(lines[n]))) return null;
  for (let count = 1; count <= mostHeadLines; count += 1) {
    const text = lines
      .slice(n, n + count)
      .map(head)
      .join('');
    if (/[\s>](a\s+[ée]crit|wrote)\s*:?$/.test(text.trimEnd()))
      return attribution(lines, n, count, text);
  }
  return null;
}

const dated = /^\s{0,3}(Le|On) .{0,40}\d{4}.{0,12}\s\d{1,2}[:h]\d{2}/;

function attribution(
  lines: readonly string[],
  n: number,
  count: number,
  text: string,
): Attribution | null {
  const next = lines.slice(n + count, n + count + 3).find((line) => line.trim() !== '');
  if (next !== undefined && isQuoted(next)) return { lines: count, unmarkedHistory: false };
  // Without an address it may be the citizen who tells what somebody wrote, and when.
  return text.includes('@') ? { lines: count, unmarkedHistory: true } : null;
}

function head(line: string | undefined): string {
  return (line ?? '').slice(0, longestHead);
}
