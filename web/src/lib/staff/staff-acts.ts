import type { Act, Thing } from '@vigie/shared/access/may';
import type { StaffMember } from '@vigie/shared/wire/session';

/** What can be done to a person of the staff. */
export type StaffAct = 'change' | 'reset' | 'end';

const needed: Record<StaffAct, Act> = {
  change: 'change-person',
  reset: 'reset-password',
  end: 'end-person',
};

/** The acts that are open to the viewer on this person (ACCESS-1); none on a closed account. */
export function staffActs(
  may: (act: Act, thing?: Thing) => boolean,
  { id, role, active }: StaffMember,
): StaffAct[] {
  const acts: readonly StaffAct[] = ['change', 'reset', 'end'];
  return active ? acts.filter((act) => may(needed[act], { personId: id, role })) : [];
}
