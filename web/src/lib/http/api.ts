import { refusals, type Refusal } from '@vigie/shared/wire/answer';
import { z } from 'zod';

/** Why a request gave no value: a refusal of the server, or no server at all. */
export type ApiRefusal = Refusal | 'unreachable' | 'offline';
export type ApiResult<T> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false;
      readonly status: number;
      readonly refusal: ApiRefusal;
      readonly message: string;
    };

const refusedSchema = z.object({ refusal: z.enum(refusals), message: z.string() });

/** Reads JSON and checks it against the schema that both ends share. */
export function getJson<T>(path: string, schema: z.ZodType<T>): Promise<ApiResult<T>> {
  return request(path, { method: 'GET' }, schema);
}

/** Writes JSON and checks the answer. */
export function sendJson<T>(
  method: 'POST' | 'DELETE',
  path: string,
  body: unknown,
  schema: z.ZodType<T>,
): Promise<ApiResult<T>> {
  const headers = { 'content-type': 'application/json' };
  return request(path, { method, headers, body: JSON.stringify(body ?? {}) }, schema);
}

/** Writes bytes as they are, such as a file that somebody chose, and checks the answer. */
export function sendBytes<T>(
  path: string,
  type: string,
  body: ArrayBuffer,
  schema: z.ZodType<T>,
): Promise<ApiResult<T>> {
  return request(path, { method: 'POST', headers: { 'content-type': type }, body }, schema);
}

async function request<T>(
  path: string,
  init: RequestInit,
  schema: z.ZodType<T>,
): Promise<ApiResult<T>> {
  let response: Response;
  let body: unknown;
  try {
    response = await fetch(path, { ...init, credentials: 'same-origin' });
    const text = await response.text();
    body = text ? JSON.parse(text) : undefined;
  } catch {
    return { ok: false, status: 0, refusal: 'unreachable', message: '' };
  }
  if (!response.ok) return refused(response.status, body);
  return { ok: true, value: schema.parse(body) };
}

function refused(status: number, body: unknown): ApiResult<never> {
  const parsed = refusedSchema.safeParse(body);
  const { refusal, message } = parsed.success
    ? parsed.data
    : { refusal: refusalOf(status), message: '' };
  return { ok: false, status, refusal, message };
}

/** What a status says when the body does not: a proxy may have answered in the server's place. */
function refusalOf(status: number): ApiRefusal {
  if (status === 401) return 'signed-out';
  if (status === 403) return 'not-allowed';
  if (status === 404) return 'not-found';
  if (status === 429) return 'too-many';
  if (status === 507) return 'storage-full';
  return status >= 502 && status <= 504 ? 'unreachable' : 'failed';
}
