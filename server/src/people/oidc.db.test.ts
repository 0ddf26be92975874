import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TestService } from '../testing/test-service.ts';
import { TestProvider } from './testing/oidc-provider.ts';

const clientId = 'vigie';
const clientSecret = 'client-secret-at-the-provider';

let provider: TestProvider;
let service: TestService;
beforeEach(async () => {
  const returnUrl = 'http://127.0.0.1:4600/api/oidc/return';
  provider = await TestProvider.start(clientId, clientSecret, returnUrl);
  service = await open();
  provider.claims = { ...marie, uid: 'ANA' };
});
afterEach(async () => {
  await service.close();
  await provider.close();
});

const marie = {
  ...{ given_name: 'Anaïs', usual_name: 'Martin', email: 'ana@interieur.example' },
  ...{ email_verified: true, siret: '12345678901234' },
};

const open = (siret: string | null = null) =>
  TestService.open({
    oidc: {
      ...{ issuer: provider.issuer, clientId, clientSecret, label: 'ProConnect' },
      ...{ loginClaim: 'uid', siret },
    },
  });

/** Goes out, signs in at the provider, and comes back; `on` may change the way back. */
async function goThrough(on: (asked: string) => string = (asked) => asked) {
  const out = await service.get(null, '/api/oidc/begin');
  const journey = out.cookies.find(({ name }) => name === 'vigie_oidc');
  const asked = on(await provider.pass(String(out.headers['location'])));
  return service.ask(null, {
    ...{ method: 'GET', url: asked },
    headers: { cookie: `vigie_oidc=${journey?.value ?? ''}` },
  });
}

describe('[ACCESS-2] at the provider of the administration', () => {
  test('somebody of the service signs in, as the person that their claim names', async () => {
    const back = await goThrough();
    expect([back.statusCode, back.headers['location']]).toEqual([302, '/']);
    service.keepCookie('ana', back);
    expect((await service.get('ana', '/api/session')).json()).toMatchObject({ you: { id: 'ana' } });
  });

  test('who is not of the service, or no more, does not', async () => {
    provider.claims = { ...marie, uid: 'nobody' };
    expect((await goThrough()).headers['location']).toBe('/?entree=unknown-person');
    await service.signIn('gallois');
    await service.command('gallois', { type: 'end-person', personId: 'ana' });
    provider.claims = { ...marie, uid: 'ana' };
    expect((await goThrough()).headers['location']).toBe('/?entree=unknown-person');
  });

  test('who is of another establishment does not, where one is named', async () => {
    await service.close();
    service = await open('98765432109876');
    expect((await goThrough()).headers['location']).toBe('/?entree=unknown-person');
  });

  test.each<[string, (asked: string) => string]>([
    ['another state', (asked) => asked.replace(/state=[^&]+/, 'state=forged')],
    ['a forged code', (asked) => asked.replace(/code=[^&]+/, 'code=forged')],
    ['a refusal', () => '/api/oidc/return?error=access_denied'],
  ])('a way back with %s opens nothing', async (_what, on) => {
    const back = await goThrough(on);
    expect(back.headers['location']).toBe('/?entree=broken-off');
    expect(back.cookies.some(({ name }) => name === 'vigie_session')).toBe(false);
  });

  test('the way back is for the browser that went out, once, and not for long', async () => {
    const out = await service.get(null, '/api/oidc/begin');
    const asked = await provider.pass(String(out.headers['location']));
    expect((await service.get(null, asked)).headers['location']).toBe('/?entree=broken-off');
    const cookie = `vigie_oidc=${out.cookies[0]?.value ?? ''}`;
    const back = () => service.ask(null, { method: 'GET', url: asked, headers: { cookie } });
    expect((await back()).headers['location']).toBe('/');
    expect((await back()).headers['location']).toBe('/?entree=broken-off');
    service.time.jump(11 * 60_000);
    expect((await back()).headers['location']).toBe('/?entree=broken-off');
  });

  test('a provider that is out of reach is told so, and asked again the next time', async () => {
    await provider.close();
    expect((await service.get(null, '/api/oidc/begin')).headers['location']).toBe(
      '/?entree=provider-away',
    );
    provider = await TestProvider.start(
      clientId,
      clientSecret,
      'http://127.0.0.1:4600/api/oidc/return',
    );
  });

  test('neither secret, code nor claim stands in a log line', async () => {
    await goThrough();
    await goThrough((asked) => asked.replace(/code=[^&]+/, 'code=forged'));
    for (const word of [clientSecret, 'Martin', 'interieur.example', 'forged']) {
      expect(service.logged).not.toContain(word);
    }
  });
});
