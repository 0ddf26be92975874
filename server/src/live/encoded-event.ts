import type { ServerEvents } from '@vigie/shared/wire/protocol';

/** An event of the protocol, encoded once for however many sockets hear it (SYNC-8). */
export interface EncodedEvent {
  /** As socket.io's default parser writes it: `2` is an event of the main namespace. */
  readonly packet: string;
  /** The whole websocket frame, header included, as the list that the frame's sender takes. */
  readonly frames: readonly [Buffer];
}

/** Encodes an event whose one argument is JSON already. */
export function encodeEvent(name: keyof ServerEvents, json: string): EncodedEvent {
  const packet = `2["${name}",${json}]`;
  // `4` is a message in the protocol of engine.io.
  return { packet, frames: [textFrame(Buffer.from(`4${packet}`))] };
}

const finalText = 0x81;

/** An unmasked text frame (RFC 6455, 5.2), as a server sends it. */
function textFrame(payload: Buffer): Buffer {
  return Buffer.concat([frameHeader(payload.length), payload]);
}

function frameHeader(length: number): Buffer {
  if (length < 126) return Buffer.from([finalText, length]);
  if (length < 0x10000) {
    const header = Buffer.from([finalText, 126, 0, 0]);
    header.writeUInt16BE(length, 2);
    return header;
  }
  const header = Buffer.from([finalText, 127, 0, 0, 0, 0, 0, 0, 0, 0]);
  header.writeBigUInt64BE(BigInt(length), 2);
  return header;
}
