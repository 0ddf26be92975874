import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';

/** What the provider says of somebody. */
export type Claims = Readonly<Record<string, string | boolean>>;

const scopes = ['given_name', 'usual_name', 'email', 'uid', 'siret'] as const;

/** As much of the provider as this file uses: linters cannot read the types that are published for it. */
interface OpenProvider {
  readonly Grant: new (of: object) => {
    addOIDCScope(scope: string): void;
    save(): Promise<string>;
  };
  callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  interactionFinished(
    request: IncomingMessage,
    response: ServerResponse,
    result: object,
    options: object,
  ): Promise<void>;
}
interface Asked {
  readonly oidc: {
    readonly client?: { readonly clientId: string };
    readonly session?: { readonly accountId?: string };
  };
}
const RealProvider = Provider as unknown as new (issuer: string, of: object) => OpenProvider;

/** A real OpenID provider on loopback, at which whoever the test names signs in at once. */
export class TestProvider {
  readonly issuer: string;
  readonly #server: Server;
  /** Who signs in next. */
  claims: Claims = {};

  private constructor(server: Server, issuer: string) {
    this.#server = server;
    this.issuer = issuer;
  }

  static async start(clientId: string, clientSecret: string, returnUrl: string) {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port was given');
    const made = new TestProvider(server, `http://127.0.0.1:${String(address.port)}`);
    made.#open(clientId, clientSecret, returnUrl);
    return made;
  }

  /** Goes the way that a browser goes, from the provider's door to the return; gives path and query of that. */
  async pass(url: string): Promise<string> {
    const cookies = new Map<string, string>();
    for (let next = url; ;) {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
      const response = await fetch(next, { redirect: 'manual', headers: { cookie } });
      for (const line of response.headers.getSetCookie()) {
        const [pair = ''] = line.split(';');
        const at = pair.indexOf('=');
        cookies.set(pair.slice(0, at), pair.slice(at + 1));
      }
      const location = response.headers.get('location');
      if (location === null) throw new Error(`the provider stopped: ${await response.text()}`);
      const to = new URL(location, next);
      if (to.origin !== this.issuer) return to.pathname + to.search;
      next = to.href;
    }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #open(clientId: string, clientSecret: string, returnUrl: string): void {
    const provider = new RealProvider(this.issuer, {
      clients: [{ client_id: clientId, client_secret: clientSecret, redirect_uris: [returnUrl] }],
      scopes: ['openid', ...scopes],
      claims: {
        openid: ['sub'],
        ...Object.fromEntries(scopes.map((name) => [name, [name]])),
        email: ['email', 'email_verified'],
      },
      pkce: { required: () => true },
      cookies: { keys: ['a key of the tests'] },
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_asked: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
      findAccount: (_asked: unknown, id: string) => ({
        accountId: id,
        claims: async () => ({ sub: id, ...this.claims }),
      }),
      loadExistingGrant: async ({ oidc: { client, session } }: Asked) => {
        const grant = new provider.Grant({
          ...(client && { clientId: client.clientId }),
          ...(session?.accountId !== undefined && { accountId: session.accountId }),
        });
        grant.addOIDCScope(['openid', ...scopes].join(' '));
        await grant.save();
        return grant;
      },
    });
    const answer = provider.callback();
    this.#server.on('request', (request, response) => {
      const isDoor = request.url?.startsWith('/interaction/') ?? false;
      if (!isDoor) return void answer(request, response);
      const result = { login: { accountId: 'subject-1' } };
      void provider.interactionFinished(request, response, result, {
        mergeWithLastSubmission: false,
      });
    });
  }
}
