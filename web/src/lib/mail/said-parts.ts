import { isForward } from '@vigie/shared/triage/triage';
import { visibleStretches } from '@vigie/shared/triage/visible-text';

/** A stretch of a mail's text: what was written now, or the history that it quotes. */
export interface SaidPart {
  readonly kind: 'said' | 'history';
  readonly text: string;
}

/** Beyond this a text is not read whole for its history, and nothing of it is folded. */
const foldableLength = 200_000;

/** Parts what was written from the history that it quotes, so that this can be folded; nothing is lost (MAIL-10). */
export function saidParts(subject: string, text: string): SaidPart[] {
  if (text.length > foldableLength || isForward(subject)) return [{ kind: 'said', text }];
  const parts: SaidPart[] = [];
  let end = 0;
  const add = (kind: SaidPart['kind'], from: number, to: number): void => {
    const piece = text.slice(from, to);
    const last = parts.at(-1);
    // Blank lines are nobody's history.
    const isSaid = kind === 'said' || piece.trim() === '';
    if (last && (last.kind === 'said') === isSaid) {
      parts[parts.length - 1] = { ...last, text: last.text + piece };
    } else if (piece !== '') parts.push({ kind: isSaid ? 'said' : 'history', text: piece });
  };
  for (const { start, end: to } of visibleStretches(text)) {
    add('history', end, start);
    add('said', start, to);
    end = to;
  }
  add('history', end, text.length);
  return parts;
}
