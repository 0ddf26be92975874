import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import type { LiveServer } from './connection.ts';
import { isOwnOrigin, viewerOf, type Authenticate } from './handshake.ts';
import type { LiveLogger } from './live-logger.ts';

/** The largest message that a client may send: an answer of 100,000 characters fits several times. */
export const maxMessageBytes = 1_000_000;

interface LiveServerParts {
  readonly httpServer: HttpServer;
  readonly authenticate: Authenticate;
  readonly origins?: ReadonlySet<string>;
  readonly logger: LiveLogger;
}

/**
 * socket.io on the service's own HTTP server: websocket only (SYNC-6), own pages only, and the session
 * cookie at the handshake (ACCESS-2). Compression stays off: it would undo encoding once for all.
 */
export function createLiveServer({
  httpServer,
  authenticate,
  origins,
  logger,
}: LiveServerParts): LiveServer {
  const server: LiveServer = new Server(httpServer, {
    path: '/live',
    transports: ['websocket'],
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    maxHttpBufferSize: maxMessageBytes,
    connectTimeout: 5_000,
    pingInterval: 10_000,
    pingTimeout: 8_000,
    allowRequest: (request, decide) => decide(null, isOwnOrigin(request, origins)),
  });
  server.use((socket, next) => {
    const { auth, headers } = socket.handshake;
    viewerOf(authenticate, headers.cookie, auth['wall'] === true).then(
      (viewer) => {
        if (viewer) socket.data.viewer = viewer;
        next(viewer ? undefined : new Error('signed-out'));
      },
      (error: unknown) => {
        logger.error({ err: error }, 'a socket could not be authenticated');
        next(new Error('failed'));
      },
    );
  });
  return server;
}
