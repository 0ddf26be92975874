import { once } from 'node:events';
import { connect } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const patienceMs = 20_000;

/** Waits until somebody listens on a port of loopback; `who` names it where nobody ever does. */
export async function listening(port: number, who: string): Promise<void> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const isOpen = await Promise.race([
      once(socket, 'connect').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false);
    socket.destroy();
    if (isOpen) return;
    if (Date.now() > end) throw new Error(`${who} does not listen on port ${String(port)}`);
    await pause(20);
  }
}
