import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { inspectFile } from './inspect-file.ts';
import { zipOf } from './testing/zip.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const pdf = Buffer.from('%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer <</Root 1 0 R>>\n%%EOF\n');
const program = Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200), Buffer.from('PE\0\0')]);

test('[MAIL-11] a file is typed by its content, whatever it is called', async () => {
  expect(await inspectFile('photo.bin', png)).toEqual({
    type: 'image/png',
    marks: [],
    picture: true,
  });
  expect(await inspectFile('note.txt', Buffer.from('Bonjour,\nvoilà.\n'))).toMatchObject({
    type: 'text/plain',
    marks: [],
  });
  expect(await inspectFile('plainte.pdf', pdf)).toMatchObject({
    type: 'application/pdf',
    marks: [],
  });
});

test('[MAIL-11] a drawing that can run scripts is no picture', async () => {
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>');
  expect(await inspectFile('a.svg', svg)).toMatchObject({ type: 'image/svg+xml', picture: false });
  const hidden = await inspectFile('a.png', svg);
  expect(hidden).toMatchObject({ picture: false });
});

describe('[MAIL-11] what a file gives away is labelled', () => {
  const lockedPdf = Buffer.from(pdf.toString().replace('/Root', '/Encrypt 2 0 R /Root'));
  const ole = Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(600),
    Buffer.from('EncryptedPackage', 'utf16le'),
    Buffer.alloc(600),
  ]);
  const zeros = deflateRawSync(Buffer.alloc(1_000_000));
  const bomb = zipOf([{ name: 'a', packed: zeros, unpacked: 900_000_000 }]);
  const rar5 = Buffer.concat([
    Buffer.from('526172211a0701000000000021', 'hex'),
    Buffer.from([4]),
    Buffer.alloc(20),
  ]);
  test.each([
    ['an archive with a password', 'a.zip', zipOf([{ name: 'a', locked: true }]), ['encrypted']],
    ['a PDF with a password', 'a.pdf', lockedPdf, ['encrypted']],
    ['an Office file with a password', 'a.docx', ole, ['encrypted']],
    ['a RAR archive with a password', 'a.rar', rar5, ['encrypted']],
    ['an archive that swells', 'a.zip', bomb, ['bomb']],
    [
      'an archive whose entries share their bytes',
      'a.zip',
      zipOf([{ name: 'a', claimedPacked: 5_000 }]),
      ['bomb'],
    ],
    ['a program', 'facture.exe', program, ['program']],
    ['a program called a document', 'facture.pdf', program, ['program', 'disguised']],
    ['a script by its name', 'facture.pdf.js', Buffer.from('alert(1)'), ['program']],
    [
      'macros',
      'a.docx',
      zipOf([{ name: '[Content_Types].xml' }, { name: 'word/vbaProject.bin' }]),
      ['macros'],
    ],
    ['a page called a picture', 'a.jpg', Buffer.from('<html><body>'), ['disguised']],
    ['an honest archive', 'a.zip', zipOf([{ name: 'lettre.txt' }]), []],
    ['an honest gzip', 'a.gz', gzipSync('bonjour'), []],
    ['an empty file', 'a.pdf', Buffer.alloc(0), []],
  ])('%s', async (_what, name, content, marks) => {
    expect((await inspectFile(name, content)).marks).toEqual(marks);
  });
});
