import { attributionAt, opensOldMail } from '@vigie/shared/triage/quoted-history';
import { Element, isTag, Text, type AnyNode, type Document } from 'domhandler';
import { findAll, findOne, textContent } from 'domutils';

/** What a mail program marks as quoted: all of it, and nothing else. */
const quotedClass = /\b(gmail_quote|yahoo_quoted|protonmail_quote|zmail_extra)\b/;
/** From here to the end of its parent stands an old mail, and nothing marks its lines. */
const oldMailId =
  /^(x_)*(divRplyFwdMsg|appendonsend|mail-editor-reference-message-container|OLK_SRC_BODY_SECTION)$/;
/** Outlook draws a line above the head of the old mail. */
const outlookLine = /border-top:\s*solid\s*#(b5c4df|e1e1e1)/i;

/**
 * Folds the history that a page quotes (MAIL-10): what is marked as quoted by itself, so that answers
 * between the lines stay in sight, and an unmarked old mail from its head to the end. Nothing is lost; a
 * page of history alone, as a forwarded mail is, stays open.
 */
export function foldHistory(page: Document): void {
  const folds = [...quotations(page), ...oldMail(page)];
  if (!folds.length || !saysSomethingBeside(page, new Set(folds.flat()))) return;
  for (const nodes of folds) fold(nodes);
}

/** Each outermost quotation, as one stretch. */
function quotations(page: Document): AnyNode[][] {
  const quoted = findAll((node) => isTag(node) && isQuotation(node), page.children);
  const all = new Set<AnyNode>(quoted);
  return quoted.filter((node) => !hasAncestorIn(node, all)).map((node) => [node]);
}

function isQuotation(node: Element): boolean {
  const { class: names = '', type = '' } = node.attribs;
  if (node.name === 'blockquote') {
    return type === 'cite' || quotedClass.test(names) || isAttribution(elementBefore(node));
  }
  // Gmail's container holds answers between the lines as well: its quotations are told by themselves.
  const holdsQuotations =
    findOne(({ name }) => name === 'blockquote', node.children, true) !== null;
  return quotedClass.test(names) && !holdsQuotations && !isForwarded(node);
}

/** From the head of an unmarked old mail to the end of its parent. */
function oldMail(page: Document): AnyNode[][] {
  const head = findOne((node) => isHead(node), page.children, true);
  if (!head?.parent || isForwarded(head)) return [];
  return [head.parent.children.slice(head.parent.children.indexOf(head))];
}

function isHead(node: Element): boolean {
  const { id = '', style = '' } = node.attribs;
  if (oldMailId.test(id) || outlookLine.test(style)) return true;
  if (!['p', 'div', 'table'].includes(node.name)) return false;
  const lines = shortLines(node);
  if (lines === null || followedByQuotation(node)) return false;
  return opensOldMail(lines, 0) || attributionAt(lines, 0)?.unmarkedHistory === true;
}

function isAttribution(node: Element | null): boolean {
  const lines = node && shortLines(node);
  return lines ? attributionAt([...lines, '> '], 0) !== null : false;
}

function followedByQuotation(node: Element): boolean {
  let next = node.next;
  while (next && !isTag(next)) next = next.next;
  return next?.name === 'blockquote';
}

function elementBefore(node: Element): Element | null {
  let before = node.prev;
  while (before && !isTag(before)) before = before.prev;
  return before;
}

/** The lines of a block that says no more than who wrote what follows; null of a longer one. */
function shortLines(node: Element): string[] | null {
  if (node.children.length > 40) return null;
  const parts = node.children.map((child) =>
    isTag(child) && child.name === 'br' ? '\n' : textContent(child),
  );
  const text = parts.join('');
  if (text.length > 600) return null;
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return lines.length ? lines : null;
}

/** What somebody forwards is what they want read. */
function isForwarded(start: Element): boolean {
  const head = textContent(start).slice(0, 200);
  return /forwarded message|message (transf[ée]r|r[ée]exp[ée]di)|d[ée]but du message/i.test(head);
}

function hasAncestorIn(node: AnyNode, nodes: ReadonlySet<AnyNode>): boolean {
  for (let parent = node.parent; parent; parent = parent.parent) if (nodes.has(parent)) return true;
  return false;
}

function saysSomethingBeside(page: Document, folded: ReadonlySet<AnyNode>): boolean {
  const says = (nodes: readonly AnyNode[]): boolean =>
    nodes.some((node) => {
      if (folded.has(node) || (isTag(node) && isAttribution(node))) return false;
      return isTag(node) ? says(node.children) : /[\p{L}\p{N}]/u.test(textContent(node));
    });
  return says(page.children);
}

/** Moves neighbours into one fold that stands in their place. */
function fold(nodes: readonly AnyNode[]): void {
  const parent = nodes[0]?.parent;
  if (!parent) return;
  const at = parent.children.indexOf(nodes[0] as (typeof parent.children)[number]);
  const before = parent.children.slice(0, at);
  const after = parent.children.slice(at + nodes.length);
  const summary = new Element('summary', {}, [new Text('…')]);
  const details = new Element('details', {}, [summary, ...(nodes as Element[])]);
  for (const child of details.children) child.parent = details;
  details.parent = parent;
  parent.children = [...before, details, ...after];
}
