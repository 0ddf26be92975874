import { may } from '@vigie/shared/access/may';
import { erasurePreviewSchema } from '@vigie/shared/wire/administration';
import type { Clock } from '../clock.ts';
import type { Retention } from '../erasure/retention.ts';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Staff } from '../people/staff.ts';

/** What the next run of the retention will erase, for who answers for it (ACCESS-4). */
export function erasureRoutes(
  app: App,
  { staff, clock, retention }: { staff: Staff; clock: Clock; retention: Retention },
): void {
  app.get(
    '/api/administration/erasure',
    { schema: { response: { 200: erasurePreviewSchema } } },
    async (request, reply) => {
      const actor = staff.actor(viewerOf(request).person, clock.now());
      return may(actor, 'see-settings') ? retention.preview() : refuse(reply, 'not-allowed');
    },
  );
}
