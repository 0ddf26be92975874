/** How this screen stands to the server: the word in the header (SYNC-3). */
export type Connection = 'connecting' | 'live' | 'catching-up' | 'offline';

export interface ConnectionFacts {
  readonly connected: boolean;
  /** True once a first snapshot was received. */
  readonly started: boolean;
  /** True between asking for what is missing and having it. */
  readonly missing: boolean;
  /** Last server instant at which this screen was known to be whole. */
  readonly wholeAt: number;
  readonly now: number;
}

/** Longest time behind that counts as live, in ms (SYNC-3). */
const behindMs = 2_000;

/** True when what is shown is over two seconds old: it is greyed and says since when (SYNC-3). */
export function isStale({ started, wholeAt, now }: ConnectionFacts): boolean {
  return started && now - wholeAt > behindMs;
}

/** The state of the connection by its facts. */
export function connectionOf(facts: ConnectionFacts): Connection {
  if (!facts.connected) return facts.started ? 'offline' : 'connecting';
  if (!facts.started) return 'connecting';
  return facts.missing || isStale(facts) ? 'catching-up' : 'live';
}
