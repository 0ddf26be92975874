import type { ClientEvents, ServerEvents } from '@vigie/shared/wire/protocol';
import { io, type Socket } from 'socket.io-client';

export type LiveSocket = Socket<ServerEvents, ClientEvents>;

/** Opens no connection yet. Websocket only (SYNC-6); back-off from 0.2 to 2 s, so that a restarted server finds every screen within its promise without being stormed. */
export function createLiveSocket({ wall = false } = {}): LiveSocket {
  return io({
    path: '/live',
    transports: ['websocket'],
    autoConnect: false,
    // A browser may hold a person's session and a wall's: the page says whose it shows.
    auth: { wall },
    reconnectionDelay: 200,
    reconnectionDelayMax: 1_500,
    randomizationFactor: 0.5,
    timeout: 5_000,
  });
}
