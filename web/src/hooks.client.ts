import { z } from 'zod';

// The content policy forbids code made at run time; without this zod would try it and be reported.
z.config({ jitless: true });

/** Runs before the first screen: browsers that do not know Temporal yet are taught it. */
export async function init(): Promise<void> {
  if (!('Temporal' in globalThis)) await import('temporal-polyfill/global');
}
