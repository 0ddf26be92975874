import type { Timers } from '../clock.ts';

/** Waits for something, but no longer than this: what hangs must not keep the service from ending. */
export async function atMost(ms: number, wanted: Promise<unknown>, timers: Timers): Promise<void> {
  let cancel = (): void => undefined;
  const over = new Promise<void>((resolve) => {
    cancel = timers.after(ms, resolve);
  });
  await Promise.race([wanted, over]);
  cancel();
}
