import { z } from 'zod';
import { environmentSchema, type Environment } from './environment.ts';

export type Variables = Readonly<Record<string, string | undefined>>;

export type SettingsResult<K extends keyof Environment> =
  | { readonly ok: true; readonly settings: Pick<Environment, K> }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Reads some settings alone, for a command that needs no more; each wrong one is refused by name (RUN-2). */
export function readSettings<K extends keyof Environment>(
  variables: Variables,
  names: readonly K[],
): SettingsResult<K> {
  const { shape } = environmentSchema;
  const picked = z.object(Object.fromEntries(names.map((name) => [name, shape[name]])));
  const parsed = picked.safeParse(given(variables));
  if (parsed.success) return { ok: true, settings: parsed.data as unknown as Pick<Environment, K> };
  return { ok: false, faults: parsed.error.issues.map(faultOf) };
}

/** A variable set to nothing is one that is not set. */
export function given(variables: Variables): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(variables).filter(([, value]) => value?.trim()));
}

/** A refused setting by its name, with what was expected. */
export function faultOf({ path, message }: z.core.$ZodIssue): string {
  return `${path.map(String).join('.')} : valeur refusée. Attendu : ${message}.`;
}
