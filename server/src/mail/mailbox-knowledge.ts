import type { LedgerUid } from '@vigie/db/queries/ledger';

/** More UIDs than this that never existed are a server's habit, not mails. */
const LARGEST_GAP = 1_000;
/** So often the server is asked for a mail that it lists and does not hand over. */
const ATTEMPTS = 3;

/** What is known of a mailbox under one UIDVALIDITY: which of its UIDs have their outcome (MAIL-2). */
export class MailboxKnowledge {
  readonly uidValidity: string;
  /** What has this UID or a higher one arrived while we were here, whatever its date says. */
  readonly arrivals: number;
  readonly #settled = new Set<number>();
  /** The ledger counts them as gone: a server that lists one after all is believed. */
  readonly #vanished = new Set<number>();
  /** The server lists them and does not hand them over: asked for again at each comparison. */
  readonly #withheld = new Set<number>();
  readonly #refusals = new Map<number, number>();
  #next: number;

  constructor(uidValidity: string, entries: readonly LedgerUid[], uidNext: number) {
    this.uidValidity = uidValidity;
    this.arrivals = uidNext;
    for (const { uid, outcome } of entries) {
      (outcome === 'vanished' ? this.#vanished : this.#settled).add(uid);
    }
    const last = entries.at(-1);
    this.#next = last === undefined ? uidNext : last.uid + 1;
  }

  /** The lowest UID that no pass has looked at yet. */
  get next(): number {
    return this.#next;
  }

  /** How many mails the server lists and does not hand over. */
  get withheld(): number {
    return this.#withheld.size;
  }

  isSettled(uid: number): boolean {
    return this.#settled.has(uid);
  }

  /** What was gone or withheld is asked for again only when the whole mailbox is compared. */
  isWorthAsking(uid: number, whole: boolean): boolean {
    if (this.#settled.has(uid)) return false;
    return whole || !(this.#vanished.has(uid) || this.#withheld.has(uid));
  }

  /** The mail has its outcome, whatever was thought of it before. */
  settle(uid: number): void {
    this.#settled.add(uid);
    this.#vanished.delete(uid);
    this.#withheld.delete(uid);
  }

  /** Counts a UID as vanished. False where it was already. */
  vanish(uid: number): boolean {
    if (this.#vanished.has(uid)) return false;
    this.#vanished.add(uid);
    return true;
  }

  /** How often the server may still be asked for a mail that it did not hand over as announced. */
  attemptsLeft(uid: number): number {
    return ATTEMPTS - (this.#refusals.get(uid) ?? 0);
  }

  /** The server refused a mail that it lists. True while it is worth another try; else it is withheld. */
  refuse(uid: number): boolean {
    this.#refusals.set(uid, (this.#refusals.get(uid) ?? 0) + 1);
    if (this.attemptsLeft(uid) > 0) return true;
    this.#withheld.add(uid);
    return false;
  }

  /** UIDs that were given away since the last pass and that the server does not list. */
  unlisted(arrived: readonly number[], uidNext: number): number[] {
    const end = endOf(arrived, uidNext);
    if (end - this.#next > LARGEST_GAP + arrived.length) return [];
    const listed = new Set(arrived);
    const given = Array.from({ length: Math.max(0, end - this.#next) }, (_, n) => this.#next + n);
    return given.filter(
      (uid) => !(listed.has(uid) || this.#settled.has(uid) || this.#vanished.has(uid)),
    );
  }

  /** All that the server has told of so far has been looked at. */
  lookedUpTo(arrived: readonly number[], uidNext: number): void {
    this.#next = Math.max(this.#next, endOf(arrived, uidNext));
  }
}

function endOf(arrived: readonly number[], uidNext: number): number {
  return Math.max(uidNext, (arrived.at(-1) ?? 0) + 1);
}
