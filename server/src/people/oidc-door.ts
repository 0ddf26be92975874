import type { Database } from '@vigie/db/database';
import { personByLogin } from '@vigie/db/queries/people';
import type { Person } from '@vigie/shared/people/person';
import * as oidc from 'openid-client';
import type { Clock } from '../clock.ts';
import type { Seal } from '../settings/seal.ts';

/** The sign-in of the administration, as the environment names it (ACCESS-2). */
export interface OidcConfig {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What its button says, such as ProConnect. */
  readonly label: string;
  /** The claim that is somebody's login here. */
  readonly loginClaim: 'email' | 'uid' | 'sub' | 'preferred_username';
  /** Only people of this establishment; null for any. */
  readonly siret: string | null;
}

export interface OidcDoorParts {
  readonly config: OidcConfig;
  readonly database: Database;
  readonly seal: Seal;
  readonly clock: Clock;
  readonly publicUrl: string;
  readonly logger: { warn(context: object, message: string): void };
}

/** What must come back with the browser, sealed into its cookie. */
interface Journey {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly until: number;
}

/** Why nobody came in: the provider is out of reach, what came back does not hold, or that person is not of this service. */
export type OidcRefusal = 'provider-away' | 'broken-off' | 'unknown-person';
export type OidcOutcome =
  | { readonly ok: true; readonly person: Person }
  | { readonly ok: false; readonly refusal: OidcRefusal };

const journeyMs = 10 * 60_000;
const purpose = 'oidc-journey';
export const returnPath = '/api/oidc/return';
/** What ProConnect gives to a service of the State. */
const scope = 'openid given_name usual_name email uid siret';

/**
 * Signing in at an OpenID provider (ACCESS-2): authorization code with PKCE, state and nonce. It proves who
 * somebody is; whether they are of this service, and what they may do, stands here alone.
 */
export class OidcDoor {
  readonly #parts: OidcDoorParts;
  #provider: oidc.Configuration | null = null;

  constructor(parts: OidcDoorParts) {
    this.#parts = parts;
  }

  get label(): string {
    return this.#parts.config.label;
  }

  /** Where the browser goes, and the cookie that it comes back with; null where the provider is out of reach. */
  async begin(): Promise<{ readonly url: string; readonly cookie: string } | null> {
    const provider = await this.#discover();
    if (!provider) return null;
    const verifier = oidc.randomPKCECodeVerifier();
    const [state, nonce] = [oidc.randomState(), oidc.randomNonce()];
    const url = oidc.buildAuthorizationUrl(provider, {
      ...{ redirect_uri: this.#returnUrl, scope, state, nonce, prompt: 'login' },
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
    const journey = { state, nonce, verifier, until: this.#parts.clock.now() + journeyMs };
    const sealed = this.#parts.seal.seal(purpose, JSON.stringify(journey));
    return { url: url.href, cookie: Buffer.from(sealed).toString('base64url') };
  }

  /** Who came back. `asked`: path and query of the return, as the browser asked. */
  async end(asked: string, cookie: string | undefined): Promise<OidcOutcome> {
    const journey = this.#journeyIn(cookie);
    if (!journey) return { ok: false, refusal: 'broken-off' };
    const provider = await this.#discover();
    if (!provider) return { ok: false, refusal: 'provider-away' };
    try {
      const claims = await this.#claims(provider, new URL(asked, this.#parts.publicUrl), journey);
      const person = this.#personOf(claims);
      return person ? { ok: true, person } : { ok: false, refusal: 'unknown-person' };
    } catch (error) {
      // The provider's own words may name somebody: only the kind of fault is logged (ACCESS-5).
      const kind = error instanceof Error ? error.name : 'unknown';
      this.#parts.logger.warn({ kind }, 'a sign-in at the provider did not hold');
      return { ok: false, refusal: 'broken-off' };
    }
  }

  get #returnUrl(): string {
    return new URL(returnPath, this.#parts.publicUrl).href;
  }

  async #claims(
    provider: oidc.Configuration,
    url: URL,
    { state, nonce, verifier }: Journey,
  ): Promise<Record<string, unknown>> {
    const tokens = await oidc.authorizationCodeGrant(provider, url, {
      ...{ pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce },
      idTokenExpected: true,
    });
    const proved = tokens.claims();
    if (!proved) throw new Error('no identity came back');
    const told = await oidc.fetchUserInfo(provider, tokens.access_token, proved.sub);
    return { ...proved, ...told };
  }

  #personOf(claims: Record<string, unknown>): Person | null {
    const { database, config } = this.#parts;
    const login = claims[config.loginClaim];
    if (typeof login !== 'string' || login === '') return null;
    // An address that the provider has not checked is anybody's.
    if (config.loginClaim === 'email' && claims['email_verified'] === false) return null;
    if (config.siret !== null && claims['siret'] !== config.siret) return null;
    const person = personByLogin(database, login.toLowerCase());
    return person?.active ? person : null;
  }

  #journeyIn(cookie: string | undefined): Journey | null {
    const { seal, clock } = this.#parts;
    const text = cookie === undefined ? null : seal.open(purpose, Buffer.from(cookie, 'base64url'));
    const journey = text === null ? null : (JSON.parse(text) as Journey);
    return journey && journey.until > clock.now() ? journey : null;
  }

  /** Asked once; a provider that was out of reach is asked again the next time. */
  async #discover(): Promise<oidc.Configuration | null> {
    const { config, logger } = this.#parts;
    const url = new URL(config.issuer);
    // Over http only on this machine: settings refuse anything else.
    const options = url.protocol === 'http:' ? { execute: [oidc.allowInsecureRequests] } : {};
    try {
      this.#provider ??= await oidc.discovery(
        ...([url, config.clientId, config.clientSecret, undefined, options] as const),
      );
      return this.#provider;
    } catch (error) {
      const kind = error instanceof Error ? error.name : 'unknown';
      logger.warn({ kind }, 'the sign-in provider is out of reach');
      return null;
    }
  }
}
