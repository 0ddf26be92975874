const CR = 0x0d;
const LF = 0x0a;
/** A head is looked at so far for its line ends. */
const HEAD_BYTES = 8_192;

/**
 * Mends what the way or an old program broke, so that it can be read (MAIL-4): line ends of carriage
 * returns alone, and raw 8-bit signs in headers. The stored bytes stay as they came.
 */
export function repairBytes(bytes: Uint8Array): Uint8Array {
  const lined = hasBareReturns(bytes) ? withLineFeeds(bytes) : bytes;
  return lined.some((byte) => byte > 0x7f) ? withReadableHeaders(lined) : lined;
}

function hasBareReturns(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, HEAD_BYTES);
  return head.includes(CR) && !head.includes(LF);
}

function withLineFeeds(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte, at) => (byte === CR && bytes[at + 1] !== LF ? LF : byte));
}

/** Header lines stand at the start, and after each boundary of parts. */
function withReadableHeaders(bytes: Uint8Array): Uint8Array {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const pieces: Buffer[] = [];
  let inHead = true;
  let kept = 0;
  for (let start = 0; start < file.length;) {
    const newline = file.indexOf(LF, start);
    const end = newline < 0 ? file.length : newline + 1;
    if (end - start <= 2) inHead = false;
    else if (file[start] === 0x2d && file[start + 1] === 0x2d) inHead = true;
    else if (inHead) {
      const line = file.subarray(start, end);
      const readable = readableLine(line);
      if (readable !== line) {
        pieces.push(file.subarray(kept, start), readable);
        kept = end;
      }
    }
    start = end;
  }
  return pieces.length ? Buffer.concat([...pieces, file.subarray(kept)]) : bytes;
}

/** Raw signs inside an encoded word are of its charset; elsewhere they are UTF-8, or else what Windows writes. */
function readableLine(line: Buffer): Buffer {
  if (line.every((byte) => byte < 0x80)) return line;
  const text = line
    .toString('latin1')
    .replace(/=\?[^?\s]+\?q\?[^?]*\?=/gi, (word) => word.replace(/[\x80-\xff]/g, quoted));
  const asIs = Buffer.from(text, 'latin1');
  return isUtf8(asIs) ? asIs : Buffer.from(windows.decode(asIs));
}

function quoted(sign: string): string {
  return `=${sign.charCodeAt(0).toString(16).toUpperCase()}`;
}

const strict = new TextDecoder('utf-8', { fatal: true });
const windows = new TextDecoder('windows-1252');

/** True for bytes that are UTF-8 throughout. */
export function isUtf8(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
