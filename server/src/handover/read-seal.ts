import { inflateSync } from 'node:zlib';
import { sealFileSchema, type SealFile } from './seal-file.ts';

/** Finds what a print carries inside, by the streams of the PDF; null where it is none of ours. */
export function readSeal(pdf: Buffer): SealFile | null {
  for (const stream of streamsOf(pdf)) {
    const seal = parsed(stream);
    if (seal) return seal;
  }
  return null;
}

function* streamsOf(pdf: Buffer): Generator<Buffer> {
  const [opens, closes] = ['stream\n', '\nendstream'];
  for (let at = pdf.indexOf(opens); at >= 0; at = pdf.indexOf(opens, at)) {
    const start = at + opens.length;
    const end = pdf.indexOf(closes, start);
    if (end < 0) return;
    yield pdf.subarray(start, end);
    at = end + closes.length;
  }
}

function parsed(stream: Buffer): SealFile | null {
  try {
    const text = (stream[0] === 0x7b ? stream : inflateSync(stream)).toString('utf8');
    return text.startsWith('{') ? (sealFileSchema.safeParse(JSON.parse(text)).data ?? null) : null;
  } catch {
    // Pictures, fonts, pages: none of them is what is looked for.
    return null;
  }
}
