import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';

/**
 * Films a page by the browser's own screencast, as numbered pictures in a folder, from now until what it
 * gives is called: a recording that needs no encoder.
 */
export async function film(page: Page, folder: string): Promise<() => Promise<void>> {
  mkdirSync(folder, { recursive: true });
  const session = await page.context().newCDPSession(page);
  let frames = 0;
  session.on('Page.screencastFrame', ({ data, sessionId }) => {
    frames += 1;
    const name = `${String(frames).padStart(4, '0')}.jpg`;
    writeFileSync(join(folder, name), Buffer.from(data, 'base64'));
    // The browser waits for this before it sends another; a page that closes meanwhile needs none.
    void session.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await session.send('Page.startScreencast', { format: 'jpeg', quality: 70, everyNthFrame: 4 });
  return async () => {
    await session.send('Page.stopScreencast');
    await session.detach();
  };
}
