/**
 * What a file gives away by its content (MAIL-11): it is locked, it swells when it is unpacked, it is a
 * program or holds one, its name says something else than its content, it did not arrive whole.
 */
export const fileMarks = [
  'encrypted',
  'bomb',
  'program',
  'macros',
  'disguised',
  'incomplete',
] as const;
export type FileMark = (typeof fileMarks)[number];

/** What the virus scanner says of a file: there is none, it has not answered yet, or its verdict. */
export const scanStates = ['off', 'waiting', 'clean', 'infected'] as const;
export type ScanState = (typeof scanStates)[number];

/** Bytes of one file on an answer, and of all of them together: what most mail servers still take. */
export const largestFileBytes = 10_000_000;
const largestFilesBytes = 15_000_000;
/** So many files an answer may bear. */
export const mostFiles = 10;

/** True where these files travel with one answer. */
export function fitTogether(files: readonly { readonly bytes: number }[]): boolean {
  const bytes = files.reduce((all, file) => all + file.bytes, 0);
  return files.length <= mostFiles && bytes <= largestFilesBytes;
}
