import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { visibleStretches } from '@vigie/shared/triage/visible-text';
import { beforeAll, describe, expect, test } from 'vitest';
import { parseMail } from './parse-mail.ts';
import type { ParsedMail } from './parsed-mail.ts';
import { frenchMachineMails } from './testing/french-machines.ts';
import { frenchMails } from './testing/french-mails.ts';

const flat = (text: string) =>
  text.replace(/[’']/g, "'").replace(/œ/g, 'oe').replace(/\s+/g, ' ').trim();

describe('two hundred mails of French citizens', () => {
  const mails = frenchMails();

  test('[MAIL-4] each is read as it was written, whatever program wrote it', async () => {
    expect(mails).toHaveLength(200);
    const wrong: string[] = [];
    for (const { name, raw, subject, from, said } of mails) {
      const mail = await parseMail(raw);
      const right =
        flat(mail.subject) === flat(subject) &&
        mail.fromAddress === from &&
        mail.fromName === 'Hélène Lefèvre' &&
        flat(mail.text).startsWith(flat(said));
      if (!right) wrong.push(name);
    }
    expect(wrong).toEqual([]);
  });

  test('[MAIL-6] none is taken for a machine’s, who forward a bounce included', async () => {
    const taken: string[] = [];
    for (const { name, raw } of mails) if ((await parseMail(raw)).machine.kind) taken.push(name);
    expect(taken).toEqual([]);
  });

  test('[MAIL-10] the history of each answer is told from what was written', async () => {
    const missed: string[] = [];
    for (const { name, raw, said, history, subject } of mails) {
      if (history === null || !subject.startsWith('Re:')) continue;
      const { text } = await parseMail(raw);
      const seen = visibleStretches(text)
        .map(({ start, end }) => text.slice(start, end))
        .join('');
      if (!flat(seen).startsWith(flat(said)) || seen.includes('nº 42')) missed.push(name);
    }
    expect(missed).toEqual([]);
  });
});

test('[MAIL-6] of two hundred mails of French machines at least 198 are recognised, each by its kind', async () => {
  const missed: string[] = [];
  for (const { name, raw, kind } of frenchMachineMails()) {
    const { machine } = await parseMail(raw);
    if (machine.kind !== kind) missed.push(`${name}: ${String(machine.kind)}`);
  }
  expect(missed.length, missed.join('\n')).toBeLessThanOrEqual(2);
});

const corpus = fileURLToPath(new URL('../../../../shared/corpus/mail/', import.meta.url));

interface Entry {
  readonly file: string;
  readonly expected: {
    readonly subject?: string;
    readonly from?: readonly string[];
    readonly text_body?: readonly string[];
    readonly bounce?: boolean;
  };
}

describe.skipIf(!existsSync(corpus))('the corpus of other people’s mail', () => {
  const read: { entry: Entry; mail: ParsedMail | null }[] = [];

  beforeAll(async () => {
    const entries = JSON.parse(readFileSync(`${corpus}manifest.json`, 'utf8')) as Entry[];
    for (const entry of entries) {
      const mail = await parseMail(readFileSync(corpus + entry.file)).catch(() => null);
      read.push({ entry, mail });
    }
  });

  test('[MAIL-4] every mail of the corpus is read, at most one in a hundred doubtfully', () => {
    expect(read.length).toBeGreaterThan(500);
    const suspect = read.filter(({ entry, mail }) => mail && isSuspect(entry, mail));
    expect(suspect.length, suspect.map(({ entry }) => entry.file).join('\n')).toBeLessThanOrEqual(
      read.length / 100,
    );
    // What is no mail at all is set aside for a human to read raw.
    expect(read.filter(({ mail }) => !mail).length).toBeLessThanOrEqual(3);
  });

  test('[MAIL-4] no words of a mail of the corpus are lost, and bare carriage returns are line ends', () => {
    const lost = read.filter(
      ({ entry, mail }) => mail?.text === '' && (entry.expected.text_body ?? []).join('').trim(),
    );
    expect(lost.map(({ entry }) => entry.file)).toEqual([]);
    const returns = read.filter(({ entry }) => entry.file.includes('/mac-'));
    expect(returns.length).toBeGreaterThan(20);
    expect(returns.filter(({ mail }) => !mail?.text)).toEqual([]);
  });

  test('[MAIL-6] of the bounces of the corpus at least 99.5 in a hundred are recognised', () => {
    // Two of them are Amazon's data about a complaint and a delivery.
    const bounces = read.filter(
      ({ entry }) => entry.expected.bounce === true && !/amazonses-1[12]/.test(entry.file),
    );
    const missed = bounces.filter(({ mail }) => mail?.machine.kind !== 'bounce');
    expect(bounces.length).toBeGreaterThan(300);
    expect(missed.length, missed.map(({ entry }) => entry.file).join('\n')).toBeLessThanOrEqual(
      bounces.length * 0.005,
    );
  });
});

/** Another subject, sender or beginning than its expected one; where that one is itself broken, nothing is said. */
function isSuspect({ expected }: Entry, mail: ParsedMail): boolean {
  const differs = (wanted: string | undefined, found: string) =>
    wanted !== undefined && !wanted.includes('\ufffd') && flat(wanted) !== flat(found);
  const [sender] = expected.from ?? [];
  const isAddress = sender !== undefined && /^[^\s@!()]+@[^\s@]+\.\w+$/.test(sender);
  const start = flat(expected.text_body?.[0] ?? '').slice(0, 60);
  return (
    differs(expected.subject, mail.subject) ||
    (isAddress && sender.toLowerCase() !== mail.fromAddress?.toLowerCase()) ||
    (start !== '' && !start.includes('\ufffd') && !flat(mail.text).includes(start)) ||
    /Ã[©¨ª«®´¢]|â€/.test(mail.subject + mail.text.slice(0, 20_000))
  );
}
