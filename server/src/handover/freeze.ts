import { hash } from 'node:crypto';
import { canonicalJson } from '@vigie/db/canonical-json';
import type { HandoverPartRow } from '@vigie/db/writes';
import type { ChainHead, PartSeal } from '@vigie/shared/handover/handover';
import { plain } from '@vigie/shared/triage/spelling';

/** A part on its way into the sealed sheet: its bytes, their salt and hash. */
export interface FrozenPart extends PartSeal {
  readonly row: HandoverPartRow;
}

/** Freezes a part: canonical bytes under a salted hash, and its words for the search (HAND-3). */
export function freezePart(
  handoverId: string,
  n: number,
  content: object,
  { salt, restricted = false }: { readonly salt: string; readonly restricted?: boolean },
): FrozenPart {
  const body = canonicalJson(content);
  const folded = plain(wordsIn(content).join(' '));
  const row = { handoverId, n, restricted, salt, body, folded };
  return { n, hash: partHash(row), row };
}

/** The hash of a part: nobody guesses a short text from it without its salt. */
export function partHash({ salt, body }: Pick<HandoverPartRow, 'salt' | 'body'>): string {
  return hash('sha256', `${salt}\n${body}`);
}

/** What who leaves signs: every part by its hash, and where the chain ended (LOG-5). */
export function proposalHash(
  handoverId: string,
  parts: readonly PartSeal[],
  head: ChainHead,
): string {
  return hash('sha256', canonicalJson({ handoverId, head, parts: sealsOf(parts) }));
}

/** What who takes over signs: the proposal, their own parts, and where the chain ended. */
export function acceptanceHash(
  proposal: string,
  parts: readonly PartSeal[],
  head: ChainHead,
): string {
  return hash('sha256', canonicalJson({ proposal, head, parts: sealsOf(parts) }));
}

/** What is added to a sealed sheet is signed over that sheet. */
export function addendumHash(seal: string, salt: string, text: string): string {
  return hash('sha256', canonicalJson({ seal, salt, text }));
}

/** The numbers and hashes alone. */
export function sealsOf(parts: readonly PartSeal[]): PartSeal[] {
  return parts.map(({ n, hash: partsHash }) => ({ n, hash: partsHash }));
}

/** Everything that a person could look for: texts and numbers, however deep. */
function wordsIn(content: unknown): string[] {
  if (typeof content === 'string') return [content];
  if (typeof content !== 'object' || content === null) return [];
  return Object.values(content).flatMap(wordsIn);
}
