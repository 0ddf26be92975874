import { hash } from 'node:crypto';
import type { Database } from '@vigie/db/database';
import { answerFileBytes } from '@vigie/db/queries/answer-files';
import type { StoredMail } from '@vigie/db/queries/mails';
import { rawMail } from '@vigie/db/queries/raw-mails';
import { noteScan, scanOf } from '@vigie/db/queries/scans';
import type { AttachmentRow } from '@vigie/db/writes';
import type { ScanState } from '@vigie/shared/mail/attachment';
import type { Refusal } from '@vigie/shared/wire/answer';
import type { Clock } from '../clock.ts';
import type { MailPage } from '../mail/mail-page.ts';
import type { FileReader, RawSource, Read } from './file-reader.ts';
import type { PictureSize } from './picture.ts';
import type { VirusScanner } from './virus-scanner.ts';

export interface MailFilesParts {
  readonly database: Database;
  readonly reader: FileReader;
  /** Null where no scanner is set up. */
  readonly scanner: Pick<VirusScanner, 'scan'> | null;
  readonly clock: Clock;
}

/** What somebody may take away or look at, or why not. */
export type Handed<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly refusal: Refusal };

/** A clean verdict counts for so long: scanners learn. In ms. */
const CLEAN_FOR_MS = 86_400_000;

/** The files of mails and answers (MAIL-11): taken out by their hash, scanned before they are handed to anybody. */
export class MailFiles {
  readonly #parts: MailFilesParts;

  constructor(parts: MailFilesParts) {
    this.#parts = parts;
  }

  /** What the scanner has said of bytes so far. */
  scanState(sha256: string | undefined): ScanState {
    const { scanner, database } = this.#parts;
    if (!scanner || sha256 === undefined) return 'off';
    return scanOf(database, sha256)?.verdict ?? 'waiting';
  }

  /** The bytes of a file of a mail, for a download. */
  async download(mail: StoredMail, file: AttachmentRow): Promise<Handed<Uint8Array>> {
    const read = await this.#read(mail, file);
    return read.ok ? this.#scanned(read.value, file.sha256 ?? '') : read;
  }

  /** A picture of a mail, made anew: nothing of the file that came is in it. */
  async picture(
    mail: StoredMail,
    { sha256 }: AttachmentRow,
    size: PictureSize,
  ): Promise<Handed<Uint8Array>> {
    if (sha256 === undefined) return notFound;
    if (mail.direction === 'out') return this.answerPicture(sha256, size);
    return handed(await this.#parts.reader.picture(this.#sourceOf(mail), sha256, size));
  }

  /** The mail as it was designed, made harmless (MAIL-10). */
  async page(mail: StoredMail): Promise<Handed<MailPage>> {
    return handed(await this.#parts.reader.page(this.#sourceOf(mail)));
  }

  /** The bytes of a file that was brought for an answer. */
  answerDownload(sha256: string): Promise<Handed<Uint8Array>> {
    const content = answerFileBytes(this.#parts.database, sha256);
    return content ? this.#scanned(content, sha256) : Promise.resolve(notFound);
  }

  async answerPicture(sha256: string, size: PictureSize): Promise<Handed<Uint8Array>> {
    const content = answerFileBytes(this.#parts.database, sha256);
    return content ? handed(await this.#parts.reader.remake(content, size)) : notFound;
  }

  /** The bytes again, where the scanner has nothing against them. */
  scanned(content: Uint8Array): Promise<Handed<Uint8Array>> {
    return this.#scanned(content, hash('sha256', content));
  }

  /** Asks the scanner about every file of a mail, so that the verdict stands there before somebody wants one. */
  async scanAll(mail: StoredMail): Promise<void> {
    if (!this.#parts.scanner) return;
    for (const file of mail.attachments) {
      if (this.scanState(file.sha256) === 'waiting') await this.download(mail, file);
    }
  }

  /** Refuses what is infected or what the scanner cannot tell. */
  async #scanned(content: Uint8Array, sha256: string): Promise<Handed<Uint8Array>> {
    const { scanner, database, clock } = this.#parts;
    if (!scanner) return { ok: true, value: content };
    const now = clock.now();
    const known = scanOf(database, sha256);
    const stands = known && (known.verdict === 'infected' || known.at > now - CLEAN_FOR_MS);
    const verdict = stands ? known.verdict : await scanner.scan(content);
    if (verdict === 'silent') return { ok: false, refusal: 'file-not-scanned' };
    if (!stands) noteScan(database, { sha256, verdict, at: now });
    return verdict === 'clean'
      ? { ok: true, value: content }
      : { ok: false, refusal: 'file-infected' };
  }

  async #read(mail: StoredMail, { sha256 }: AttachmentRow): Promise<Handed<Uint8Array>> {
    const { database, reader } = this.#parts;
    if (sha256 === undefined) return notFound;
    if (mail.direction === 'in') return handed(await reader.file(this.#sourceOf(mail), sha256));
    const content = answerFileBytes(database, sha256);
    return content ? { ok: true, value: content } : notFound;
  }

  #sourceOf({ rawSha256 }: StoredMail): RawSource {
    const raw = () => (rawSha256 === null ? null : rawMail(this.#parts.database, rawSha256));
    return { mail: rawSha256 ?? '', raw };
  }
}

const notFound = { ok: false, refusal: 'not-found' } as const;

function handed<T>(read: Read<T>): Handed<T> {
  if (read.ok) return read;
  return read.cause === 'not-found' ? notFound : { ok: false, refusal: 'file-unreadable' };
}
