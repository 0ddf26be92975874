import { hash } from 'node:crypto';
import type { Attachment, Email } from 'postal-mime';
import { headerText } from './address.ts';
import { MendingParser } from './mending-parser.ts';
import { repairBytes } from './repair-bytes.ts';

/** A file of a mail with its bytes, as they are when the transfer encoding is undone. */
export interface EmailFile {
  readonly name: string;
  readonly content: Uint8Array;
  readonly sha256: string;
  /** Content-ID without its brackets, where the HTML may refer to the part. */
  readonly contentId: string | null;
}

/** Takes a mail apart (MAIL-4). Runs in a child process only: a hostile mail may take it minutes or gigabytes. */
export function readEmail(bytes: Uint8Array): Promise<Email> {
  const parser = new MendingParser({ maxNestingDepth: 60, maxHeadersSize: 1_000_000 });
  return parser.parse(repairBytes(bytes));
}

/** A part as a file: the same part gives the same name and hash at every reading (MAIL-11). */
export function fileOf(attachment: Attachment): EmailFile {
  const content = contentOf(attachment);
  return {
    name: headerText(attachment.filename ?? '', 200) || 'sans nom',
    content,
    sha256: hash('sha256', content),
    contentId: attachment.contentId?.replace(/^<|>$/g, '') ?? null,
  };
}

/** The bytes of a part, whatever form the parser gives them in. */
export function contentOf({ content }: Attachment): Uint8Array {
  if (typeof content === 'string') return Buffer.from(content);
  return content instanceof Uint8Array ? content : new Uint8Array(content);
}
