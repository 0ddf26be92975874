import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, expect, test } from 'vitest';
import { systemTimers } from '../clock.ts';
import { defaultParserLimits, MailParser } from './parser.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-parser-'));
const parsers: MailParser[] = [];

afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => {
  for (const parser of parsers.splice(0)) parser.close();
});

function parserOf(limits: Partial<typeof defaultParserLimits> = {}, entry?: URL): MailParser {
  const parser = new MailParser(systemTimers, { ...defaultParserLimits, ...limits }, entry);
  parsers.push(parser);
  return parser;
}

/** A child that does something terrible with the mail that says "terrible", and answers all others. */
function terrible(deed: string): URL {
  const file = join(folder, `${String(Math.random())}.mjs`);
  writeFileSync(
    file,
    `process.on('message', ({ bytes }) => {
       if (Buffer.from(bytes).includes('terrible')) { ${deed} }
       process.send({ ok: true, mail: { subject: 'lu' } });
     });`,
  );
  return pathToFileURL(file);
}

const plain = Buffer.from('From: a@b.example\r\nSubject: Bonjour\r\n\r\nUn texte.\r\n');
const bad = Buffer.from('From: a@b.example\r\nSubject: terrible\r\n\r\n');

test('[MAIL-4] a mail is parsed in another process, which holds no secret', async () => {
  const parser = parserOf();
  const outcome = await parser.parse(plain);
  expect(outcome).toMatchObject({ ok: true, mail: { subject: 'Bonjour', text: 'Un texte.' } });
  expect(parser.pid).not.toBe(process.pid);
});

test('[MAIL-4] what is no mail at all is unparsable, and the next mail is read', async () => {
  const parser = parserOf();
  expect(await parser.parse(Buffer.alloc(1000, 0xff))).toEqual({ ok: false, cause: 'unparsable' });
  expect(await parser.parse(plain)).toMatchObject({ ok: true });
});

test.each([
  ['hangs', 'for (;;);', { timeMs: 400 }, 'took-too-long'],
  [
    'fills buffers',
    'globalThis.kept = []; for (;;) kept.push(Buffer.alloc(20_000_000, 1));',
    { residentMb: 300 },
    'took-too-much-memory',
  ],
  [
    'fills the heap',
    'globalThis.kept = []; for (;;) kept.push({ a: [1, 2, 3] });',
    { heapMb: 40 },
    'took-too-much-memory',
  ],
  ['ends the process', 'process.exit(3);', {}, 'crashed'],
])('[MAIL-4] a mail that %s costs only itself', async (_what, deed, limits, cause) => {
  const parser = parserOf(limits, terrible(deed));
  const outcomes = await Promise.all([parser.parse(plain), parser.parse(bad), parser.parse(plain)]);
  expect(outcomes).toEqual([
    { ok: true, mail: { subject: 'lu' } },
    { ok: false, cause },
    { ok: true, mail: { subject: 'lu' } },
  ]);
});

test('[MAIL-4] a mail that lay ready at a child that fell is not blamed, and the order holds', async () => {
  const parser = parserOf({ timeMs: 400 }, terrible('for (;;);'));
  const mails = [plain, bad, plain, bad, plain];
  const settled: number[] = [];
  const outcomes = await Promise.all(
    mails.map(async (mail, n) => {
      const { ok } = await parser.parse(mail);
      settled.push(n);
      return ok;
    }),
  );
  expect(outcomes).toEqual([true, false, true, false, true]);
  expect(settled).toEqual([0, 1, 2, 3, 4]);
});

test('[MAIL-4] a parser that is closed answers what still waits', async () => {
  const parser = parserOf({}, terrible('for (;;);'));
  const waiting = [parser.parse(bad), parser.parse(plain)];
  parser.close();
  expect(await Promise.all(waiting)).toEqual([
    { ok: false, cause: 'closed' },
    { ok: false, cause: 'closed' },
  ]);
});

test('[MAIL-4] the child may neither write files nor reach the network', async () => {
  const deed = `
    return Promise.all([import('node:fs'), import('node:net')]).then(([fs, net]) => {
      const told = [];
      try { fs.writeFileSync('${join(folder, 'written')}', 'x'); } catch (error) { told.push(error.code); }
      const tell = (error) => process.send({ ok: true, mail: { subject: told.concat(error.code).join() } });
      try { net.connect(9, '127.0.0.1').on('error', tell); } catch (error) { tell(error); }
    });`;
  const parser = parserOf({}, terrible(deed));
  expect(await parser.parse(bad)).toEqual({
    ok: true,
    mail: { subject: 'ERR_ACCESS_DENIED,ERR_ACCESS_DENIED' },
  });
});
