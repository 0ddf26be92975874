import { domainToUnicode } from 'node:url';
import { isTag, Text, type AnyNode, type Document } from 'domhandler';
import { appendChild, findAll, textContent } from 'domutils';

/** Where a link of a mail goes (MAIL-10), under the number that stands behind its words in the page. */
export interface PageLink {
  readonly href: string;
  /** The true host, as people read it; of a mail or telephone link, its address or number. */
  readonly host: string;
  /** True where the words of the link name another host than the one it goes to. */
  readonly misleads: boolean;
}

const MOST_LINKS = 100;

/** Takes the aim out of every link and tells it apart: in the page, a link is words with a number. */
export function tellLinks(page: Document): PageLink[] {
  const links: PageLink[] = [];
  for (const anchor of findAll((node) => isAnchor(node), page.children)) {
    const words = textContent(anchor).trim();
    const link = linkOf(anchor.attribs['href'] ?? '', words);
    anchor.name = 'span';
    anchor.attribs = {};
    if (!link || links.length >= MOST_LINKS) continue;
    const known = links.findIndex(
      ({ href, misleads }) => href === link.href && misleads === link.misleads,
    );
    const number = known < 0 ? links.push(link) : known + 1;
    appendChild(anchor, new Text(` [${String(number)}]`));
  }
  return links;
}

function isAnchor(node: AnyNode): boolean {
  return isTag(node) && node.name === 'a';
}

function linkOf(href: string, words: string): PageLink | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  if (url.protocol === 'mailto:' || url.protocol === 'tel:') {
    return { href: url.href, host: url.pathname, misleads: false };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null;
  // A name before the host is how an address looks like another's.
  url.username = '';
  url.password = '';
  return { href: url.href, host: readable(url.hostname), misleads: misleads(words, url.hostname) };
}

/** As it is read, and where that could be mistaken for another, as machines write it besides. */
function readable(host: string): string {
  const unicode = domainToUnicode(host);
  return unicode === host ? host : `${unicode} (${host})`;
}

function misleads(words: string, host: string): boolean {
  const named = /^(?:https?:\/\/)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?:[/?#:]|$)/i.exec(words)?.[1];
  if (named === undefined) return false;
  return bare(named) !== bare(host) && !bare(host).endsWith(`.${bare(named)}`);
}

function bare(host: string): string {
  return host.toLowerCase().replace(/^www\./, '');
}
