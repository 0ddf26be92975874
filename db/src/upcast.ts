import type { LogEvent, Stream } from './event-log.ts';

/** An event as the log keeps it: whole, with the version of its form (LOG-5). */
export interface StoredEvent {
  readonly v: number;
  readonly seq: number;
  readonly at: number;
  readonly by: string;
  readonly stream: Stream;
  readonly id: string;
  readonly event: LogEvent;
}

/** The form in which events are written today. */
export const eventVersion = 1;

/** An event of some version, as parsed: its shape is what that version said. */
interface VersionedEvent {
  readonly v: number;
  readonly [field: string]: unknown;
}

/** Makes an event of version v one of version v + 1. */
export type Upcaster = (event: VersionedEvent) => VersionedEvent;

/**
 * One step for each version that the log has outgrown, under the version it starts from. Never edit
 * a step: old events stay in the log as they are, and pass through every step on each reading.
 */
const upcasters: Readonly<Record<number, Upcaster>> = {};

/** Reads an event of any known version as one of `target`'s; the stored bytes are left alone (LOG-5). */
export function upcast(parsed: unknown, steps = upcasters, target = eventVersion): StoredEvent {
  let event = asVersioned(parsed);
  while (event.v < target) {
    const step = steps[event.v];
    if (!step) throw new Error(`no upcaster for events of version ${String(event.v)}`);
    event = step(event);
  }
  if (event.v > target) {
    throw new Error(`the log holds an event of version ${String(event.v)}: this program is older`);
  }
  // The hash chain proves that this program, or an older one of the same form, wrote these bytes.
  return event as unknown as StoredEvent;
}

function asVersioned(parsed: unknown): VersionedEvent {
  if (
    typeof parsed === 'object' &&
    parsed !== null &&
    'v' in parsed &&
    typeof parsed.v === 'number'
  ) {
    return { ...parsed, v: parsed.v };
  }
  throw new Error('the log holds something that is no event');
}
