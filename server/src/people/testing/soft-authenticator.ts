import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import type { PasskeyRow } from '@vigie/db/writes';

/** What a device says of its own act: that somebody was there, and that it knew who. */
export interface Presence {
  readonly origin?: string;
  readonly knowsOwner?: boolean;
}

const [present, verified] = [0x01, 0x04];

/** An authenticator in software: a key of one site, which answers as W3C WebAuthn says. */
export class SoftAuthenticator {
  readonly id = randomBytes(16).toString('base64url');
  readonly #key: KeyObject;
  readonly #publicKey: Uint8Array;
  readonly #origin: string;

  constructor(origin: string) {
    this.#origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    this.#key = privateKey;
    // COSE: an elliptic key (2) for ES256 (-7) on P-256 (1), and its two coordinates.
    const cose: [number, number | Uint8Array][] = [
      [1, 2],
      [3, -7],
      [-1, 1],
    ];
    for (const [label, part] of [
      [-2, x],
      [-3, y],
    ] as const) {
      cose.push([label, new Uint8Array(Buffer.from(part, 'base64url'))]);
    }
    this.#publicKey = isoCBOR.encode(new Map(cose));
  }

  /** The row under which the service knows it. */
  rowOf(personId: string, since: number): PasskeyRow {
    const publicKey = Buffer.from(this.#publicKey);
    const { id } = this;
    return {
      id,
      personId,
      publicKey,
      counter: 0,
      transports: [],
      name: 'Test',
      since,
      usedAt: null,
    };
  }

  /** Answers what the service asks, as a browser would send it. */
  answer(
    { challenge }: { readonly challenge: string },
    { origin = this.#origin, knowsOwner = true }: Presence = {},
  ) {
    const site = createHash('sha256').update(new URL(this.#origin).hostname).digest();
    const flags = present | (knowsOwner ? verified : 0);
    const authenticatorData = Buffer.concat([site, Buffer.from([flags]), Buffer.alloc(4)]);
    const client = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin }));
    const signed = Buffer.concat([authenticatorData, createHash('sha256').update(client).digest()]);
    return {
      ...{ id: this.id, rawId: this.id, type: 'public-key', clientExtensionResults: {} },
      response: {
        clientDataJSON: client.toString('base64url'),
        authenticatorData: authenticatorData.toString('base64url'),
        signature: sign('sha256', signed, this.#key).toString('base64url'),
      },
    };
  }
}
