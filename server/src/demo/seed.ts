import type { Desk } from '../desk/desk.ts';
import { decidePerson } from '@vigie/shared/people/decide';
import type { Actor } from '@vigie/shared/access/actor';
import type { PersonFields } from '@vigie/shared/people/person';
import { demoStaff } from './staff.ts';

interface SeedParts {
  readonly desk: Pick<Desk, 'system'>;
  readonly newId: () => string;
  /** Hash of the one password that all of them have; made once, since forty would take seconds. */
  readonly passwordHash: string;
  /** Told after each person (RUN-7). */
  readonly progress: (done: number, total: number) => void;
}

/** The demonstration itself appoints its staff, with a commissioner's rights. */
const demonstration: Actor = {
  id: 'system',
  role: 'commissioner',
  teamId: null,
  clearances: [],
  standsIn: false,
};

/**
 * Appoints the demonstration's staff, each in a transaction of the desk (LOG-2). Done again after it
 * was cut short, it adds those who are missing.
 */
export async function seedStaff({ desk, newId, passwordHash, progress }: SeedParts): Promise<void> {
  let done = 0;
  const appoint = async ({ isForHumans: _, ...fields }: (typeof demoStaff)[number]) => {
    await add(desk, newId(), fields, passwordHash);
    done += 1;
    progress(done, demoStaff.length);
  };
  await Promise.all(demoStaff.map(appoint));
}

function add(
  desk: Pick<Desk, 'system'>,
  id: string,
  fields: PersonFields,
  hash: string,
): Promise<void> {
  const { login } = fields;
  return desk.system('add-person', `demo-${login}`, [{ kind: 'login', login }], (loaded) => {
    const loginTaken = loaded.login(login) !== null;
    const decision = decidePerson(null, { type: 'add-person', fields, loginTaken }, demonstration);
    if (!decision.ok) return { ok: false, refusal: decision.refusal, answer: undefined };
    return {
      ok: true,
      appends: [{ stream: 'person', id, events: decision.events }],
      writes: { credential: { personId: id, hash, mustChoose: false } },
      answer: () => undefined,
    };
  });
}
