import { hash } from 'node:crypto';
import type { Recorded } from '@vigie/shared/ticket/events';
import { canonicalJson } from './canonical-json.ts';
import type { Head, LogEvent, Stream } from './event-log.ts';
import { eventVersion, upcast } from './upcast.ts';

/** The chain's beginning, before any event. */
export const emptyHead: Head = { seq: 0, hash: '0'.repeat(64) };

/** The bytes of an event that are hashed and kept for good. */
export function writeEvent(stream: Stream, recorded: Recorded<LogEvent>): string {
  const { seq, at, by, streamId, event } = recorded;
  return canonicalJson({ v: eventVersion, seq, at, by, stream, id: streamId, event });
}

/** Reads an event of any version as one of today's. */
export function readEvent(body: string): { stream: Stream; recorded: Recorded<LogEvent> } {
  const { stream, seq, at, by, id, event } = upcast(JSON.parse(body));
  return { stream, recorded: { seq, at, by, streamId: id, event } };
}

/** The hash that ties these bytes to all that came before them (LOG-5). */
export function linkHash(previous: string, body: string): string {
  return hash('sha256', previous + body);
}
