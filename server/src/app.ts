import type { AppParts } from './app-parts.ts';
import { Closers } from './closers.ts';
import { composeDoors, type Doors } from './compose-doors.ts';
import { composeOperations } from './compose-operations.ts';
import { composeRoom, type Room } from './compose-room.ts';
import type { PostOf } from './administration/health-routes.ts';
import type { Health } from './live/live-hub.ts';
import { FirstCommissioner } from './people/first-commissioner.ts';

/** The composed service, which does not listen yet. Mail and demonstration are joined to it by `server.ts`. */
export interface VigieApp extends Room, Doors {
  /** The one-time link of the first commissioner, in production with none; else null. */
  readonly firstCommissionerLink: string | null;
  /** From now on heartbeats and readiness tell how mailbox and outbox are. */
  reportHealth(health: () => Health): void;
  /** From now on the health page tells of each post. */
  reportPosts(posts: PostOf): void;
  close(): Promise<void>;
}

/** Composes the service: each part gets all it needs, and each is closed after those that stand on it. */
export async function createApp(parts: AppParts): Promise<VigieApp> {
  const closers = new Closers((err, part) => parts.logger.error({ err, part }, 'would not close'));
  try {
    return await compose(parts, closers);
  } catch (error) {
    await closers.close();
    throw error;
  }
}

async function compose(parts: AppParts, closers: Closers): Promise<VigieApp> {
  let health = (): Health => ({ mailbox: 'none', outbox: 'well' });
  const reported = () => health();
  let posts: PostOf = () => null;
  const postOf: PostOf = (mailboxId) => posts(mailboxId);
  const room = await composeRoom(parts, reported, closers);
  const { mode, publicUrl } = parts.config;
  const firstCommissioner =
    mode === 'production' ? new FirstCommissioner({ ...room, ...parts.random }) : null;
  const operations = composeOperations(parts, { ...room, health: reported }, closers);
  const doors = await composeDoors(
    parts,
    { ...room, firstCommissioner, health: reported, postOf, operations },
    closers,
  );
  return {
    ...room,
    ...doors,
    firstCommissionerLink: firstCommissioner?.link(publicUrl) ?? null,
    reportHealth: (report) => (health = report),
    reportPosts: (report) => (posts = report),
    close: () => closers.close(),
  };
}
