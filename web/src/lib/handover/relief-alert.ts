import type { HandoverMark } from '@vigie/shared/wire/handover';
import type { View } from '@vigie/shared/wire/view';

/** The sheet that calls for a signature at this moment, the earliest first; null when none does (HAND-4). */
export function alertedRelief({ handovers }: Pick<View, 'handovers'>): HandoverMark | null {
  const open = Object.values(handovers).filter(
    ({ state, alert }) => alert !== null && (state === 'draft' || state === 'proposed'),
  );
  return open.sort((one, other) => one.reliefAt - other.reliefAt)[0] ?? null;
}
