import { machineMails, mailById, type StoredMail } from '@vigie/db/queries/mails';
import { rawMail } from '@vigie/db/queries/raw-mails';
import { ticketById } from '@vigie/db/queries/tickets';
import type { Database } from '@vigie/db/database';
import { may } from '@vigie/shared/access/may';
import { mailSchema } from '@vigie/shared/wire/ticket-file';
import { z } from 'zod';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import { mailView } from './mail-view.ts';
import { before, idParams, pageSize, trace, type ReadingParts } from './ticket-routes.ts';

const machinePage = z.object({ mails: z.array(mailSchema), next: z.int().nullable() });

/** Mails as they came, and those that concern no ticket (MAIL-4, MAIL-6). Each look is traced (ACCESS-3). */
export function mailRoutes(app: App, parts: ReadingParts): void {
  const { database, staff, clock, files } = parts;

  app.get('/api/mails/:id/raw', { schema: { params: idParams } }, async (request, reply) => {
    const mail = mailById(database, request.params.id);
    const bytes = mail?.rawSha256 ? rawMail(database, mail.rawSha256) : null;
    if (!mail || !bytes) return refuse(reply, 'not-found');
    const actor = staff.actor(viewerOf(request).person, clock.now());
    const thing = { restricted: isRestricted(database, mail) };
    if (!may(actor, 'see-raw-mail', thing)) return refuse(reply, 'not-allowed');
    const { id: mailId, ticketId } = mail;
    trace(parts, request, { act: 'see-raw-mail', ticketId, mailId });
    return reply
      .header('content-disposition', `attachment; filename="${fileName(mailId)}"`)
      .type('text/plain')
      .send(bytes);
  });

  app.get(
    '/api/machine-mails',
    { schema: { querystring: z.object({ before }), response: { 200: machinePage } } },
    async (request) => {
      trace(parts, request, { act: 'see-machine-mails' });
      const { mails, next } = machineMails(database, request.query.before ?? null, pageSize);
      return {
        mails: mails.map((mail) => mailView(mail, (sha256) => files.scanState(sha256))),
        next,
      };
    },
  );
}

function isRestricted(database: Database, { ticketId }: StoredMail): boolean {
  if (ticketId === null) return false;
  // A mail whose ticket is gone is nobody's to see but the cleared's.
  return ticketById(database, ticketId)?.ticket.restricted ?? true;
}

/** Ids are made of these signs already; nothing else may stand in a header. */
function fileName(mailId: string): string {
  return `courriel-${mailId.replace(/[^\w-]/g, '')}.txt`;
}
