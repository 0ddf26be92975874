import type { IncomingMessage } from 'node:http';
import type { Viewer } from './connection.ts';

/** Proves who stands behind a cookie header, or that nobody does. */
export type Authenticate = (
  cookieHeader: string | undefined,
  asWall: boolean,
) => AuthenticatedSession | null | Promise<AuthenticatedSession | null>;

interface AuthenticatedSession {
  readonly person: { readonly id: string };
  readonly sessionId: string;
  /** True of a screen that only watches, which is nobody: `person` is the wall itself. */
  readonly isWall?: boolean;
}

/**
 * True when a page of this service asks, or a program that is no browser and names no origin. A
 * browser always names it, so that no foreign page can open a socket with somebody's cookie (ACCESS-2).
 */
export function isOwnOrigin(
  { headers }: Pick<IncomingMessage, 'headers'>,
  origins: ReadonlySet<string> = new Set(),
): boolean {
  const { origin, host } = headers;
  // A proxy may have put another host in: the service's public origins stand whatever it says.
  if (origin === undefined || origins.has(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** The viewer whom a cookie proves (ACCESS-2); null sends them to the sign-in. */
export async function viewerOf(
  authenticate: Authenticate,
  cookieHeader: string | undefined,
  asWall = false,
): Promise<Viewer | null> {
  const session = await authenticate(cookieHeader, asWall);
  if (!session) return null;
  const { person, sessionId, isWall = false } = session;
  return { personId: person.id, sessionId, isWall };
}
