import type { FastifyReply, FastifyRequest } from 'fastify';
import { mailById, type StoredMail } from '@vigie/db/queries/mails';
import { ticketById } from '@vigie/db/queries/tickets';
import type { AttachmentRow } from '@vigie/db/writes';
import { may } from '@vigie/shared/access/may';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import { idParams, trace, type ReadingParts } from '../tickets/ticket-routes.ts';
import { handOut, showPicture } from './hand-out.ts';
import type { MailFiles } from './mail-files.ts';
import { pictureSizes } from './picture.ts';

export interface FileRouteParts extends ReadingParts {
  readonly files: MailFiles;
}

const fileParams = idParams.extend({ place: z.coerce.number().int().min(0).max(999) });
const pictureQuery = z.object({ size: z.enum(pictureSizes).default('small') });

/** Files of mails (MAIL-11): downloaded, or shown as pictures made anew; each look is traced (ACCESS-3). */
export function fileRoutes(app: App, parts: FileRouteParts): void {
  const { files } = parts;

  app.get('/api/mails/:id/files/:place', { schema: { params: fileParams } }, async (ask, reply) => {
    const found = lookedAt(parts, ask, reply, ask.params);
    if (!found) return reply;
    return handOut(reply, found.file.name, await files.download(found.mail, found.file));
  });

  app.get(
    '/api/mails/:id/files/:place/picture',
    { schema: { params: fileParams, querystring: pictureQuery } },
    async (ask, reply) => {
      const found = lookedAt(parts, ask, reply, ask.params);
      if (!found) return reply;
      return showPicture(reply, await files.picture(found.mail, found.file, ask.query.size));
    },
  );
}

/** The file, where this viewer may see it and the look is in the trace; else null, and refused already. */
function lookedAt(
  parts: FileRouteParts,
  ask: FastifyRequest,
  reply: FastifyReply,
  { id, place }: { id: string; place: number },
): { mail: StoredMail; file: AttachmentRow } | null {
  const mail = mailById(parts.database, id);
  const file = mail?.attachments[place];
  if (!mail || !file) refuse(reply, 'not-found');
  else if (!maySeeMail(parts, ask, mail)) refuse(reply, 'not-allowed');
  else {
    trace(parts, ask, { act: 'see-attachment', ticketId: mail.ticketId, mailId: mail.id });
    return { mail, file };
  }
  return null;
}

/** True where this viewer may see the mail: one of a restricted ticket is for the cleared alone. */
export function maySeeMail(
  { database, staff, clock }: ReadingParts,
  ask: FastifyRequest,
  { ticketId }: StoredMail,
): boolean {
  const actor = staff.actor(viewerOf(ask).person, clock.now());
  // A mail whose ticket is gone is nobody's to see but the cleared's.
  const restricted =
    ticketId !== null && (ticketById(database, ticketId)?.ticket.restricted ?? true);
  return may(actor, 'see-ticket', { restricted });
}
