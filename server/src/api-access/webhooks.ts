import { loadApiAccess, webhookDeliveriesOf } from '@vigie/db/api-access-rows';
import type { EventLog } from '@vigie/db/event-log';
import { apiAccessStreamId, type ApiAccessState } from '@vigie/shared/api-access/api-access';
import { WebhookCourier, type WebhookCourierParts } from './webhook-courier.ts';

export interface WebhookParts extends WebhookCourierParts {
  readonly log: Pick<EventLog, 'id' | 'read' | 'follow'>;
}

/** All webhooks of the service: each has a courier of its own. Closed by its owner. */
export class Webhooks {
  readonly #parts: WebhookParts;
  readonly #couriers = new Map<string, WebhookCourier>();
  readonly #unfollow: () => void;

  constructor(parts: WebhookParts) {
    this.#parts = parts;
    this.#employ(loadApiAccess(parts.database));
    this.#unfollow = parts.log.follow(({ changed }) => {
      const change = changed['api-access'].get(apiAccessStreamId);
      if (change) this.#employ(change.after);
      for (const courier of this.#couriers.values()) courier.stir();
    });
  }

  /** How a webhook's deliveries stand; null for one that is not told of anything. */
  standing(webhookId: string): WebhookCourier['standing'] | null {
    return this.#couriers.get(webhookId)?.standing ?? null;
  }

  close(): void {
    this.#unfollow();
    for (const courier of this.#couriers.values()) courier.close();
  }

  #employ(state: ApiAccessState | null): void {
    const deliveries = new Map(
      webhookDeliveriesOf(this.#parts.database).map((delivery) => [delivery.webhookId, delivery]),
    );
    for (const hook of Object.values(state?.webhooks ?? {})) {
      const courier = this.#couriers.get(hook.id);
      if (hook.removedAt !== null) {
        courier?.close();
        this.#couriers.delete(hook.id);
      } else if (!courier) {
        const delivery = deliveries.get(hook.id) ?? null;
        this.#couriers.set(hook.id, new WebhookCourier(this.#parts, hook, delivery));
      }
    }
  }
}
