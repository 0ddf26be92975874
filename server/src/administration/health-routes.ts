import { statfsSync } from 'node:fs';
import type { Database } from '@vigie/db/database';
import { lastHeartbeat } from '@vigie/db/queries/heartbeat';
import { unsentOf } from '@vigie/db/queries/outbox';
import { ledgerCounts } from '@vigie/db/queries/ledger';
import { may } from '@vigie/shared/access/may';
import type { Mailbox } from '@vigie/shared/mailbox/mailbox';
import type { OperationsStatus } from '@vigie/shared/operations/operations-status';
import type { ChainState } from '@vigie/shared/wire/journal';
import {
  serviceHealthSchema,
  type MailboxHealthLine,
  type ServiceHealth,
} from '@vigie/shared/wire/service-health';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import { intakeStart } from '../mail/intake-start.ts';
import type { MailHouse } from '../mail/mail-house.ts';
import type { Mailboxes } from '../mail/mailboxes.ts';
import type { Staff } from '../people/staff.ts';

/** The post that works on a mailbox; null where it is paused. */
export type PostOf = MailHouse['postOf'];

export interface ServiceHealthParts {
  readonly database: Database;
  readonly folder: string;
  readonly staff: Staff;
  readonly clock: Clock;
  readonly mailboxes: Mailboxes;
  readonly postOf: PostOf;
  readonly status: () => OperationsStatus;
  readonly sockets: () => number;
  readonly chain: () => Promise<ChainState>;
}

const dayMs = 86_400_000;

/** How the service is, for people: each mailbox with its ledger, disk, backup, versions, log (RUN-3, MAIL-2). */
export function serviceHealthRoutes(app: App, parts: ServiceHealthParts): void {
  const { staff, clock } = parts;
  app.get(
    '/api/health',
    { schema: { response: { 200: serviceHealthSchema } } },
    async (request, reply) => {
      const actor = staff.actor(viewerOf(request).person, clock.now());
      return may(actor, 'see-health') ? healthOf(parts) : refuse(reply, 'not-allowed');
    },
  );
}

async function healthOf(parts: ServiceHealthParts): Promise<ServiceHealth> {
  const { clock, database, mailboxes, sockets, status, chain } = parts;
  return {
    at: clock.now(),
    mailboxes: mailboxes.all().map((mailbox) => lineOf(mailbox, parts)),
    disk: diskOf(parts),
    // The server notes by a write each few seconds that it is alive: where that fails, so would an act.
    ...{ screens: sockets(), writtenAt: lastHeartbeat(database) },
    operations: status(),
    chain: await chain(),
  };
}

function lineOf(mailbox: Mailbox, { database, postOf }: ServiceHealthParts): MailboxHealthLine {
  const { id, name, address } = mailbox;
  const post = postOf(id);
  const health = post?.health();
  return {
    ...{ id, name, address, unsent: unsentOf(database, id) },
    standing: post ? post.standing : mailbox.state === 'paused' ? 'paused' : 'none',
    outbox: post ? post.outbox : 'paused',
    lastContactAt: health?.lastContactAt ?? null,
    ledger: health?.ledger ?? ledgerCounts(database, id),
    difference: health?.difference ?? 0,
  };
}

function diskOf({ database, folder, clock }: ServiceHealthParts): ServiceHealth['disk'] {
  const { bavail, blocks, bsize } = statfsSync(folder);
  // Pages, not the file: what was written since stands in the journal beside it.
  const pages = (name: string) => Number(database.client.pragma(name, { simple: true }));
  const size = pages('page_count') * pages('page_size');
  const days = Math.max(1, (clock.now() - intakeStart(database, null)) / dayMs);
  return {
    free: bavail * bsize,
    total: blocks * bsize,
    database: size,
    perDay: Math.round(size / days),
  };
}
