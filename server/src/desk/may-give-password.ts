import { may } from '@vigie/shared/access/may';
import type { Actor } from '@vigie/shared/access/actor';
import type { Person } from '@vigie/shared/people/person';
import type { Command } from '@vigie/shared/wire/command';

/** True for the commands whose author is told a one-time password. */
export function givesPassword({ type }: Command): boolean {
  return type === 'add-person' || type === 'reset-password';
}

/**
 * Whether a password is worth making for this command, as far as the last commit tells (ACCESS-1): its
 * hash takes a core for a while, which is not for those to spend who may not give one.
 */
export function mayGivePassword(
  command: Command,
  actor: Actor,
  personOf: (id: string) => Person | undefined,
): boolean {
  if (command.type === 'add-person') return may(actor, 'add-person');
  if (command.type !== 'reset-password') return false;
  const target = personOf(command.personId);
  return !!target && may(actor, 'reset-password', { personId: target.id, role: target.role });
}
