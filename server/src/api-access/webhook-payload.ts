import type { LogEvent } from '@vigie/db/event-log';
import type { WordedTicket } from '@vigie/db/queries/tickets';
import type { Webhook } from '@vigie/shared/api-access/api-access';
import type { Recorded } from '@vigie/shared/ticket/events';

/** What a webhook is told. Of a restricted ticket, that something happened, and nothing else. */
export interface WebhookPayload {
  /** Unique among all deliveries: told twice, it is the same. */
  readonly id: string;
  readonly type: string;
  readonly at: string;
  readonly seq: number;
  readonly ticket: {
    readonly id: string;
    readonly restricted: boolean;
    readonly number?: string;
    readonly status?: string;
    readonly priority?: string;
    readonly category?: string;
    readonly subject?: string;
    readonly sender?: string;
  };
}

/** Makes the payload of an event; citizens' words are in it only where the hook was given them. */
export function payloadOf(
  logId: string,
  { seq, at, streamId, event }: Recorded<LogEvent>,
  { ticket, words }: WordedTicket,
  { personal }: Pick<Webhook, 'personal'>,
): WebhookPayload {
  const { restricted, number, status, priority, category } = ticket;
  const { subject, sender } = words;
  return {
    id: `${logId}:${String(seq)}`,
    ...{ type: event.type, at: new Date(at).toISOString(), seq },
    ticket: {
      ...{ id: streamId, restricted },
      ...(restricted ? {} : { number, status, priority, category }),
      ...(personal && !restricted ? { subject, sender } : {}),
    },
  };
}
