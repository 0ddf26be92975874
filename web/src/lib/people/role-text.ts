import type { Role } from '@vigie/shared/people/person';
import { m } from '#lib/paraglide/messages.js';

/** A role as screens name it. */
export function roleText(role: Role): string {
  return texts[role]();
}

const texts: Record<Role, () => string> = {
  commissioner: m.role_commissioner,
  officer: m.role_officer,
  lead: m.role_lead,
  agent: m.role_agent,
  clerk: m.role_clerk,
};
