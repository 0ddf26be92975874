import { crc32, deflateSync } from 'node:zlib';
import { pick, whole, type Random } from '@vigie/shared/chance/random';

/** Something small that hangs on a letter. */
export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly content: Buffer;
}

/** A capture of a screen or a document, as citizens attach them: real PNG and PDF, some kilobytes. */
export function someAttachment(random: Random): Attachment {
  if (random.next() < 0.6) {
    const filename = pick(random, ['capture.png', 'annonce.png', 'IMG_2041.png', 'photo1.png']);
    return { filename, contentType: 'image/png', content: picture(random) };
  }
  const filename = pick(random, [
    'recepisse.pdf',
    'releve.pdf',
    'courrier scanné.pdf',
    'facture.pdf',
  ]);
  return { filename, contentType: 'application/pdf', content: page(filename) };
}

/** A square of coloured noise. */
function picture(random: Random): Buffer {
  const side = whole(random, 16, 96);
  const size = Buffer.alloc(13);
  size.writeUInt32BE(side, 0);
  size.writeUInt32BE(side, 4);
  // 8 bits a channel, RGB.
  size.set([8, 2], 8);
  // Each row begins with its filter: 0, none.
  const row = (): number[] => [0, ...Array.from({ length: side * 3 }, () => whole(random, 0, 255))];
  const pixels = Buffer.from(Array.from({ length: side }, row).flat());
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', size),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}

/** A page of PDF with one line of text. Readers forgive the missing table of offsets. */
function page(title: string): Buffer {
  const text = `BT /F1 18 Tf 60 760 Td (${title.replace(/[^\x20-\x7e]|[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${String(text.length)} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  const body = objects.map((object, n) => `${String(n + 1)} 0 obj\n${object}\nendobj\n`).join('');
  return Buffer.from(`%PDF-1.4\n${body}trailer\n<< /Root 1 0 R /Size 6 >>\n%%EOF\n`, 'latin1');
}
