import { refuse } from '@vigie/shared/ticket/decision';
import type { Plan } from './plan.ts';

/** Reads what somebody wants of a handover (HAND-1 to 4). */
export function interpretHandover(): Plan {
  return { keys: [], judge: () => refuse('wrong-state') };
}
