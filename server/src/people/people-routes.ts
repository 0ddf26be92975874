import { may } from '@vigie/shared/access/may';
import type { Person } from '@vigie/shared/people/person';
import { staffMemberSchema, type StaffMember } from '@vigie/shared/wire/session';
import { z } from 'zod';
import type { Clock } from '../clock.ts';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Staff } from './staff.ts';

/** The staff page's list, for those who may see it (ACCESS-1). */
export function peopleRoutes(app: App, { staff, clock }: { staff: Staff; clock: Clock }): void {
  app.get(
    '/api/people',
    { schema: { response: { 200: z.array(staffMemberSchema) } } },
    async (request, reply) => {
      const actor = staff.actor(viewerOf(request).person, clock.now());
      if (!may(actor, 'see-people')) return refuse(reply, 'not-allowed');
      return staff.all().map(memberOf);
    },
  );
}

function memberOf(person: Person): StaffMember {
  const { id, login, rank, name, alias, role, teamId, clearances, active } = person;
  return { id, login, rank, name, alias, role, teamId, clearances: [...clearances], active };
}
