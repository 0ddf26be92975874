/** The times and limits that a unit may set; every default is a figure of the domain (LOCK-2, LOCK-5, MAIL-9). */
export interface Settings {
  /** A lock lasts this long from its holder's last act (LOCK-2). */
  readonly leaseMs: number;
  /** … and this long from the last heartbeat when the holder's connection is gone (LOCK-2). */
  readonly disconnectedMs: number;
  /** At most one renewal event in this time and lock (LOCK-2). */
  readonly renewEveryMs: number;
  /** A lock without an act for this long is stale: its holder's lead may release it. */
  readonly staleAfterMs: number;
  /** An agent holds at most this many tickets by claiming (LOCK-5). */
  readonly claimLimit: number;
  /** A queued answer waits this long before it leaves, so that it can be withdrawn (MAIL-9). */
  readonly withdrawMs: number;
  /** A P0 that nobody claims escalates after these times: lead, then officer. */
  readonly escalateMs: readonly [number, number];
  /** A citizen's mail reopens an answered ticket within this time; later it opens a linked one. */
  readonly reopenWithinMs: number;
  /** A returning ticket is kept for the agent who answered it for this long, if they are there. */
  readonly preferMs: number;
}

const minute = 60_000;
const day = 24 * 60 * minute;

export const defaultSettings: Settings = {
  leaseMs: 15 * minute,
  disconnectedMs: 3 * minute,
  renewEveryMs: minute,
  staleAfterMs: 5 * minute,
  claimLimit: 3,
  withdrawMs: 15_000,
  escalateMs: [2 * minute, 5 * minute],
  reopenWithinMs: 30 * day,
  preferMs: 10 * minute,
};
