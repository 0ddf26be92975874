import type { Database } from '@vigie/db/database';
import { ledgerCounts } from '@vigie/db/queries/ledger';
import {
  ledgerEntries,
  receivedMails,
  sentAnswers,
  type CountedMail,
  type LedgerPlace,
} from '@vigie/db/queries/mail-receipts';
import { isCleared } from '@vigie/shared/access/actor';
import { may, type Act } from '@vigie/shared/access/may';
import { hourMs } from '@vigie/shared/roster/calendar';
import {
  lastHourQuerySchema,
  ledgerPlace,
  ledgerQuerySchema,
  mailReceiptSchema,
  type MailReceipt,
} from '@vigie/shared/wire/statistics';
import type { FastifyRequest } from 'fastify';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import { trace, type ReadingParts } from '../tickets/ticket-routes.ts';

export interface MailReceiptParts extends ReadingParts {
  readonly database: Database;
}

const linesAPage = 100;
const response = { 200: mailReceiptSchema };

/** What counts of mails are made of (MET-2): those of the last hour, and the ledgers of the mailboxes. */
export function mailReceiptRoutes(app: App, parts: MailReceiptParts): void {
  const { database, clock, staff } = parts;

  app.get(
    '/api/statistics/last-hour',
    { schema: { querystring: lastHourQuerySchema, response } },
    async (request, reply) => {
      const { figure, at, offset } = request.query;
      if (!isAllowed(request, 'see-statistics')) return refuse(reply, 'not-allowed');
      trace(parts, request, { act: 'see-receipt', ticketId: null });
      const atMs = Math.min(at ?? clock.now(), clock.now());
      const read = figure === 'received' ? receivedMails : sentAnswers;
      const stretch = { afterMs: atMs - hourMs, untilMs: atMs };
      const { count, mails } = read(database, stretch, { offset, limit: linesAPage });
      const shown = offset + mails.length;
      const next = mails.length > 0 && shown < count ? String(shown) : null;
      const about = { atMs, fromMs: stretch.afterMs, count, next };
      return { ...about, lines: linesOf(request, mails) };
    },
  );

  app.get(
    '/api/health/ledger',
    { schema: { querystring: ledgerQuerySchema, response } },
    async (request, reply) => {
      const { mailbox, outcome, before } = request.query;
      if (!isAllowed(request, 'see-health')) return refuse(reply, 'not-allowed');
      trace(parts, request, { act: 'see-receipt', ticketId: null });
      const counts = ledgerCounts(database, mailbox);
      const all = Object.values(counts).reduce((sum, mails) => sum + mails, 0);
      const count = outcome === undefined ? all : counts[outcome];
      const which = { mailboxId: mailbox, outcome: outcome ?? null };
      const page = { before: placeOf(before), limit: linesAPage + 1 };
      const found = ledgerEntries(database, which, page);
      const mails = found.slice(0, linesAPage);
      const last = found.length > linesAPage ? mails.at(-1) : undefined;
      const next = last ? `${last.uidValidity}.${String(last.uid)}` : null;
      const about = { atMs: clock.now(), fromMs: null, count, next };
      return { ...about, lines: linesOf(request, mails) };
    },
  );

  function isAllowed(request: FastifyRequest, act: Act): boolean {
    return may(staff.actor(viewerOf(request).person, clock.now()), act);
  }
}

function placeOf(before: string | undefined): LedgerPlace | null {
  const [, uidValidity, uid] = ledgerPlace.exec(before ?? '') ?? [];
  return uidValidity === undefined ? null : { uidValidity, uid: Number(uid) };
}

function linesOf(request: FastifyRequest, mails: readonly CountedMail[]): MailReceipt['lines'] {
  const cleared = isCleared(viewerOf(request).person);
  return mails.map(({ at, uid, ticket }) => {
    const veiled = ticket !== null && ticket.restricted && !cleared;
    const named = ticket === null || veiled ? null : { id: ticket.id, number: ticket.number };
    return { at, uid, ticket: named, veiled };
  });
}
