import { parseDocument } from 'htmlparser2';
import { getOuterHTML } from 'domutils';
import sanitize from 'sanitize-html';
import { foldHistory } from './fold-html-history.ts';
import { tellLinks, type PageLink } from './page-links.ts';
import { placePictures, type RemakePicture } from './page-pictures.ts';
import type { EmailFile } from './read-email.ts';

/** A mail as it was designed, made harmless (MAIL-10), and where its links go. */
export interface MailPage {
  readonly html: string;
  readonly links: readonly PageLink[];
  /** True where pictures from elsewhere were left out: loading one would tell its sender who reads. */
  readonly leftOut: boolean;
}

/** Longer pages are shown as text alone. */
const PAGE_LIMIT = 2_000_000;
/** Beyond this depth a page is no letter, and every walk through it a risk. */
const DEEPEST = 200;

/**
 * Makes the HTML of a mail harmless (MAIL-10): only words, tables and pictures that the service made anew
 * are left. Its links lead nowhere and are told apart. What history it quotes is folded. Cleaning comes last.
 */
export async function pageOf(
  html: string,
  files: readonly EmailFile[],
  remake: RemakePicture,
): Promise<MailPage> {
  if (html.length > PAGE_LIMIT) throw new Error('the page is longer than a letter');
  const page = parseDocument(flat(html));
  const links = tellLinks(page);
  foldHistory(page);
  const leftOut = await placePictures(page, files, remake);
  return { html: clean(getOuterHTML(page.children)), links, leftOut };
}

/** A first cleaning: what was never to be looked at is gone before anything walks through the page. */
function flat(html: string): string {
  return sanitize(html, {
    ...rules,
    // What tells quoted history from what was written: the last cleaning takes it away.
    allowedAttributes: {
      ...shown,
      '*': ['class', 'id', 'type', 'style'],
      img: ['src', 'alt', 'width', 'height'],
      a: ['href'],
    },
    allowedTags: [...tags, 'a'],
    allowedSchemes: ['http', 'https', 'mailto', 'tel', 'cid'],
    parseStyleAttributes: false,
  });
}

function clean(html: string): string {
  return sanitize(html, { ...rules, allowedAttributes: shown, allowedTags: tags });
}

const tags = [
  ...[
    'p',
    'div',
    'span',
    'br',
    'hr',
    'h1',
    'h2',
    'h3',
    'h4',
    'h5',
    'h6',
    'blockquote',
    'pre',
    'code',
  ],
  ...[
    'b',
    'strong',
    'i',
    'em',
    'u',
    's',
    'strike',
    'del',
    'ins',
    'sub',
    'sup',
    'small',
    'big',
    'center',
  ],
  ...[
    'ul',
    'ol',
    'li',
    'dl',
    'dt',
    'dd',
    'address',
    'abbr',
    'cite',
    'q',
    'img',
    'details',
    'summary',
  ],
  ...['table', 'caption', 'thead', 'tbody', 'tfoot', 'tr', 'td', 'th'],
];

const shown: sanitize.IOptions['allowedAttributes'] = {
  img: ['src', 'alt', 'width', 'height'],
  td: ['colspan', 'rowspan', 'align'],
  th: ['colspan', 'rowspan', 'align'],
  ol: ['start'],
  '*': ['dir', 'lang'],
};

const rules: sanitize.IOptions = {
  allowedSchemes: [],
  // Only pictures that were put in their place here.
  allowedSchemesByTag: { img: ['data', 'cid', 'http', 'https'] },
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  enforceHtmlBoundary: false,
  nestingLimit: DEEPEST,
  nonTextTags: [
    ...['script', 'style', 'textarea', 'option', 'noscript', 'title', 'svg', 'math', 'template'],
    ...['xmp', 'iframe', 'object', 'embed', 'noembed', 'noframes', 'select', 'button', 'head'],
  ],
};
