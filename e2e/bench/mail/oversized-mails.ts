/** One mail out of all proportion, by what is too much of in it. */
export interface OversizedMail {
  readonly name: string;
  readonly raw: Buffer;
}

const head = (n: number, more = ''): string =>
  `From: Citizen <oversized.${String(n)}@exemple.example>\r\nTo: contact@vigie.example\r\n` +
  `Message-ID: <oversized.${String(n)}@exemple.example>\r\nSubject: Trop\r\nMIME-Version: 1.0\r\n${more}`;
const text = '\r\nBonjour, que dois-je faire ?\r\n';

/** What may be too much, for so much of it. */
const kinds: Readonly<Record<string, (n: number, much: number) => string>> = {
  'addresses of 1 MB': (n, much) =>
    `${head(n, `Cc: ${'a@exemple.example, '.repeat(52_000 * much)}z@b.example\r\n`)}${text}`,
  'headers of 5 MB': (n, much) =>
    `${head(n, `X-Trace: ${'x'.repeat(70)}\r\n`.repeat(62_000 * much))}${text}`,
  'one header line of 5 MB': (n, much) =>
    `${head(n, `X-Line: ${'x'.repeat(5_000_000 * much)}\r\n`)}${text}`,
  '5,000 nested parts': (n, much) => nested(n, 5_000 * much),
  '20,000 attachments': (n, much) => attached(n, 20_000 * much),
  'a subject of 1 MB': (n, much) => head(n).replace('Trop', 'é'.repeat(500_000 * much)) + text,
  'encoded words without end': (n, much) =>
    head(n).replace('Trop', '=?utf-8?Q?=C3=A9?= '.repeat(50_000 * much)) + text,
  'HTML of 5 MB': (n, much) =>
    `${head(n, 'Content-Type: text/html\r\n')}\r\n${'<div><b>a</b>'.repeat(380_000 * much)}`,
  'one text line of 10 MB': (n, much) => `${head(n)}\r\n${'mot '.repeat(2_500_000 * much)}`,
  'references of 1 MB': (n, much) =>
    `${head(n, `References: ${'<a@b.example> '.repeat(70_000 * much)}\r\n`)}${text}`,
};

/** Thirty of them: ten kinds, each in three sizes. */
export function oversizedMails(): OversizedMail[] {
  return Object.entries(kinds).flatMap(([name, write], k) =>
    [1, 2, 3].map((much) => ({
      name: `${name}, × ${String(much)}`,
      raw: Buffer.from(write(3 * k + much, much)),
    })),
  );
}

function nested(n: number, depth: number): string {
  const parts = Array.from({ length: depth }, (_, level) => {
    const inner = `Content-Type: multipart/mixed; boundary="b${String(level + 1)}"`;
    return `--b${String(level)}\r\n${inner}\r\n\r\n`;
  });
  const opening = 'Content-Type: multipart/mixed; boundary="b0"\r\n';
  return `${head(n, opening)}\r\n${parts.join('')}--b${String(depth)}\r\n\r\nFond.\r\n`;
}

function attached(n: number, count: number): string {
  const file = (at: number): string =>
    `--b\r\nContent-Type: text/plain; name="${String(at)}.txt"\r\nContent-Disposition: attachment; filename="${String(at)}.txt"\r\n\r\nx\r\n`;
  const files = Array.from({ length: count }, (_, at) => file(at)).join('');
  return `${head(n, 'Content-Type: multipart/mixed; boundary="b"\r\n')}\r\n${files}--b--\r\n`;
}
