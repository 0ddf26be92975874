import type { Server } from 'node:http';
import { systemClock, systemTimers } from '@vigie/server/clock';
import { LiveHub, type LiveHubParts } from '@vigie/server/live/live-hub';
import { listening, type BenchRoom } from './bench-room.ts';

/** The product's live hub before a room of the bench; the cookie's number says whose screen it is. */
export async function liveBenchHub(
  room: BenchRoom,
  people: number,
  log: LiveHubParts['log'] = room.log,
): Promise<string> {
  const { server, port } = await listening();
  serve(server, room, people, log);
  return `ws://127.0.0.1:${String(port)}/live/?EIO=4&transport=websocket`;
}

function serve(
  httpServer: Server,
  room: BenchRoom,
  people: number,
  log: LiveHubParts['log'],
): void {
  new LiveHub({
    httpServer,
    log,
    database: room.database,
    clock: systemClock,
    timers: systemTimers,
    authenticate: (cookie) => {
      const n = Number(cookie?.split('=')[1] ?? 0);
      const person = room.staff.person(`p${String(n % people)}`);
      return person ? { person, sessionId: `s${String(n)}` } : null;
    },
    execute: (envelope, who) => room.desk.execute(envelope, who),
    logger: { info: () => undefined, warn: console.error, error: console.error },
    health: () => ({ mailbox: 'well', outbox: 'well' }),
  });
}
