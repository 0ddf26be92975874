import { WebSocketServer } from 'ws';
import { listening } from './bench-room.ts';

/** A bare `ws` server that tells everybody the same: the least that a feed can be. */
export class BareServer {
  readonly url: string;
  readonly #sockets: WebSocketServer;

  private constructor(sockets: WebSocketServer, port: number) {
    this.#sockets = sockets;
    this.url = `ws://127.0.0.1:${String(port)}`;
  }

  /** `hear` gets each message, and its answer goes to everybody. */
  static async start(hear: (text: string) => string = (text) => text): Promise<BareServer> {
    const { server, port } = await listening();
    const bare = new BareServer(new WebSocketServer({ server, perMessageDeflate: false }), port);
    bare.#sockets.on('connection', (socket) => {
      socket.on('message', (data: Buffer) => bare.broadcast(hear(data.toString())));
    });
    return bare;
  }

  broadcast(text: string): void {
    const bytes = Buffer.from(text);
    for (const socket of this.#sockets.clients) socket.send(bytes, { binary: false });
  }
}
