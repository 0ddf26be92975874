import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lettersOfTheWorld } from '../testing/letters-of-the-world.ts';
import { TestService } from '../testing/test-service.ts';

let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
  await service.signIn('gallois');
});
afterEach(() => service.close());

const fields = { rank: 'Gpx', alias: 'RIO 7', role: 'agent', teamId: 'JOUR-A', clearances: [] };
const appoint = async (login: string, name: string) =>
  (await service.command('gallois', { type: 'add-person', ...fields, login, name })).json<{
    ok: boolean;
    message?: string;
  }>();

/** Names of at most 80 signs that hold every script between them. */
const names = [0, 1, 2].map((n) => lettersOfTheWorld.slice(24 * n, 24 * (n + 1)).join(' '));

describe('[RUN-3] a member of the service may bear any name', () => {
  test('in every script of the world: staff, the roster’s spreadsheet and the main courante have it as it was written', async () => {
    for (const [n, name] of names.entries()) {
      expect(await appoint(`monde${String(n)}`, name)).toMatchObject({ ok: true });
    }
    const texts = await Promise.all(
      ['/api/people', '/api/roster/export?from=2026-11-24&days=1', '/api/log'].map(
        async (path) => (await service.get('gallois', path)).body,
      ),
    );
    for (const text of texts) for (const name of names) expect(text).toContain(name);
  });

  test('half a sign, which no disk can hold, is one that cannot be shown, in the log and on the screens alike', async () => {
    expect(await appoint('demi', 'Marty \ud83d')).toMatchObject({ ok: true });
    const said = (await service.app.log.read(0, 1_000)).flatMap(({ event }) =>
      event.type === 'person-added' ? [event.name] : [],
    );
    expect(said).toContain('Marty \ufffd');
    expect((await service.get('gallois', '/api/people')).body).toContain('Marty \ufffd');
  });
});
