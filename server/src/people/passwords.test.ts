import { expect, test } from 'vitest';
import { Passwords, PasswordsBusy } from './passwords.ts';

const cheap = { memory: 64, passes: 1, parallelism: 1 };

test('[ACCESS-2] a password matches its argon2id hash, and no other password does', async () => {
  const passwords = new Passwords(cheap);
  const phc = await passwords.hash('correct horse');
  expect(phc).toMatch(/^\$argon2id\$v=19\$m=64,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await passwords.verify('correct horse', phc)).toEqual({
    matches: true,
    needsRehash: false,
  });
  expect((await passwords.verify('correct horsE', phc)).matches).toBe(false);
  expect(await passwords.hash('correct horse')).not.toBe(phc);
});

test('[ACCESS-2] a hash of another cost than today’s still counts, and asks to be replaced', async () => {
  const old = await new Passwords(cheap).hash('correct horse');
  const passwords = new Passwords({ ...cheap, memory: 128 });
  expect(await passwords.verify('correct horse', old)).toEqual({
    matches: true,
    needsRehash: true,
  });
});

test('[ACCESS-2] today’s cost is what OWASP asks of argon2id', async () => {
  expect(await new Passwords().hash('x')).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
});

test('what is no hash matches nothing', async () => {
  const passwords = new Passwords(cheap);
  for (const nonsense of [
    '',
    '$argon2i$v=19$m=64,t=1,p=1$c2FsdA$dGFn',
    'correct horse',
    '$2b$10$x',
  ]) {
    expect((await passwords.verify('correct horse', nonsense)).matches).toBe(false);
  }
});

test('[ACCESS-2] twenty passwords at once are all judged, while the event loop goes on', async () => {
  const passwords = new Passwords({ ...cheap, memory: 8_192 });
  const phc = await passwords.hash('correct horse');
  let turns = 0;
  const counting = setInterval(() => (turns += 1), 1);
  const all = await Promise.all(
    Array.from({ length: 20 }, (_, n) => passwords.verify(n % 2 ? 'correct horse' : 'wrong', phc)),
  );
  clearInterval(counting);
  expect(all.filter(({ matches }) => matches)).toHaveLength(10);
  expect(turns).toBeGreaterThan(0);
});

test('[ACCESS-2] beyond fifty that wait a password is refused at once, and later ones are judged', async () => {
  const passwords = new Passwords(cheap);
  const tried = await Promise.allSettled([
    ...Array.from({ length: 52 }, () => passwords.hash('correct horse')),
    passwords.pretend('one too many'),
  ]);
  const refused = tried.flatMap((one) =>
    one.status === 'rejected' ? [one.reason as unknown] : [],
  );
  expect(refused).toEqual([expect.any(PasswordsBusy)]);
  await expect(passwords.pretend('later')).resolves.toBeUndefined();
});
