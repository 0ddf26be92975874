import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

const messages = join(import.meta.dirname, '../web/messages');

const englishTexts = piecesThat('en');

/** What a reader of English would not want to read: pieces of French messages that no English one holds. */
const frenchPieces = piecesThat('fr').filter((piece) => !englishHolds(piece));

/**
 * French that a screen shows or reads out: its text, names, titles and hints. What is marked as French
 * (words that go to citizens) may stay.
 */
export async function frenchOn(page: Page): Promise<string[]> {
  const said = await page.evaluate(saidOnPage);
  return said.flatMap((text) => {
    const found = frenchPieces.find((piece) => holds(text, piece));
    return found === undefined ? [] : [`« ${found} » in: ${text.slice(0, 120)}`];
  });
}

function piecesThat(locale: 'fr' | 'en'): string[] {
  const texts = globSync(`*${locale}.json`, { cwd: messages }).flatMap((file) =>
    stringsOf(JSON.parse(readFileSync(join(messages, file), 'utf8'))),
  );
  const pieces = texts.flatMap((text) => text.split(/\{\w+\}/)).map((piece) => piece.trim());
  // Shorter ones are signs, units and codes.
  return [...new Set(pieces)].filter((piece) => /\p{L}{4}/u.test(piece));
}

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, part]) =>
    // How a plural is chosen is no text.
    ['$schema', 'declarations', 'selectors'].includes(name) ? [] : stringsOf(part),
  );
}

function englishHolds(piece: string): boolean {
  return englishTexts.some((text) => holds(text, piece));
}

function holds(text: string, piece: string): boolean {
  const at = text.toLowerCase().indexOf(piece.toLowerCase());
  if (at < 0) return false;
  const [before, after] = [text.charAt(at - 1), text.charAt(at + piece.length)];
  return !/\p{L}/u.test(before) && !/\p{L}/u.test(after);
}

/** Runs in the page. */
function saidOnPage(): string[] {
  const isFrench = (element: Element) => element.closest('body [lang="fr"]') !== null;
  const said: string[] = [document.title];
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const parent = node.parentElement;
    if (!parent || isFrench(parent) || parent.closest('script, style')) continue;
    if (parent.checkVisibility() || parent.closest('option')) said.push(node.textContent ?? '');
  }
  for (const element of document.body.querySelectorAll('*')) {
    if (isFrench(element)) continue;
    for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
      said.push(element.getAttribute(name) ?? '');
    }
  }
  return said.map((text) => text.replaceAll(/\s+/g, ' ').trim()).filter(Boolean);
}
