import type { ChildFailure } from '../mail/child-worker.ts';
import type { MailPage } from '../mail/mail-page.ts';
import type { Inspection } from './inspect-file.ts';
import type { PictureSize } from './picture.ts';

/** A received mail by the SHA-256 of its raw bytes; these come along where the child does not have it at hand. */
interface FromMail {
  readonly mail: string;
  readonly raw: Uint8Array | null;
}

/** What is asked of the child that reads for people: one file, one picture, one page. */
export type ReadingTask =
  | ({ readonly kind: 'file'; readonly sha256: string } & FromMail)
  | ({ readonly kind: 'picture'; readonly sha256: string; readonly size: PictureSize } & FromMail)
  | ({ readonly kind: 'page' } & FromMail)
  | { readonly kind: 'inspect'; readonly name: string; readonly content: Uint8Array }
  | { readonly kind: 'remake'; readonly content: Uint8Array; readonly size: PictureSize };

/** Why there is nothing to show. */
export type ReadingFailure =
  | ChildFailure
  /** The child asks for the raw bytes. */
  | 'raw-wanted'
  | 'not-found'
  | 'no-picture'
  | 'unreadable';

export type ReadingOutcome =
  | { readonly ok: true; readonly content: Uint8Array }
  | { readonly ok: true; readonly page: MailPage }
  | { readonly ok: true; readonly inspection: Inspection }
  | { readonly ok: false; readonly cause: ReadingFailure };
