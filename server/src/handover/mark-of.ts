import type { Handover } from '@vigie/shared/handover/handover';
import { sheetNumber } from '@vigie/shared/handover/relief';
import type { HandoverMark } from '@vigie/shared/wire/handover';

/** A sheet as every screen knows it: where it stands, and what the relief's clock has called out. */
export function markOf(handover: Handover): HandoverMark {
  const { id, state, outgoing, incoming, reliefAt, openedAt, alert } = handover;
  const { proposal, acceptance } = handover;
  return {
    ...{ id, state, outgoing, incoming, reliefAt, openedAt, alert },
    number: sheetNumber(outgoing),
    proposedAt: proposal?.at ?? null,
    proposedBy: proposal?.by ?? null,
    acceptedAt: acceptance?.at ?? null,
    acceptedBy: acceptance?.by ?? null,
  };
}
