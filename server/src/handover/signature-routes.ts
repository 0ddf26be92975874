import type { Database } from '@vigie/db/database';
import { signedActSchema } from '@vigie/shared/wire/handover-command';
import { passkeyOptionsSchema } from '@vigie/shared/wire/passkey';
import type { App } from '../http/app-type.ts';
import { viewerOf } from '../http/guard.ts';
import { refuse } from '../http/refusal.ts';
import type { Signatures } from '../people/signatures.ts';
import { signableOf } from './signed-act.ts';

export interface SignatureRouteParts {
  readonly database: Database;
  readonly signatures: Signatures;
}

const noPasskey =
  'Aucune clé d’accès n’est enregistrée à votre nom : signez par votre mot de passe.';

/** What one's device is asked for, where one signs by a passkey (HAND-2); the command that signs shows the answer. */
export function signatureRoutes(app: App, { database, signatures }: SignatureRouteParts): void {
  app.post(
    '/api/signatures/options',
    { schema: { body: signedActSchema, response: { 200: passkeyOptionsSchema } } },
    async (request, reply) => {
      const { person } = viewerOf(request);
      const options = await signatures.askPasskey(person, signableOf(database, request.body));
      return options ? { ...options } : refuse(reply, 'wrong-state', { message: noPasskey });
    },
  );
}
