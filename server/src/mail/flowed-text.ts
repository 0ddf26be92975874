/**
 * Columns of a line, marks included. With the coded space at its end it still fits a line of
 * quoted-printable, so that who reads the bytes sees the lines that were meant.
 */
const width = 72;
/** A line that is kept as it is, and after which a signature begins (RFC 3676, 4.3). */
const signatureMark = '-- ';

/**
 * Text as format=flowed, without DelSp (RFC 3676): each line of it is a paragraph, broken after spaces, so that
 * nothing is added to it and a program that knows nothing of this shows it well. Quoted lines keep their depth.
 */
export function flow(text: string): string {
  return text
    .split(/\r\n?|\n/)
    .flatMap(brokenLines)
    .join('\n');
}

/** Text that came as format=flowed, its paragraphs whole again; where `delSp`, the space at a break goes. */
export function unflow(text: string, delSp = false): string {
  const paragraphs: Paragraph[] = [];
  let open: Paragraph | null = null;
  for (const line of text.split(/\r\n?|\n/)) {
    const { depth, rest } = read(line, open);
    const isSignature = rest === signatureMark;
    if (!open || open.depth !== depth || isSignature) {
      open = { depth, pieces: [] };
      paragraphs.push(open);
    }
    const isFlowed = rest.endsWith(' ') && !isSignature;
    open.pieces.push(isFlowed && delSp ? rest.slice(0, -1) : rest);
    if (!isFlowed) open = null;
  }
  return paragraphs.map(({ depth, pieces }) => marked(depth, pieces.join(''))).join('\n');
}

interface Paragraph {
  readonly depth: number;
  readonly pieces: string[];
}

/** A line without its marks and without the space that it was stuffed with. */
interface Read {
  readonly depth: number;
  readonly rest: string;
}

/** Reads a line; one that begins a paragraph may have spaces between its marks, as old programs write them. */
function read(line: string, open: Paragraph | null): Read {
  const strict = /^>*/.exec(line)?.[0] ?? '';
  if (open?.depth === strict.length) return unstuffed(strict.length, line.slice(strict.length));
  return quoted(line);
}

function quoted(line: string): Read {
  const marks = /^(?:> ?(?=>))*>/.exec(line)?.[0] ?? '';
  return unstuffed(marks.replaceAll(' ', '').length, line.slice(marks.length));
}

function unstuffed(depth: number, rest: string): Read {
  return { depth, rest: rest.startsWith(' ') ? rest.slice(1) : rest };
}

function marked(depth: number, content: string): string {
  if (depth === 0) return content;
  return '>'.repeat(depth) + (content === '' ? '' : ` ${content}`);
}

function brokenLines(line: string): string[] {
  // What somebody typed is not stuffed: its own first space counts.
  const { depth, rest } = line.startsWith('>') ? quoted(line) : { depth: 0, rest: line };
  if (rest === signatureMark) return [marked(depth, rest)];
  const content = withoutBlanksAtEnd(rest);
  return broken(content, width - depth - 1).map((piece) =>
    depth > 0 ? marked(depth, piece) : stuffed(piece),
  );
}

/** Walked from the end: a pattern would begin anew at each blank of a long run of them. */
function withoutBlanksAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t'.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A line that would be read as stuffed, as quoted, or by an old mailbox as the next mail, gets a space in front. */
function stuffed(piece: string): string {
  return /^( |>|From )/.test(piece) ? ` ${piece}` : piece;
}

/** Pieces that end with the spaces they were broken after; a word beyond the width stays whole. */
function broken(content: string, columns: number): string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const word of content.match(/[^ ]+ *| +/g) ?? []) {
    const isFull = piece.length + word.trimEnd().length > columns;
    // Alone on its line, it would pass for the mark of a signature.
    if (isFull && piece !== '' && piece !== signatureMark) {
      pieces.push(piece);
      piece = '';
    }
    piece += word;
  }
  return [...pieces, piece];
}
