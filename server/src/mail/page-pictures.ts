import { isTag, type AnyNode, type Document, type Element } from 'domhandler';
import { findAll, removeElement } from 'domutils';
import type { EmailFile } from './read-email.ts';

/** Makes a picture anew; null where there is none. */
export type RemakePicture = (content: Uint8Array) => Promise<Uint8Array | null>;

/** So many pictures of a page are shown in their place, and so many bytes of them. */
const MOST_PICTURES = 40;
const MOST_BYTES = 8_000_000;

/**
 * Puts the pictures that came with the mail in their place, as the service made them anew; every other
 * picture is taken out (MAIL-10). True where one from elsewhere was.
 */
export async function placePictures(
  page: Document,
  files: readonly EmailFile[],
  remake: RemakePicture,
): Promise<boolean> {
  const remade = new Map<EmailFile, string | null>();
  let leftOut = false;
  let bytes = 0;
  for (const image of imagesIn(page)) {
    const { src = '', alt = '' } = image.attribs;
    const file = fileNamed(src, files);
    if (file && !remade.has(file) && remade.size < MOST_PICTURES) {
      const picture = await remake(file.content);
      bytes += picture?.byteLength ?? 0;
      remade.set(file, picture && bytes < MOST_BYTES ? dataOf(picture) : null);
    }
    const data = file ? (remade.get(file) ?? null) : null;
    if (/^https?:/i.test(src)) leftOut = true;
    if (data === null) removeElement(image);
    else image.attribs = { ...sizeOf(image), src: data, alt };
  }
  return leftOut;
}

function imagesIn(page: Document): Element[] {
  const isImage = (node: AnyNode): boolean => isTag(node) && node.name === 'img';
  return findAll((node) => isImage(node), page.children);
}

/** RFC 2392: `cid:` and the part's Content-ID, with its signs perhaps escaped. */
function fileNamed(src: string, files: readonly EmailFile[]): EmailFile | undefined {
  const id = /^cid:(.+)$/i.exec(src)?.[1];
  if (id === undefined) return undefined;
  return files.find(({ contentId }) => contentId === id || contentId === unescaped(id));
}

function unescaped(id: string): string {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

function dataOf(picture: Uint8Array): string {
  return `data:image/webp;base64,${Buffer.from(picture).toString('base64')}`;
}

function sizeOf({ attribs }: Element): Record<string, string> {
  const sizes = Object.entries(attribs).filter(
    ([name, value]) => (name === 'width' || name === 'height') && /^\d{1,4}$/.test(value),
  );
  return Object.fromEntries(sizes);
}
