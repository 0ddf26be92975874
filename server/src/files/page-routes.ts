import { hash } from 'node:crypto';
import { mailById, type StoredMail } from '@vigie/db/queries/mails';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { pageLinksSchema } from '@vigie/shared/wire/mail-page';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import { refuse } from '../http/refusal.ts';
import { idParams, trace } from '../tickets/ticket-routes.ts';
import { maySeeMail, type FileRouteParts } from './file-routes.ts';

const themes = ['light', 'dark'] as const;
const pageQuery = z.object({
  theme: z.enum(themes).default('light'),
  lang: z.enum(['fr', 'en']).default('fr'),
});

/** The designed form of mails (MAIL-10), from a route of its own and under a policy of its own; each look is traced. */
export function pageRoutes(app: App, parts: FileRouteParts): void {
  const { files } = parts;

  app.get(
    '/api/mails/:id/page',
    { schema: { params: idParams, querystring: pageQuery } },
    async (ask, reply) => {
      const mail = designed(parts, ask, reply, ask.params.id);
      if (!mail) return reply;
      trace(parts, ask, { act: 'see-html', ticketId: mail.ticketId, mailId: mail.id });
      const page = await files.page(mail);
      if (!page.ok) return refuse(reply, page.refusal);
      const { theme, lang } = ask.query;
      return reply
        .header('content-security-policy', policies[theme])
        .header('x-frame-options', 'SAMEORIGIN')
        .type('text/html; charset=utf-8')
        .send(documentOf(page.value.html, theme, lang));
    },
  );

  app.get(
    '/api/mails/:id/links',
    { schema: { params: idParams, response: { 200: pageLinksSchema } } },
    async (ask, reply) => {
      const mail = designed(parts, ask, reply, ask.params.id);
      if (!mail) return reply;
      const page = await files.page(mail);
      if (!page.ok) return refuse(reply, page.refusal);
      const { links, leftOut } = page.value;
      return { links: [...links], leftOut };
    },
  );
}

/** The mail, where it has a designed form and this viewer may see it; else null, and refused already. */
function designed(
  parts: FileRouteParts,
  ask: FastifyRequest,
  reply: FastifyReply,
  id: string,
): StoredMail | null {
  const mail = mailById(parts.database, id);
  if (!mail?.hasHtml) refuse(reply, 'not-found');
  else if (!maySeeMail(parts, ask, mail)) refuse(reply, 'not-allowed');
  else return mail;
  return null;
}

type Theme = (typeof themes)[number];

const colours: Readonly<Record<Theme, string>> = {
  light: 'color-scheme:light;background:#fff;color:#131a2b',
  dark: 'color-scheme:dark;background:#141b2b;color:#e9edf7',
};

const styles: Readonly<Record<Theme, string>> = {
  light: styleOf('light'),
  dark: styleOf('dark'),
};

function styleOf(theme: Theme): string {
  return [
    `html{${colours[theme]};font:15px/1.5 system-ui,sans-serif}`,
    'body{margin:0 10px;overflow-wrap:anywhere}',
    'img{max-width:100%;height:auto}',
    'table{max-width:100%;border-collapse:collapse}td,th{padding:2px 6px;vertical-align:top}',
    'blockquote{margin:0 0 0 8px;padding-left:10px;border-left:3px solid #8592ab}',
    'summary{cursor:pointer;font-size:.85em;margin:8px 0}',
  ].join('');
}

/** No script, no frame, no form, no address: only this page's own style, and pictures that stand in it. */
const policies: Readonly<Record<Theme, string>> = {
  light: policyOf('light'),
  dark: policyOf('dark'),
};

function policyOf(theme: Theme): string {
  return [
    "default-src 'none'",
    'img-src data:',
    `style-src 'sha256-${hash('sha256', styles[theme], 'base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox',
  ].join('; ');
}

const foldLabels = { fr: 'Historique cité', en: 'Quoted history' } as const;

function documentOf(html: string, theme: Theme, lang: keyof typeof foldLabels): string {
  const labelled = html.replaceAll(
    '<summary>…</summary>',
    `<summary>${foldLabels[lang]}</summary>`,
  );
  return `<!doctype html><html lang="${lang}"><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>Message</title><style>${styles[theme]}</style></head><body>${labelled}</body></html>`;
}
