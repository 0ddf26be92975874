/** A ticket that a mail may belong to, and the addresses that took part in it, in lower case. */
export interface Candidate {
  readonly ticketId: string;
  readonly participants: ReadonlySet<string>;
}

/** What speaks for which ticket. Each list is ordered from the strongest to the weakest. */
export interface ThreadEvidence {
  /** The ticket that a genuine token names: nobody has one but whoever got our mail, or theirs. */
  readonly token: Candidate | null;
  /** Tickets of known mails that this one refers to. */
  readonly referenced: readonly Candidate[];
  /** The ticket whose number stands in the subject. */
  readonly numbered: Candidate | null;
  readonly sender: string | null;
  /** What DMARC says of the sender's address (MAIL-13). */
  readonly authentication: 'pass' | 'fail' | 'unknown';
}

export interface Thread {
  /** The ticket that the mail belongs to; null opens one. */
  readonly ticketId: string | null;
  /** Tickets that a human may want to look at: nothing was proved. */
  readonly suggested: readonly string[];
}

/**
 * Finds the ticket that a mail belongs to (MAIL-5): by a token, else by what it refers to or by its
 * number, which anybody can write, and which therefore count from a known participant only.
 */
export function threadOf(evidence: ThreadEvidence): Thread {
  const { token, referenced, numbered } = evidence;
  if (token) return { ticketId: token.ticketId, suggested: [] };
  const candidates = numbered ? [...referenced, numbered] : referenced;
  const own = candidates.find((candidate) => tookPart(evidence, candidate));
  if (own) return { ticketId: own.ticketId, suggested: [] };
  return { ticketId: null, suggested: [...new Set(candidates.map(({ ticketId }) => ticketId))] };
}

function tookPart(
  { sender, authentication }: ThreadEvidence,
  { participants }: Candidate,
): boolean {
  return sender !== null && authentication !== 'fail' && participants.has(sender.toLowerCase());
}

/**
 * The ticket's number in a subject such as `Re: … [n° 26-11-4762]`, or null. What precedes it must
 * say that it is one: 26-11-2024 alone is a day.
 */
export function numberIn(subject: string): string | null {
  return (
    /(?:n\s?[°ºo]\.?|num[ée]ro|dossier|\[)\s*(\d{2}-\d{2}-\d{4,7})(?![\d-])/iu.exec(subject)?.[1] ??
    null
  );
}
