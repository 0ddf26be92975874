import { passkeyOptionsSchema, type CredentialJson } from '@vigie/shared/wire/passkey';
import { sessionSchema, type Session } from '@vigie/shared/wire/session';
import { z } from 'zod';
import { sendJson, type ApiResult } from '#lib/http/api.ts';

/** The person, or the device, broke it off: nothing was refused. */
export const brokenOff = 'broken-off';
type OrBrokenOff<T> = T | typeof brokenOff;

/** Whether this browser can do it at all. */
export function knowsPasskeys(): boolean {
  return 'PublicKeyCredential' in window && 'parseCreationOptionsFromJSON' in PublicKeyCredential;
}

/** Makes a passkey on this device for whoever is signed in (ACCESS-2). */
export async function makePasskey(
  password: string,
  name: string,
): Promise<OrBrokenOff<ApiResult<unknown>>> {
  const path = '/api/passkeys';
  const options = await sendJson('POST', `${path}/options`, { password }, passkeyOptionsSchema);
  if (!options.ok) return options;
  // The server's library wrote them in the browser's own form.
  const json = options.value as unknown as PublicKeyCredentialCreationOptionsJSON;
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(json);
  const credential = await navigator.credentials.create({ publicKey }).catch(() => null);
  if (!(credential instanceof PublicKeyCredential)) return brokenOff;
  return sendJson('POST', path, { name, credential: credential.toJSON() as object }, z.unknown());
}

/** Signs in by a passkey of this device, whoever that is (ACCESS-2). */
export async function enterByPasskey(): Promise<OrBrokenOff<ApiResult<Session>>> {
  const path = '/api/session/passkey';
  const shown = await showPasskey(`${path}/options`, {});
  if (shown === brokenOff || !shown.ok) return shown;
  return sendJson('POST', path, { credential: shown.value }, sessionSchema);
}

/** Has a passkey of this device answer what the server asks at this address. */
export async function showPasskey(
  path: string,
  body: object,
): Promise<OrBrokenOff<ApiResult<CredentialJson>>> {
  const options = await sendJson('POST', path, body, passkeyOptionsSchema);
  if (!options.ok) return options;
  const json = options.value as unknown as PublicKeyCredentialRequestOptionsJSON;
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(json);
  const credential = await navigator.credentials.get({ publicKey }).catch(() => null);
  if (!(credential instanceof PublicKeyCredential)) return brokenOff;
  return { ok: true, value: { ...(credential.toJSON() as { id: string }) } };
}
