import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { defaultSettings } from '@vigie/shared/settings/settings';
import { Sheets } from '../../handover/sheets.ts';
import { ShiftSurroundings } from '../../handover/surroundings.ts';
import { TestRoom, type Login } from '../../testing/test-room.ts';
import { LiveHub, type Health, type LiveHubParts } from '../live-hub.ts';
import { TestScreen, type ScreenOptions } from './test-screen.ts';

/** Two sessions for each of the cast: `ana-1` and `ana-2` are Ana's. */
const cookies = /^vigie_session=(\w+)-[12]$/;

/** A desk with a live hub before it on a real HTTP server, and screens that look at it. */
export class LiveHouse {
  readonly room: TestRoom;
  readonly httpServer: HttpServer;
  readonly hub: LiveHub;
  readonly warnings: object[] = [];
  health: Health = { mailbox: 'well', outbox: 'well' };
  readonly #screens: TestScreen[] = [];

  private constructor(room: TestRoom, httpServer: HttpServer, options: Partial<LiveHubParts>) {
    this.room = room;
    this.httpServer = httpServer;
    this.hub = new LiveHub({
      httpServer,
      log: room.log,
      database: room.database,
      clock: room.time,
      timers: room.time,
      authenticate: (header) => this.#authenticate(header),
      execute: (envelope, who) => room.desk.execute(envelope, who),
      health: () => this.health,
      sheets: sheetsOf(room, () => this.health),
      logger: {
        info: () => undefined,
        warn: (context) => this.warnings.push(context),
        error: (context) => this.warnings.push(context),
      },
      ...options,
    });
  }

  static async open(options: Partial<LiveHubParts> = {}): Promise<LiveHouse> {
    const room = await TestRoom.open(['morel', 'ana', 'ben', 'cleo']);
    const httpServer = createServer();
    await new Promise<void>((resolve) => httpServer.listen(0, '127.0.0.1', resolve));
    return new LiveHouse(room, httpServer, options);
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.httpServer.address() as AddressInfo).port)}`;
  }

  /** A screen that has asked for nothing yet. */
  connect(login: Login, options: ScreenOptions = {}): TestScreen {
    const screen = new TestScreen(this.url, { cookie: `vigie_session=${login}-1`, ...options });
    this.#screens.push(screen);
    return screen;
  }

  /** A screen that shows the live view. */
  async screen(login: Login, options: ScreenOptions = {}): Promise<TestScreen> {
    const screen = this.connect(login, options);
    screen.hello();
    await screen.shows(({ snapshots }) => snapshots > 0);
    return screen;
  }

  async close(): Promise<void> {
    for (const screen of this.#screens) screen.close();
    this.hub.close();
    this.httpServer.closeAllConnections();
    await new Promise((resolve) => this.httpServer.close(resolve));
    await this.room.close();
  }

  #authenticate(header: string | undefined) {
    const login = cookies.exec(header ?? '')?.[1];
    const person = login === undefined ? undefined : this.room.staff.person(login);
    if (!person?.active) return null;
    return { person, sessionId: header?.replace('vigie_session=', '') ?? '' };
  }
}

function sheetsOf({ database, roster }: TestRoom, health: () => Health): Sheets {
  const surroundings = new ShiftSurroundings({ database, health });
  return new Sheets({ database, roster, settings: defaultSettings, surroundings });
}
