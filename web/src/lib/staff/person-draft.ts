import type { PersonFields, Role } from '@vigie/shared/people/person';
import { commandSchema } from '@vigie/shared/wire/command';
import type { StaffMember } from '@vigie/shared/wire/session';
import { m } from '#lib/paraglide/messages.js';

/** A person's file as it is typed: all text, « sans brigade » is empty. */
export interface PersonDraft {
  login: string;
  rank: string;
  name: string;
  alias: string;
  role: Role;
  teamId: string;
  isCleared: boolean;
}
export type DraftField = keyof PersonDraft;
export type DraftFaults = Partial<Record<DraftField, string>>;

/** The form of a person, or an empty one for somebody new. */
export function draftOf(member: StaffMember | null): PersonDraft {
  return {
    login: member?.login ?? '',
    rank: member?.rank ?? '',
    name: member?.name ?? '',
    alias: member?.alias ?? '',
    role: member?.role ?? 'agent',
    teamId: member?.teamId ?? '',
    isCleared: member?.clearances.includes('violence') ?? false,
  };
}

/** What the form says, as a command carries it. */
export function fieldsOf(draft: PersonDraft): PersonFields {
  const { isCleared, teamId, ...rest } = draft;
  return { ...rest, teamId: teamId || null, clearances: isCleared ? ['violence'] : [] };
}

/** What is wrong with the form, field by field in French, by the schema that the server applies. */
export function faultsOf(draft: PersonDraft): DraftFaults {
  const parsed = commandSchema.safeParse({ type: 'add-person', ...fieldsOf(draft) });
  const faults: DraftFaults = {};
  for (const { path } of parsed.error?.issues ?? []) {
    const field = String(path[0]);
    if (isTyped(field)) faults[field] = texts[field]();
  }
  return faults;
}

const texts = {
  login: m.staff_fault_login,
  rank: m.staff_fault_rank,
  name: m.staff_fault_required,
  alias: m.staff_fault_required,
} as const;

function isTyped(field: string): field is keyof typeof texts {
  return field in texts;
}
