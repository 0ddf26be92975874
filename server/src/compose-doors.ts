import { serviceHealthRoutes, type PostOf } from './administration/health-routes.ts';
import { erasureRoutes } from './administration/erasure-routes.ts';
import { mailboxRoutes } from './administration/mailbox-routes.ts';
import { settingsRoutes } from './administration/settings-routes.ts';
import { apiAccessRoutes } from './api-access/api-access-routes.ts';
import { ApiTokens } from './api-access/api-tokens.ts';
import type { AppParts } from './app-parts.ts';
import type { Closers } from './closers.ts';
import type { Operations } from './compose-operations.ts';
import type { Room } from './compose-room.ts';
import { commandRoute } from './desk/command-route.ts';
import { answerFileRoutes } from './files/answer-file-routes.ts';
import { fileRoutes } from './files/file-routes.ts';
import { pageRoutes } from './files/page-routes.ts';
import type { App } from './http/app-type.ts';
import { createHttpApp } from './http/http-app.ts';
import { originOf, viewerOf } from './http/guard.ts';
import { ownOrigins } from './http/origins.ts';
import { forecastRoutes, wallForecastRoute } from './forecast/forecast-routes.ts';
import { mailReceiptRoutes } from './statistics/mail-receipt-routes.ts';
import { statisticsRoutes } from './statistics/statistics-routes.ts';
import { handoverRoutes } from './handover/handover-routes.ts';
import { signatureRoutes } from './handover/signature-routes.ts';
import type { Identify } from './http/guard.ts';
import { chainRoutes } from './journal/chain-routes.ts';
import { ChainWatch } from './journal/chain-watch.ts';
import { journalRoutes } from './journal/journal-routes.ts';
import { LiveHub, type Health } from './live/live-hub.ts';
import { healthRoutes } from './operations/health.ts';
import { metricsRoute } from './operations/metrics-route.ts';
import { Metrics } from './operations/metrics.ts';
import { operationsRoutes } from './operations/operations-routes.ts';
import { Attempts } from './people/attempts.ts';
import type { FirstCommissioner } from './people/first-commissioner.ts';
import { pastRoutes } from './past/past-routes.ts';
import { OidcDoor } from './people/oidc-door.ts';
import { oidcRoutes } from './people/oidc-routes.ts';
import { passkeyRoutes } from './people/passkey-routes.ts';
import { peopleRoutes } from './people/people-routes.ts';
import { calendarFeedRoute, calendarRoute } from './roster/calendar-routes.ts';
import { importRoute } from './roster/import-route.ts';
import { rosterRoutes } from './roster/roster-routes.ts';
import { secondFactorRoutes } from './people/second-factor-routes.ts';
import { sessionRoutes } from './people/session-routes.ts';
import { identify } from './people/viewer.ts';
import { wallDoors, wallRoutes } from './walls/wall-routes.ts';
import { Walls } from './walls/walls.ts';
import { mailRoutes } from './tickets/mail-routes.ts';
import { outboxRoutes } from './tickets/outbox-routes.ts';
import { shipRoutes } from './standby/ship-routes.ts';
import { Seal } from './settings/seal.ts';
import { ticketRoutes } from './tickets/ticket-routes.ts';

/** How one comes in: HTTP, and the live feed on the same server. */
export interface Doors {
  readonly http: App;
  readonly live: LiveHub;
}

export interface DoorParts extends Room {
  readonly firstCommissioner: FirstCommissioner | null;
  readonly health: () => Health;
  readonly operations: Operations;
  readonly postOf: PostOf;
}

/** Opens the doors of a room; they do not listen yet. One cookie proves who comes in by either (ACCESS-2). */
export async function composeDoors(
  parts: AppParts,
  room: DoorParts,
  closers: Closers,
): Promise<Doors> {
  const tokens = openTokens(parts, room, closers);
  const whoIs: Identify = ({ cookie, authorization }) =>
    authorization === undefined ? identify(room, cookie) : tokens.identify(authorization);
  const walls = new Walls({ ...room, ...parts.random, clock: parts.clock });
  const sockets = () => live.sockets;
  const http = await openHttp(parts, { ...room, walls, tokens, sockets }, whoIs, closers);
  const live = openLive(parts, { ...room, walls }, whoIs, http);
  closers.add('live', () => live.close());
  const metrics = new Metrics({
    ...{ ...room, clock: parts.clock, sockets },
    operations: room.operations.status,
  });
  closers.add('metrics', () => metrics.close());
  metricsRoute(http, metrics);
  return { http, live };
}

type HttpParts = DoorParts & {
  readonly walls: Walls;
  readonly tokens: ApiTokens;
  readonly sockets: () => number;
};

