import WebSocket from 'ws';
import { wireVersion } from '@vigie/shared/wire/version';

export type Kind = 'live' | 'bare';

interface ScreenParts {
  readonly kind: Kind;
  readonly url: string;
  /** The whole cookie header. */
  readonly cookie: string;
  /** Hears each frame of deltas as its bytes. */
  readonly onFrame: (data: Buffer) => void;
}

const frameMark = '42["frame"';
const frame = Buffer.from(frameMark);
const refused = Buffer.from('"ok":false');
const hello = `42["hello",${JSON.stringify({ wire: wireVersion, logId: null, since: null })}]`;

/**
 * Opens a screen: the least that a client of the protocol does; the bare one gets the same bytes and
 * does the same. Resolves when it is live.
 */
export function openScreen({ kind, url, cookie, onFrame }: ScreenParts): Promise<WebSocket> {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, { headers: { cookie }, perMessageDeflate: false });
    socket.on('error', reject);
    if (kind === 'bare') socket.on('open', () => resolve(socket));
    socket.on('message', (data: Buffer, isBinary) => {
      if (isBinary) resolve(socket);
      else hear(socket, data, onFrame);
    });
  });
}

function hear(socket: WebSocket, data: Buffer, onFrame: (data: Buffer) => void): void {
  if (data[1] === 50 && data.subarray(0, frame.length).equals(frame)) onFrame(data);
  else if (data[0] === 48) socket.send('40');
  else if (data[0] === 50) socket.send('3');
  else if (data[1] === 48) socket.send(hello);
  else if (data.includes(refused)) throw new Error(`the server refused: ${data.toString()}`);
}

/** Opens so many screens in parts, since a server takes a limited number of new connections at once. */
export async function openScreens(
  count: number,
  open: (n: number) => Promise<WebSocket>,
): Promise<WebSocket[]> {
  const sockets: WebSocket[] = [];
  for (let n = 0; n < count; n += 50) {
    const part = Array.from({ length: Math.min(50, count - n) }, (_, k) => open(n + k));
    sockets.push(...(await Promise.all(part)));
  }
  return sockets;
}
