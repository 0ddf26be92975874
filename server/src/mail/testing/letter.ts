/** A citizen's mail for tests, as bytes; each part may be told. */
export interface Letter {
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly text?: string;
  readonly id?: string;
  readonly headers?: readonly string[];
}

let written = 0;

/** Writes a mail as a citizen's program would. */
export function letter({ from, to, subject, text, id, headers = [] }: Letter = {}): Buffer {
  written += 1;
  const lines = [
    `Message-ID: ${id ?? `<${String(written)}.${String(process.pid)}@exemple.example>`}`,
    `From: ${from ?? 'Marie Durand <marie@exemple.example>'}`,
    `To: ${to ?? 'contact@vigie.example'}`,
    `Subject: ${subject ?? 'Perte de carte grise'}`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
    'Content-Transfer-Encoding: 8bit',
    ...headers,
    '',
    text ?? 'Bonjour, j’ai perdu ma carte grise. Que dois-je faire ?',
    '',
  ];
  return Buffer.from(lines.join('\r\n'));
}
