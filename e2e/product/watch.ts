/// <reference lib="dom" />
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { z } from 'zod';

/** Attacks that other people collected; they do not ship with Vigie. */
export const corpus = fileURLToPath(
  new URL('../../../shared/corpus/xss/payloads.json', import.meta.url),
);
const corpusSchema = z.array(z.object({ payload: z.string() }));

export function corpusPayloads(): string[] {
  return corpusSchema.parse(JSON.parse(readFileSync(corpus, 'utf8'))).map(({ payload }) => payload);
}

/** What a page did that no mail may make it do. */
export interface Watch {
  readonly faults: string[];
}

/** Watches a page: scripts of others announce themselves by a dialog, a request, or a mark on the window. */
export async function watched(page: Page, own: string): Promise<Watch> {
  const faults: string[] = [];
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('popup', (popup) => faults.push(`window: ${popup.url()}`));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(own) && !/^(data|blob|about):/.test(url)) faults.push(`request: ${url}`);
  });
  page.on('framenavigated', (frame) => {
    const url = frame.url();
    if (!url.startsWith(own) && url !== 'about:blank') faults.push(`navigation: ${url}`);
  });
  await page.exposeFunction('reportScript', (what: string) => faults.push(`script: ${what}`));
  return { faults };
}

/** Where something of others left its mark on the page: names it set, or elements it brought in. */
export async function foreignMarks(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    if ('pwned' in globalThis) found.push('a script set a name');
    const foreign = document.querySelectorAll(
      'main svg script, main math, main form[action], main base, main object, main embed, main link, main meta',
    );
    for (const element of foreign) found.push(`element: ${element.tagName}`);
    return found;
  });
}

/** As a subject, a name or a file name may be: without ends of lines. */
export const oneLine = (text: string) => text.replace(/[\r\n]+/g, ' ').slice(0, 400);
