import type { Socket as SocketIoSocket } from 'socket.io';
import type { EncodedEvent } from './encoded-event.ts';

type EngineSocket = SocketIoSocket['conn'];

/** What an outlet needs of the `ws` socket below engine.io; engine.io itself leans on `_sender.sendFrame`. */
interface RawWebSocket {
  readonly readyState: number;
  readonly bufferedAmount: number;
  readonly _sender: { sendFrame(list: readonly Buffer[]): void };
  terminate(): void;
}

const websocketOpen = 1;

/**
 * One socket's way out for events that many hear. socket.io's own broadcast costs a third more CPU a
 * delivery than a bare websocket (packet objects, emitters and callbacks for each socket), so the
 * very bytes of the frame are handed to the `ws` sender below it.
 *
 * Order with socket.io's own packets holds: engine.io hands its packets to that same sender, first
 * come first served, and keeps back only what stands in its `writeBuffer`. While something stands
 * there, the event queues behind it by engine.io's ordinary way. `outlet.test.ts` pins all this.
 */
export class Outlet {
  readonly #conn: EngineSocket;
  readonly #websocket: RawWebSocket | null;
  #queuedBytes = 0;

  constructor(conn: EngineSocket) {
    this.#conn = conn;
    this.#websocket = websocketOf(conn);
  }

  /** True when frames go straight to the websocket; false says that its insides are not what they were. */
  get isDirect(): boolean {
    return this.#websocket !== null;
  }

  send({ packet, frames }: EncodedEvent): void {
    if (this.#websocket && !isQueueing(this.#conn)) {
      this.#queuedBytes = 0;
      if (this.#websocket.readyState === websocketOpen) this.#websocket._sender.sendFrame(frames);
      return;
    }
    this.#queuedBytes += frames[0].length;
    // `wsPreEncodedFrame` is what socket.io's adapter passes here: engine.io then skips the encoding.
    const options = { compress: false, wsPreEncodedFrame: frames };
    this.#conn.write(packet, options);
  }

  /** Bytes that the client has not taken yet, those included that engine.io keeps back. */
  get backlogBytes(): number {
    return (this.#websocket?.bufferedAmount ?? 0) + this.#queuedBytes;
  }

  /** Ends the connection at once, without waiting for what is queued; the client connects again. */
  cut(): void {
    if (this.#websocket) this.#websocket.terminate();
    else this.#conn.close(true);
  }
}

function isQueueing(conn: EngineSocket): boolean {
  // Private to the types, and public to every reader of engine.io: the packets it keeps back.
  return (conn as unknown as { writeBuffer: unknown[] }).writeBuffer.length > 0;
}

function websocketOf(conn: EngineSocket): RawWebSocket | null {
  const { socket } = conn.transport as unknown as { socket?: Partial<RawWebSocket> };
  const queues = Array.isArray((conn as unknown as { writeBuffer?: unknown }).writeBuffer);
  const fits = queues && typeof socket?._sender?.sendFrame === 'function';
  // Checked above: what is missing here would make every send fall back to engine.io.
  return fits && conn.transport.name === 'websocket' ? (socket as RawWebSocket) : null;
}
