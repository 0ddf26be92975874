import type { Recorded } from '../ticket/events.ts';
import type { FormerPlace, Person, PersonEvent, PersonFields } from './person.ts';

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
      return { ...person, ...fields(event), ...moved(person, event, at), seq };
    case 'person-ended': {
      const past = { former: [...(person.former ?? []), placeUntil(person, at)] };
      return { ...person, ...past, active: false, signedInAt: null, pausedAt: null, seq };
    }
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
    case 'second-factor-added':
    case 'second-factor-removed':
    case 'recovery-codes-made':
    case 'recovery-code-used':
    case 'passkey-added':
    case 'passkey-removed':
      return { ...person, seq };
  }
}

function fields(event: PersonFields): PersonFields {
  const { login, rank, name, alias, role, teamId, clearances } = event;
  return { login, rank, name, alias, role, teamId, clearances };
}

/** What is remembered of the place that a change ends; nothing where role and team stay. */
function moved(person: Person, event: PersonFields, at: number): Pick<Person, 'former'> {
  if (person.role === event.role && person.teamId === event.teamId) return {};
  return { former: [...(person.former ?? []), placeUntil(person, at)] };
}

function placeUntil({ role, teamId }: Person, until: number): FormerPlace {
  return { role, teamId, until };
}
