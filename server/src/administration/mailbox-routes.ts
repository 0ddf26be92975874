import type { Database } from '@vigie/db/database';
import type { LogEvent } from '@vigie/db/event-log';
import { eventsOf } from '@vigie/db/queries/history';
import { may, type Act } from '@vigie/shared/access/may';
import type { Mailbox } from '@vigie/shared/mailbox/mailbox';
import {
  mailboxesStandingSchema,
  mailboxHistorySchema,
  mailboxTestResultSchema,
  mailboxTestSchema,
  type MailboxHistory,
  type MailboxStanding,
} from '@vigie/shared/wire/administration';
import { z } from 'zod';
import type { Clock, Timers } from '../clock.ts';
import type { MailboxKeeping } from '../desk/interpret-mailbox.ts';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { MailSecrets } from '../mail/mail-secrets.ts';
import type { Mailboxes } from '../mail/mailboxes.ts';
import { testMailbox } from '../mail/test-mailbox.ts';
import type { Staff } from '../people/staff.ts';

export interface MailboxRouteParts {
  readonly database: Database;
  readonly staff: Staff;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly mailboxes: Mailboxes;
  readonly mailSecrets: MailSecrets;
  readonly isOurs: MailboxKeeping['isOurs'];
}

/** The mailboxes as they stand, what was done to one, and whether one would work; no password leaves (ACCESS-5). */
export function mailboxRoutes(app: App, parts: MailboxRouteParts): void {
  const { database, staff, clock, timers, mailboxes, mailSecrets, isOurs } = parts;
  const can = (request: Parameters<typeof viewerOf>[0], act: Act) =>
    may(staff.actor(viewerOf(request).person, clock.now()), act);

  app.get(
    '/api/administration/mailboxes',
    { schema: { response: { 200: mailboxesStandingSchema } } },
    async (request, reply) =>
      can(request, 'see-settings')
        ? mailboxes.all().map((mailbox) => standingOf(mailbox, mailSecrets))
        : refuse(reply, 'not-allowed'),
  );

  app.get(
    '/api/administration/mailboxes/:id/history',
    {
      schema: {
        params: z.object({ id: z.string().max(64) }),
        response: { 200: mailboxHistorySchema },
      },
    },
    async (request, reply) =>
      can(request, 'see-settings')
        ? historyOf(request.params.id, database)
        : refuse(reply, 'not-allowed'),
  );

  app.post(
    '/api/administration/mailboxes/test',
    { schema: { body: mailboxTestSchema, response: { 200: mailboxTestResultSchema } } },
    async (request, reply) => {
      if (!can(request, 'test-mailbox')) return refuse(reply, 'not-allowed');
      const { mailboxId, fields, secrets } = request.body;
      if (!isOurs(fields)) return refuse(reply, 'mailbox-not-ours');
      const stored = mailboxId === null ? null : mailSecrets.of(mailboxId);
      const known = { imap: stored?.imap ?? '', smtp: stored?.smtp ?? '' };
      const passwords = { imap: secrets.imap ?? known.imap, smtp: secrets.smtp ?? known.smtp };
      return { steps: await testMailbox(fields, passwords, { clock, timers }) };
    },
  );
}

function standingOf(mailbox: Mailbox, secrets: MailSecrets): MailboxStanding {
  const { id, name, address, imap, folder, smtp, since, sentFolder, signature } = mailbox;
  return {
    ...{ id, name, address, imap, folder, smtp, since, sentFolder, signature },
    source: mailbox.source,
    state: mailbox.state === 'paused' ? 'paused' : 'active',
    hasPassword: secrets.known(mailbox.id),
  };
}

function historyOf(mailboxId: string, database: Database): MailboxHistory {
  return eventsOf(database, 'mailbox', mailboxId)
    .map(({ at, by, event }) => ({ at, by, type: event.type, changes: changesOf(event) }))
    .toReversed();
}

function changesOf(event: LogEvent): MailboxHistory[number]['changes'] {
  if (event.type !== 'mailbox-changed') return [];
  const before: Readonly<Record<string, unknown>> = { ...event.before };
  return Object.entries(event.after).map(([field, after]) => ({
    field,
    before: textOf(before[field]),
    after: textOf(after),
  }));
}

/** A door as an address is written; a text or a number as it stands. */
function textOf(value: unknown): string {
  if (typeof value === 'object' && value !== null)
    return Object.values(value).map(String).join(' ');
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
