const CRLF = Buffer.from('\r\n');

/** Cuts a stream of bytes into lines, each with its CRLF; what is no whole line yet waits. */
export class ByteLines {
  #rest = Buffer.alloc(0);

  add(bytes: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
  }

  /** The next whole line, or null. */
  line(): Buffer | null {
    const end = this.#rest.indexOf(CRLF);
    return end < 0 ? null : this.take(end + CRLF.length);
  }

  /**
   * The next whole response of an IMAP server: a line, and while a line ends in the announcement of a
   * literal such as `{5}`, those bytes and the line that goes on after them. Null while it is not whole.
   */
  response(): Buffer | null {
    let from = 0;
    for (;;) {
      const end = this.#rest.indexOf(CRLF, from);
      if (end < 0) return null;
      const literal = /\{(\d+)\}$/.exec(this.#rest.subarray(from, end).toString('latin1'));
      from = end + CRLF.length;
      if (!literal) return this.take(from);
      from += Number(literal[1]);
    }
  }

  /** So many bytes, or as many as there are. */
  take(length: number): Buffer {
    const taken = this.#rest.subarray(0, length);
    this.#rest = this.#rest.subarray(length);
    return taken;
  }

  get length(): number {
    return this.#rest.length;
  }
}
