import { refuse } from '@vigie/shared/ticket/decision';
import type { Plan } from './plan.ts';

/** Not yet carried out: the roster's commands are known, and nothing writes them. */
export function interpretRoster(): Plan {
  return { keys: [], judge: () => refuse('wrong-state') };
}
