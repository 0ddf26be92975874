import { fileTypeFromBuffer } from 'file-type';
import type { FileMark } from '@vigie/shared/mail/attachment';
import { gzipSwells, zipSigns } from './archive-signs.ts';

/** What a file is by its content (MAIL-11). */
export interface Inspection {
  readonly type: string;
  readonly marks: readonly FileMark[];
  /** True where the service can make the picture anew and show it. */
  readonly picture: boolean;
}

const pictureTypes: readonly string[] = [
  'image/jpeg',
  'image/png',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/tiff',
];

/** Files that a double click runs, by the ends of their names. */
const programName =
  /\.(exe|dll|scr|com|pif|cpl|msi|msp|bat|cmd|ps1|psm1|vbs?|vbe|jse?|wsf|wsh|hta|lnk|reg|jar|apk|app|sh|iso|img|vhdx?|chm|url)$/i;
const programType =
  /^application\/(x-msdownload|vnd\.microsoft\.portable-executable|x-elf|x-mach-binary|x-ms-shortcut|x-msi|java-archive|vnd\.android\.package-archive|x-sh|x-iso9660-image|wasm)$/;
const macroName = /\.(docm|dotm|xlsm|xltm|xlam|xlsb|pptm|potm|ppam)$/i;

/** What a name promises: the content must be one of these. */
const promises: Readonly<Record<string, RegExp>> = {
  pdf: /^application\/pdf$/,
  jpg: /^image\//,
  jpeg: /^image\//,
  png: /^image\//,
  gif: /^image\//,
  webp: /^image\//,
  heic: /^image\//,
  txt: /^text\//,
  docx: /officedocument|x-cfb|zip$/,
  xlsx: /officedocument|x-cfb|zip$/,
  pptx: /officedocument|x-cfb|zip$/,
  odt: /opendocument|zip$/,
  mp3: /^audio\//,
  mp4: /^(video|audio)\//,
  mov: /^video\//,
};

/**
 * Looks into a file without unpacking or running anything: its type by content, and what it gives away
 * (MAIL-11). Runs in a child process only.
 */
export async function inspectFile(name: string, content: Uint8Array): Promise<Inspection> {
  const type = await typeOf(content);
  const found: (FileMark | false)[] = [
    isEncrypted(type, content) && 'encrypted',
    isBomb(type, content) && 'bomb',
    (programName.test(name.trim()) || programType.test(type)) && 'program',
    hasMacros(name, type, content) && 'macros',
    isDisguised(name, type) && 'disguised',
  ];
  const marks = found.filter((mark) => mark !== false);
  return { type, marks, picture: pictureTypes.includes(type) };
}

async function typeOf(content: Uint8Array): Promise<string> {
  // A file that breaks the detection open is a file of no known type.
  const detected = await fileTypeFromBuffer(content).catch(() => undefined);
  if (detected && detected.mime !== 'application/xml') return detected.mime;
  return isText(content) ? textType(content) : 'application/octet-stream';
}

function isText(content: Uint8Array): boolean {
  const start = content.subarray(0, 65_536);
  return content.length > 0 && !start.some((byte) => byte < 9 || (byte > 13 && byte < 27));
}

function textType(content: Uint8Array): string {
  const start = Buffer.from(content.subarray(0, 2_048)).toString('latin1');
  if (/<svg[\s>]/i.test(start)) return 'image/svg+xml';
  if (/<(!doctype html|html|head|body|script)[\s>]/i.test(start)) return 'text/html';
  if (/^\s*<\?xml/.test(start)) return 'application/xml';
  return /^BEGIN:VCALENDAR/i.test(start) ? 'text/calendar' : 'text/plain';
}

const isOle = (type: string): boolean => type === 'application/x-cfb';

/** Names in old Office files stand in two bytes a letter. */
function holdsWide(content: Uint8Array, word: string): boolean {
  return Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(
    Buffer.from(word, 'utf16le'),
  );
}

function isEncrypted(type: string, content: Uint8Array): boolean {
  const file = Buffer.from(content.buffer, content.byteOffset, content.byteLength);
  if (type === 'application/pdf') return file.includes('/Encrypt');
  if (isOle(type)) return holdsWide(content, 'EncryptedPackage');
  // The id of AES in the header of a 7z archive; RAR says it in its first block.
  if (type === 'application/x-7z-compressed') return file.includes(Buffer.from('06f10701', 'hex'));
  if (type === 'application/x-rar-compressed') return isLockedRar(file);
  return zipSigns(content)?.encrypted ?? false;
}

function isLockedRar(file: Buffer): boolean {
  if (file.length < 14) return false;
  // RAR 5: the first block is of type 4, "encryption". RAR 4: a flag of the first header.
  const isFifth = file[6] === 1;
  return isFifth ? file[13] === 4 : (file.readUInt16LE(10) & 0x80) !== 0;
}

function isBomb(type: string, content: Uint8Array): boolean {
  if (type === 'application/gzip') return gzipSwells(content);
  return zipSigns(content)?.bomb ?? false;
}

function hasMacros(name: string, type: string, content: Uint8Array): boolean {
  if (macroName.test(name)) return true;
  if (isOle(type)) return holdsWide(content, '_VBA_PROJECT');
  return zipSigns(content)?.names.some((entry) => /vbaProject\.bin$/i.test(entry)) ?? false;
}

/** The name says one thing and the content another; a content that says nothing accuses nobody. */
function isDisguised(name: string, type: string): boolean {
  const promised = promises[/\.(\w{2,5})$/.exec(name.trim())?.[1]?.toLowerCase() ?? ''];
  if (!promised || type === 'application/octet-stream') return false;
  return !promised.test(type);
}
