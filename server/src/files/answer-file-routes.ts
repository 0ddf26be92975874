import type { FastifyRequest } from 'fastify';
import { answerFile, storeAnswerFile } from '@vigie/db/queries/answer-files';
import { ticketById } from '@vigie/db/queries/tickets';
import { may } from '@vigie/shared/access/may';
import { largestFileBytes } from '@vigie/shared/mail/attachment';
import { draftFileSchema } from '@vigie/shared/wire/ticket-file';
import { z } from 'zod';
import type { Desk } from '../desk/desk.ts';
import type { App } from '../http/app-type.ts';
import { originOf, viewerOf } from '../http/guard.ts';
import { refuse, statusOf } from '../http/refusal.ts';
import { headerText } from '../mail/address.ts';
import { fileView } from '../tickets/mail-view.ts';
import { idParams, trace } from '../tickets/ticket-routes.ts';
import type { FileReader } from './file-reader.ts';
import type { FileRouteParts } from './file-routes.ts';
import { handOut, showPicture } from './hand-out.ts';
import { pictureSizes } from './picture.ts';

export interface AnswerFileParts extends FileRouteParts {
  readonly desk: Pick<Desk, 'execute'>;
  readonly reader: Pick<FileReader, 'inspect'>;
  readonly newId: () => string;
}

const bringing = z.object({
  token: z.coerce.number().int().positive(),
  name: z.string().trim().min(1).max(200),
});
const brought = z.object({ file: draftFileSchema });
const pictureQuery = z.object({ size: z.enum(pictureSizes).default('small') });
const tooLarge = `La pièce est trop grande : ${String(largestFileBytes / 1_000_000)} Mo au plus.`;

/** Files on answers (MAIL-11): brought under the lock's token, and kept for who brought them where it is refused. */
export function answerFileRoutes(app: App, parts: AnswerFileParts): void {
  void app.register((inside, _options, done) => {
    inside.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: largestFileBytes },
      (_request, body, parsed) => parsed(null, body),
    );
    bringRoute(inside, parts);
    done();
  });
  lookRoutes(app, parts);
}

function bringRoute(app: App, parts: AnswerFileParts): void {
  const { database, files, reader, desk, clock, newId } = parts;

  app.post(
    '/api/tickets/:id/files',
    {
      bodyLimit: largestFileBytes,
      schema: { params: idParams, querystring: bringing, response: { 200: brought } },
      errorHandler: (error, _ask, reply) => {
        if (error.statusCode !== 413) throw error;
        void refuse(reply, 'file-too-large', { message: tooLarge });
      },
    },
    async (ask, reply) => {
      const { id: ticketId } = ask.params;
      if (!maySeeTicket(parts, ask, ticketId)) return refuse(reply, 'not-allowed');
      const { body: content } = ask;
      if (!(content instanceof Buffer)) return refuse(reply, 'bad-input');
      const name = headerText(ask.query.name, 200);
      const inspected = await reader.inspect(name, content);
      if (!inspected.ok) return refuse(reply, 'file-unreadable');
      const scanned = await files.scanned(content);
      if (!scanned.ok) return refuse(reply, scanned.refusal);
      const by = viewerOf(ask).person.id;
      const facts = { ...inspected.value, id: newId(), ticketId, name, by, at: clock.now() };
      const row = storeAnswerFile(database, facts, content);
      const { token } = ask.query;
      const command = { type: 'attach-file', ticketId, token, fileId: row.id };
      const who = { personId: by, origin: originOf(ask) };
      const answer = await desk.execute({ key: newId(), command }, who);
      if (!answer.ok) return reply.code(statusOf(answer.refusal) as 200).send(answer as never);
      return { file: { id: row.id, ...fileView(row, (sha256) => files.scanState(sha256)) } };
    },
  );
}

function lookRoutes(app: App, parts: AnswerFileParts): void {
  const { files } = parts;

  app.get('/api/files/:id', { schema: { params: idParams } }, async (ask, reply) => {
    const file = seen(parts, ask, ask.params.id);
    if (!file) return refuse(reply, 'not-found');
    return handOut(reply, file.name, await files.answerDownload(file.sha256));
  });

  app.get(
    '/api/files/:id/picture',
    { schema: { params: idParams, querystring: pictureQuery } },
    async (ask, reply) => {
      const file = seen(parts, ask, ask.params.id);
      if (!file) return refuse(reply, 'not-found');
      return showPicture(reply, await files.answerPicture(file.sha256, ask.query.size));
    },
  );
}

/** The file, where this viewer may see its ticket and the look is in the trace; of what is hidden, nothing is told. */
function seen(parts: AnswerFileParts, ask: FastifyRequest, id: string) {
  const file = answerFile(parts.database, id);
  if (!file || !maySeeTicket(parts, ask, file.ticketId)) return null;
  trace(parts, ask, { act: 'see-attachment', ticketId: file.ticketId });
  return file;
}

function maySeeTicket(
  { database, staff, clock }: FileRouteParts,
  ask: FastifyRequest,
  ticketId: string,
): boolean {
  const restricted = ticketById(database, ticketId)?.ticket.restricted ?? true;
  return may(staff.actor(viewerOf(ask).person, clock.now()), 'see-ticket', { restricted });
}
