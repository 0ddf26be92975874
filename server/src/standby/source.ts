import { createHash } from 'node:crypto';
import type { Position } from '@vigie/db/standby/position';
import type { z } from 'zod';
import {
  baseEndSchema,
  baseSchema,
  fencedSchema,
  hashHeader,
  helloSchema,
  holdMs,
  shipmentHeader,
  shipmentSchema,
  takenOverSchema,
  termSchema,
  type Fence,
  type Shipment,
} from './protocol.ts';

export interface SourceParts {
  /** The other server: `https://…`, without a path. */
  readonly url: string;
  readonly token: string;
  readonly ask?: typeof fetch;
}

interface Asking {
  readonly limitMs: number;
  readonly body?: object | undefined;
  readonly stop?: AbortSignal;
}

/** Why the other server gave nothing: out of reach, or its refusal. */
export class SourceFailed extends Error {
  override readonly name = 'SourceFailed';
  readonly kind: 'unreachable' | 'refused' | 'damaged';

  constructor(kind: SourceFailed['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** A server that does not answer within this time is out of reach, in ms. */
const answerMs = 5_000;
/** … and a large copy is proved within this one. */
const proofMs = 60 * 60_000;

/** The other server, asked over HTTP under the token that both have (RUN-4). */
export class Source {
  readonly url: string;
  readonly #parts: SourceParts;

  constructor(parts: SourceParts) {
    this.#parts = parts;
    this.url = parts.url;
  }

  async hello() {
    return this.#json('GET', '/standby/hello', helloSchema);
  }

  async term() {
    return this.#json('GET', '/standby/term', termSchema);
  }

  async fence(fence: Fence) {
    return this.#json('POST', '/standby/fence', fencedSchema, fence);
  }

  async beginBase(address: string) {
    return this.#json('POST', '/standby/base', baseSchema, { address });
  }

  async endBase() {
    return this.#json('POST', '/standby/base/end', baseEndSchema);
  }

  /** Tells a standby to take over; it proves its copy first, which takes as long as it takes. */
  async takeOver(force: boolean) {
    return this.#json('POST', '/standby/takeover', takenOverSchema, { force }, proofMs);
  }

  async basePiece(offset: number): Promise<Buffer> {
    const response = await this.#ask('GET', `/standby/base?offset=${String(offset)}`, {
      limitMs: answerMs * 6,
    });
    return bytesOf(response);
  }

  /** What comes after a position; waits at the server while there is nothing. */
  async next(
    { generation, offset }: Position,
    address: string,
    stop: AbortSignal,
  ): Promise<{ shipment: Shipment; bytes: Buffer }> {
    const query = new URLSearchParams({ generation, offset: String(offset), address });
    const response = await this.#ask('GET', `/standby/journal?${query.toString()}`, {
      ...{ limitMs: holdMs * 3, stop },
    });
    const bytes = await bytesOf(response);
    const told = shipmentSchema.safeParse(JSON.parse(response.headers.get(shipmentHeader) ?? '{}'));
    if (!told.success) throw new SourceFailed('damaged', 'réponse illisible');
    return { shipment: told.data, bytes };
  }

  async #json<S extends z.ZodType>(
    method: string,
    path: string,
    schema: S,
    body?: object,
    limitMs = answerMs,
  ): Promise<z.output<S>> {
    const response = await this.#ask(method, path, { limitMs, body });
    const parsed = schema.safeParse(await response.json().catch(() => null));
    if (parsed.success) return parsed.data;
    throw new SourceFailed('damaged', 'réponse illisible');
  }

  async #ask(method: string, path: string, { limitMs, body, stop }: Asking): Promise<Response> {
    const { token, ask = fetch } = this.#parts;
    const headers = { authorization: `Bearer ${token}` };
    const limit = AbortSignal.timeout(limitMs);
    const signal = stop ? AbortSignal.any([limit, stop]) : limit;
    const json = body && { 'content-type': 'application/json' };
    const response = await ask(new URL(path, this.url), {
      ...{ method, signal, redirect: 'error', headers: { ...headers, ...json } },
      ...(body && { body: JSON.stringify(body) }),
    }).catch((error: unknown) => {
      throw new SourceFailed('unreachable', causeOf(error));
    });
    if (response.ok) return response;
    throw new SourceFailed('refused', await refusalOf(response));
  }
}

/** A body as it was sent; a damaged or shortened one is not taken. */
async function bytesOf(response: Response): Promise<Buffer> {
  const bytes = await response.arrayBuffer().then(
    (body) => Buffer.from(body),
    (error: unknown) => {
      throw new SourceFailed('unreachable', causeOf(error));
    },
  );
  const hash = createHash('sha256').update(bytes).digest('hex');
  if (hash === response.headers.get(hashHeader)) return bytes;
  throw new SourceFailed('damaged', 'données abîmées en chemin');
}

async function refusalOf(response: Response): Promise<string> {
  const told: unknown = await response.json().catch(() => null);
  const message = typeof told === 'object' && told && 'message' in told ? told.message : null;
  return typeof message === 'string' ? message : `HTTP ${String(response.status)}`;
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'erreur inconnue';
  const { cause } = error;
  return cause instanceof Error && 'code' in cause ? String(cause.code) : error.name;
}
