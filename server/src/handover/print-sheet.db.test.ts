import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { printSeal, printSheet } from './print-sheet.ts';
import { readSeal } from './read-seal.ts';
import { done, password, ReliefRoom, sheetId } from './testing/relief-room.ts';
import { verifySeal } from './verify-seal.ts';

let relief: ReliefRoom;
beforeEach(async () => {
  relief = await ReliefRoom.open();
});
afterEach(() => relief.close());

const restricted = { finding: { priority: 'P1', category: 'vif', restricted: true } } as const;
const tz = 'Europe/Paris';

async function sealed(situation = 'Attend le rappel #strong[du parquet] $x$'): Promise<void> {
  const { ticketId } = await relief.room.claimed('ana', { finding: { priority: 'P0' } });
  const { ticketId: veiled } = await relief.room.claimed('cleo', restricted);
  done(await relief.does('rousseau', { type: 'open-handover' }));
  const item = `ticket:${ticketId}`;
  done(await relief.write('rousseau', item, 'situation', situation));
  done(await relief.write('cleo', `ticket:${veiled}`, 'situation', 'mise à l’abri'));
  const pass = { kind: 'person', personId: 'faure' };
  done(await relief.on('rousseau', 'plan-pass', { ticketId, pass }));
  done(await relief.on('cleo', 'plan-pass', { ticketId: veiled, pass }));
  await relief.proposed();
  await relief.taken();
  done(await relief.accept());
}

function print(withRestricted = true): Buffer {
  const printed = printSheet(relief.room.database, sheetId, { tz, withRestricted });
  if (!printed) throw new Error('nothing was printed');
  return printed.pdf;
}

async function faults(pdf: Buffer): Promise<string[]> {
  const findings = await verifySeal(relief.room.database, pdf);
  return findings.filter(({ holds }) => !holds).map(({ what }) => what);
}

describe('[HAND-3] a printed sheet', () => {
  test('is tagged, speaks French, and verifies against the log', async () => {
    await sealed();
    const pdf = print();
    expect(pdf.toString('latin1')).toMatch(/\/Lang \(fr\)/);
    expect(pdf.toString('latin1')).toMatch(/\/StructTreeRoot/);
    expect(await faults(pdf)).toEqual([]);
  });

  test('[MAIL-10] holds nothing that acts, whatever was typed: no script, form or address that is followed', async () => {
    const hostile = [
      '<script>alert(1)</script> javascript:alert(1) https://evil.example/ #link("https://evil.example")[ici]',
      ') /OpenAction << /S /JavaScript /JS (app.alert(1)) >> endobj',
      '#eval("1") #image("/etc/passwd") #read("/etc/passwd") ${1} {{1}}',
    ];
    await sealed(hostile.join('\n'));
    const outside = print()
      .toString('latin1')
      .replaceAll(/stream\r?\n.*?endstream/gs, '');
    expect(outside).toMatch(/\/Type ?\/Catalog/);
    expect(outside).not.toMatch(/\/(JavaScript|JS|AA|OpenAction|Launch|SubmitForm|URI)\b/);
    expect(await faults(print())).toEqual([]);
  });

  test('without its restricted parts says nothing of them, and still verifies', async () => {
    await sealed();
    const pdf = print(false);
    const seal = readSeal(pdf);
    expect(JSON.stringify(seal)).not.toContain('abri');
    expect(seal?.parts.filter(({ body }) => body === null).map(({ n }) => n)).toEqual([9, 12]);
    expect(await faults(pdf)).toEqual([]);
  });

  test('with an addendum verifies; with words that nobody signed, well printed, it does not', async () => {
    await sealed();
    relief.room.time.jump(60_000);
    done(
      await relief.on('marchand', 'add-addendum', {
        text: 'Le parquet a rappelé.',
        signature: { password },
      }),
    );
    const pdf = print();
    expect(await faults(pdf)).toEqual([]);
    const seal = readSeal(pdf);
    if (!seal) throw new Error('no seal in the print');
    const addenda = seal.addenda.map((addendum) => ({ ...addendum, text: 'Le parquet renonce.' }));
    expect(await faults(printSeal({ ...seal, addenda }).pdf)).toEqual([
      'les ajouts sont ceux qui ont été signés',
    ]);
    const parts = seal.parts.map((part) =>
      part.n === 10 ? { ...part, body: part.body?.replace('calme', 'agitée') ?? null } : part,
    );
    expect(await faults(printSeal({ ...seal, parts }).pdf)).toEqual([
      'chaque texte a son empreinte',
    ]);
  });

  test('whose pages were changed is told from one that was signed', async () => {
    await sealed();
    const pdf = print();
    const forged = Buffer.from(pdf);
    // A byte of the first page's content: what it says is another, what it carries is the same.
    const at = forged.indexOf('stream\n') + 12;
    forged.writeUInt8(forged.readUInt8(at) ^ 1, at);
    expect(await faults(forged)).toContain('les pages montrent ces textes');
  });

  test('is told from a log in which the signature is another', async () => {
    await sealed();
    const pdf = print();
    const raw = relief.room.database.client;
    raw.exec(`DROP TRIGGER events_keep_update`);
    raw.exec(`UPDATE events SET body = replace(body, '"restricted":true', '"restricted":false')
      WHERE type = 'handover-proposed'`);
    expect(await faults(pdf)).toEqual(['la chaîne de la main courante est entière']);
  });

  test('a draft is not printed, and another PDF is none of ours', async () => {
    done(await relief.does('rousseau', { type: 'open-handover' }));
    const options = { tz, withRestricted: true };
    expect(printSheet(relief.room.database, sheetId, options)).toBeNull();
    expect(await faults(Buffer.from('%PDF-1.7\nstream\nx\nendstream'))).toHaveLength(1);
  });

  test('the command line says of each thing whether it holds', async () => {
    await sealed();
    const file = join(relief.room.folder, 'passation.pdf');
    const cli = fileURLToPath(new URL('./verify-cli.ts', import.meta.url));
    const verify = () =>
      spawnSync(process.execPath, [cli, file], {
        encoding: 'utf8',
        env: { ...process.env, VIGIE_DATA: relief.room.folder },
      });
    writeFileSync(file, print());
    expect(verify()).toMatchObject({ status: 0, stderr: '' });
    writeFileSync(file, 'no PDF');
    const refused = verify();
    expect([refused.status, refused.stdout.startsWith('NON')]).toEqual([1, true]);
  });
});
