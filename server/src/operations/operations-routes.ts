import { may } from '@vigie/shared/access/may';
import {
  operationsStatusSchema,
  type OperationsStatus,
} from '@vigie/shared/operations/operations-status';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Staff } from '../people/staff.ts';

export interface OperationsRouteParts {
  readonly staff: Staff;
  readonly clock: Clock;
  readonly status: () => OperationsStatus;
}

/** How the service itself is: backups, pings, alerts, versions (RUN-3); for those who keep it running. */
export function operationsRoutes(app: App, { staff, clock, status }: OperationsRouteParts): void {
  app.get(
    '/api/operations',
    { schema: { response: { 200: operationsStatusSchema } } },
    async (request, reply) => {
      const actor = staff.actor(viewerOf(request).person, clock.now());
      return may(actor, 'see-operations') ? status() : refuse(reply, 'not-allowed');
    },
  );
}
