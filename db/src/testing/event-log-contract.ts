import { describe } from 'vitest';
import { chainRules } from './contract/chain-rules.ts';
import { claimNextRules } from './contract/claim-next-rules.ts';
import { commitRules } from './contract/commit-rules.ts';
import { idempotencyRules } from './contract/idempotency-rules.ts';
import { loadingRules } from './contract/loading-rules.ts';
import type { MakeMedium } from './contract/medium.ts';

/** What every adapter of the event log must hold (LOG-7): run by each adapter's own test. */
export function describeEventLog(adapter: string, makeMedium: MakeMedium): void {
  describe(`the event log on ${adapter}`, () => {
    commitRules(makeMedium);
    idempotencyRules(makeMedium);
    loadingRules(makeMedium);
    claimNextRules(makeMedium);
    chainRules(makeMedium);
  });
}
