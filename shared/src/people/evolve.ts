import type { Recorded } from '../ticket/events.ts';
import type { Person, PersonEvent, PersonFields } from './person.ts';

/** Folds one event into a person. The first must be `person-added`; anything else without one throws. */
export function evolvePerson(person: Person | null, recorded: Recorded<PersonEvent>): Person {
  const { event, seq, at, streamId } = recorded;
  if (event.type === 'person-added') {
    return { id: streamId, ...fields(event), active: true, signedInAt: null, pausedAt: null, seq };
  }
  if (!person)
    throw new Error(`event ${String(seq)} (${event.type}) concerns a person never added`);
  switch (event.type) {
    case 'person-changed':
      return { ...person, ...fields(event), seq };
    case 'person-ended':
      return { ...person, active: false, signedInAt: null, pausedAt: null, seq };
    case 'signed-in':
      return { ...person, signedInAt: at, pausedAt: null, seq };
    case 'signed-out':
      return { ...person, signedInAt: null, pausedAt: null, seq };
    case 'pause-begun':
      return { ...person, pausedAt: at, seq };
    case 'pause-ended':
      return { ...person, pausedAt: null, seq };
    case 'password-reset':
    case 'password-chosen':
      return { ...person, seq };
  }
}

function fields(event: PersonFields): PersonFields {
  const { login, rank, name, alias, role, teamId, clearances } = event;
  return { login, rank, name, alias, role, teamId, clearances };
}
