import type { Wall } from '@vigie/shared/wire/wall';
import { momentText } from '#lib/format/paris-time.ts';
import { m } from '#lib/paraglide/messages.js';

/** How a wall stands: in service, seen last, or waiting for its code. */
export function wallText({ connected, seenAt, codeUntil }: Wall, now: number): string {
  if (connected) return m.walls_connected();
  if (seenAt !== null) return m.walls_seen({ time: momentText(seenAt, now) });
  const time = momentText(codeUntil, now);
  return codeUntil > now ? m.walls_waiting({ time }) : m.walls_expired();
}