async function openHttp(
  { config, folder, logger, webRoot, clock, timers, random }: AppParts,
  { tokens, sockets, ...room }: HttpParts,
  whoIs: Identify,
  closers: Closers,
): Promise<App> {
  const { mode, contact, publicUrl, port } = config;
  const { settings } = room;
  const isHttps = publicUrl.startsWith('https:');
  const origins = ownOrigins(publicUrl, port);
  const chain = new ChainWatch({ ...room, clock, logger });
  closers.add('chain', () => chain.close());
  const facts = {
    ...{ mode, contact, settings },
    get cycle() {
      return room.roster.cycleAt(clock.now());
    },
  };
  const door =
    config.oidc &&
    new OidcDoor({
      ...{ ...room, config: config.oidc, seal: new Seal(folder.secret), clock, publicUrl, logger },
    });
  const walling = { ...room, clock, facts, publicUrl, secureCookie: isHttps };
  const wallParts = { ...walling, attempts: new Attempts(clock) };
  const http = await createHttpApp({
    ...{ logger, webRoot, isHttps, origins, identify: whoIs },
    behindProxy: mode === 'production',
    fencedBy: () => room.shipping?.stepDown.message ?? null,
    publicRoutes: (app) => {
      healthRoutes(app, {
        readiness: room.operations.readiness,
        standby: () => room.operations.status().standby,
        backup: () => room.operations.status().backup,
      });
      calendarFeedRoute(app, { ...room, clock, secret: folder.secret });
      sessionRoutes(app, {
        ...{ ...room, clock, newId: random.newId, identify: whoIs },
        ...{ facts, oidcLabel: door?.label ?? null },
        secureCookie: isHttps,
      });
      secondFactorRoutes(app, { ...room, identify: whoIs });
      passkeyRoutes(app, { ...room, identify: whoIs });
      if (door) oidcRoutes(app, { ...room, door, secureCookie: isHttps });
      wallDoors(app, wallParts);
      if (room.shipping) shipRoutes(app, { ...room.shipping, log: room.log });
      wallForecastRoute(app, room);
    },
    privateRoutes: (app) => {
      app.addHook('preHandler', async (request) => {
        tokens.traceUse(viewerOf(request), originOf(request));
      });
      const reading = { ...room, clock };
      commandRoute(app, room.desk);
      ticketRoutes(app, reading);
      mailRoutes(app, reading);
      fileRoutes(app, reading);
      answerFileRoutes(app, { ...reading, newId: random.newId });
      pageRoutes(app, reading);
      outboxRoutes(app, reading);
      peopleRoutes(app, reading);
      settingsRoutes(app, reading);
      mailboxRoutes(app, { ...reading, timers });
      handoverRoutes(app, reading);
      signatureRoutes(app, room);
      rosterRoutes(app, reading);
      forecastRoutes(app, reading);
      statisticsRoutes(app, reading);
      mailReceiptRoutes(app, reading);
      erasureRoutes(app, reading);
      importRoute(app, reading);
      calendarRoute(app, { ...reading, secret: folder.secret });
      serviceHealthRoutes(app, {
        ...{ ...reading, folder: folder.path, status: room.operations.status, sockets },
        chain: () => chain.state(),
      });
      journalRoutes(app, reading);
      pastRoutes(app, reading);
      apiAccessRoutes(app, { ...reading, webhooks: room.operations.webhooks });
      operationsRoutes(app, { ...reading, status: room.operations.status });
      chainRoutes(app, { ...reading, chain });
      wallRoutes(app, wallParts);
    },
  });
  closers.add('http', () => http.close());
  return http;
}

function openTokens(
  { clock }: AppParts,
  room: Pick<Room, 'database' | 'log' | 'staff'>,
  closers: Closers,
): ApiTokens {
  const tokens = new ApiTokens({ ...room, clock });
  closers.add('tokens', () => tokens.close());
  return tokens;
}

function openLive(
  { config: { publicUrl, port }, clock, timers, logger }: AppParts,
  room: DoorParts & { readonly walls: Walls },
  whoIs: Identify,
  http: App,
): LiveHub {
  const { log, database, desk, health, keepers, sessions, sheets, walls, shipping } = room;
  const live = new LiveHub({
    ...{ httpServer: http.server, log, database, clock, timers, logger, health, sheets },
    origins: ownOrigins(publicUrl, port),
    // Whoever must choose a password first does that by HTTP, and sees nothing before.
    authenticate: (cookie, asWall) => {
      const wall = asWall ? walls.identify(cookie) : null;
      if (asWall) return wall && { person: wall, sessionId: wall.id, isWall: true };
      const viewer = whoIs({ cookie });
      return viewer && !viewer.mustChoosePassword && !viewer.mustEnrol ? viewer : null;
    },
    execute: async (envelope, who) => {
      const message = shipping?.stepDown.message ?? null;
      if (message !== null) return { ok: false, refusal: 'failed', message };
      return desk.execute(envelope, who);
    },
    onTyping: (act) => keepers.leases.touch(act),
  });
  live.onConnection((personId, connected, at) => {
    keepers.leases.connection(personId, connected, at);
  });
  sessions.watch(() => live.openScreens());
  walls.watch((wallId) => live.isConnected(wallId));
  walls.onRevoke((wallId) => live.endSession(wallId));
  sessions.onEnd(({ personId, sessionId }) => live.endSession(sessionId ?? personId));
  return live;
}
