import type { Append, Key } from '@vigie/db/event-log';
import type { Writes } from '@vigie/db/writes';
import type { PersonCommand } from '@vigie/shared/people/command';
import { decidePerson } from '@vigie/shared/people/decide';
import type { Person, PersonEvent, PersonFields } from '@vigie/shared/people/person';
import type { Asking, CommandOf, Deliberation, Plan } from './plan.ts';

type PersonCommandOfWire = CommandOf<
  'begin-pause' | 'end-pause' | 'add-person' | 'change-person' | 'end-person' | 'reset-password'
>;

/** Reads what somebody wants of a colleague's file, or of their own pause. `passwordHash` is of the one-time password. */
export function interpretPerson(
  command: PersonCommandOfWire,
  asking: Asking,
  passwordHash: string,
): Plan {
  switch (command.type) {
    case 'begin-pause':
    case 'end-pause':
      return onPerson({ personId: asking.by, command: () => command });
    case 'add-person':
      return add(fieldsOf(command), asking.newId(), passwordHash);
    case 'change-person':
      return change(command, asking);
    case 'end-person':
      return end(command, asking);
    case 'reset-password':
      return reset(command, passwordHash);
  }
}

function add(fields: PersonFields, personId: string, hash: string): Plan {
  const { login } = fields;
  return onPerson({
    personId,
    keys: [{ kind: 'login', login }],
    command: ({ loaded }) => ({
      type: 'add-person',
      fields,
      loginTaken: loaded.login(login) !== null,
    }),
    writes: { credential: { personId, hash, mustChoose: true } },
  });
}

function change(command: CommandOf<'change-person'>, { at }: Asking): Plan {
  const { personId, login } = command;
  return onPerson({
    personId,
    keys: [{ kind: 'login', login }, { kind: 'commissioners' }, { kind: 'held', personId, at }],
    command: ({ loaded }) => ({
      type: 'change-person',
      fields: fieldsOf(command),
      loginTaken: (loaded.login(login)?.id ?? personId) !== personId,
      activeCommissioners: loaded.commissioners(),
      held: loaded.held(personId),
    }),
  });
}

function end({ personId }: CommandOf<'end-person'>, { at }: Asking): Plan {
  return onPerson({
    personId,
    keys: [{ kind: 'commissioners' }, { kind: 'held', personId, at }],
    command: ({ loaded }) => ({
      type: 'end-person',
      activeCommissioners: loaded.commissioners(),
      held: loaded.held(personId),
    }),
    writes: { endSessionsOf: personId },
  });
}

function reset({ personId }: CommandOf<'reset-password'>, hash: string): Plan {
  return onPerson({
    personId,
    command: () => ({ type: 'reset-password' }),
    writes: {
      credential: { personId, hash, mustChoose: true },
      // Whoever asks for it may have lost the telephone as well.
      ...{ endSessionsOf: personId, endFactorsOf: personId },
    },
  });
}

interface OnPerson {
  readonly personId: string;
  readonly keys?: readonly Key[];
  readonly command: (now: Deliberation) => PersonCommand;
  readonly writes?: Writes;
}

function onPerson({ personId, keys = [], command, writes = {} }: OnPerson): Plan {
  return {
    keys: [{ kind: 'person', id: personId }, ...keys],
    judge: (now) => {
      const person = now.loaded.person(personId);
      const decision = decidePerson(person, command(now), now.actor);
      if (!decision.ok) return decision;
      const events = [...decision.events, ...departure(person, writes)];
      const append: Append = { stream: 'person', id: personId, events };
      return { ok: true, appends: [append], writes, tell: () => ({ personId }) };
    },
  };
}

/** Whose sessions end is no longer signed in; the end of a person says so itself. */
function departure(person: Person | null, { endSessionsOf, credential }: Writes): PersonEvent[] {
  const isCut = endSessionsOf !== undefined && credential !== undefined;
  return isCut && person?.signedInAt != null ? [{ type: 'signed-out' }] : [];
}

function fieldsOf(command: PersonFields): PersonFields {
  const { login, rank, name, alias, role, teamId, clearances } = command;
  return { login, rank, name, alias, role, teamId, clearances };
}
