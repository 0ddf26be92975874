import PostalMime from 'postal-mime';
import { unflow } from './flowed-text.ts';
import { decodeUtf7 } from './utf7.ts';
import { isUtf8 } from './repair-bytes.ts';

/** What is leant on of the parser's insides: a leaf of the tree before its text is decoded. */
interface Leaf {
  readonly contentType: {
    readonly multipart: unknown;
    readonly parsed: { readonly value: string; readonly params: Record<string, string> };
  };
  readonly contentDisposition: { readonly parsed: { readonly value: string } };
  content: ArrayBuffer | null;
}
type CollectNode = (this: PostalMime, node: Leaf, ...rest: unknown[]) => Promise<void>;

const collect = Reflect.get(PostalMime.prototype, 'collectNode') as CollectNode | undefined;

/**
 * The parser, but for labels of charsets that cannot be true (MAIL-4): a text that says UTF-8 and is not,
 * or says Latin-1 and is UTF-8, is read as what it is. And flowed text is read with its quotations: the
 * parser would join quoted lines with their marks.
 */
export class MendingParser extends PostalMime {
  /** Called by the parser for each part of the tree. */
  async collectNode(node: Leaf, ...rest: unknown[]): Promise<void> {
    const { multipart, parsed } = node.contentType;
    if (!multipart && /^text\//.test(parsed.value)) mend(node);
    // An attached file keeps its bytes: it is known by their hash (MAIL-11).
    const isFile = node.contentDisposition.parsed.value === 'attachment';
    if (!multipart && parsed.value === 'text/plain' && !isFile) makeWhole(node);
    await collect?.call(this, node, ...rest);
  }
}

function mend(leaf: Leaf): void {
  const { params } = leaf.contentType.parsed;
  const { content } = leaf;
  if (!content) return;
  const bytes = new Uint8Array(content);
  const label = (params['charset'] ?? '').trim().toLowerCase();
  if (/^(unicode-1-1-)?utf-?7$/.test(label)) {
    leaf.content = new TextEncoder().encode(
      decodeUtf7(Buffer.from(bytes).toString('latin1')),
    ).buffer;
    params['charset'] = 'utf-8';
  } else params['charset'] = trueCharset(label, bytes);
}

function makeWhole(leaf: Leaf): void {
  const { params } = leaf.contentType.parsed;
  if (!leaf.content || !/^flowed$/i.test(params['format'] ?? '')) return;
  const text = decoded(new Uint8Array(leaf.content), params['charset']);
  if (text === null) return;
  const whole = unflow(text, /^yes$/i.test(params['delsp'] ?? ''));
  leaf.content = new TextEncoder().encode(whole).buffer;
  params['charset'] = 'utf-8';
  delete params['format'];
}

/** Null for a charset that only the parser may know. */
function decoded(bytes: Uint8Array, charset = 'utf-8'): string | null {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return null;
  }
}

function trueCharset(label: string, bytes: Uint8Array): string {
  if (bytes.every((byte) => byte < 0x80)) return escapes(bytes) ? 'iso-2022-jp' : label || 'utf-8';
  const saysUnicode = label === '' || /^(us-)?ascii$|^utf-?8$|^(7|8)-?bit$|^unknown/.test(label);
  const saysWestern = /^(iso-?8859-(1|15)|latin-?[19]|windows-?125[02]|cp125[02])$/.test(label);
  if (saysUnicode) return isUtf8(bytes) ? 'utf-8' : 'windows-1252';
  // Two bytes that make UTF-8 by chance make no French word in Latin-1.
  return saysWestern && isUtf8(bytes) ? 'utf-8' : label;
}

/** Japanese mail writes its letters in seven bits, after an escape. */
function escapes(bytes: Uint8Array): boolean {
  return bytes.some(
    (byte, at) => byte === 0x1b && (bytes[at + 1] === 0x24 || bytes[at + 1] === 0x28),
  );
}
