import { isCleared, type Actor } from '../access/actor.ts';
import { may } from '../access/may.ts';
import { accept, refuse, type Decision } from '../ticket/decision.ts';
import type { PersonCommand } from './command.ts';
import type { Person, PersonEvent } from './person.ts';

type Verdict = Decision<PersonEvent>;

/** Judges a change of the staff (ACCESS-1): the service never loses its last commissioner, nor a held ticket. */
export function decidePerson(person: Person | null, command: PersonCommand, actor: Actor): Verdict {
  const thing = person ? { personId: person.id, role: person.role } : {};
  if (!may(actor, command.type, thing)) return refuse('not-allowed');
  if (command.type === 'add-person') {
    if (person) return refuse('wrong-state');
    return command.loginTaken
      ? refuse('login-taken')
      : accept({ type: 'person-added', ...command.fields });
  }
  if (!person?.active) return refuse('unknown-person');
  switch (command.type) {
    case 'change-person':
      return change(person, command);
    case 'end-person':
      return end(person, command);
    case 'reset-password':
      return accept({ type: 'password-reset' });
    case 'begin-pause':
      return person.pausedAt === null ? accept({ type: 'pause-begun' }) : refuse('unchanged');
    case 'end-pause':
      return person.pausedAt === null ? refuse('unchanged') : accept({ type: 'pause-ended' });
  }
}

function change(
  person: Person,
  {
    fields,
    loginTaken,
    activeCommissioners,
    held,
  }: Extract<PersonCommand, { type: 'change-person' }>,
): Verdict {
  if (loginTaken) return refuse('login-taken');
  const demotes = person.role === 'commissioner' && fields.role !== 'commissioner';
  if (demotes && activeCommissioners <= 1) return refuse('last-commissioner');
  // A restricted ticket would stand in hands that may not see it: it is passed on first (ACCESS-1).
  if (isCleared(person) && !isCleared(fields) && held > 0) return refuse('holds-tickets');
  return accept({ type: 'person-changed', ...fields });
}

function end(
  person: Person,
  { activeCommissioners, held }: Extract<PersonCommand, { type: 'end-person' }>,
): Verdict {
  if (person.role === 'commissioner' && activeCommissioners <= 1)
    return refuse('last-commissioner');
  if (held > 0) return refuse('holds-tickets');
  return accept({ type: 'person-ended' });
}
