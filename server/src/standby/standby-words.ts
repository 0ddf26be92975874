import { readFileSync } from 'node:fs';
import { readSettings, type Variables } from '../read-settings.ts';

export type StandbyWords =
  | { readonly ok: true; readonly from: string; readonly token: string }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Whom to follow and under which token, from the command's words or the settings; the words win (RUN-2). */
export function standbyWords(
  variables: Variables,
  asked: { readonly from?: string | undefined; readonly token: string | undefined },
): StandbyWords {
  const read = readSettings(
    {
      ...variables,
      ...(asked.from !== undefined && { VIGIE_STANDBY_FROM: asked.from }),
      ...(asked.token !== undefined && { VIGIE_STANDBY_TOKEN: asked.token }),
    },
    ['VIGIE_STANDBY_FROM', 'VIGIE_STANDBY_TOKEN'],
  );
  if (!read.ok) return read;
  const { VIGIE_STANDBY_FROM: from, VIGIE_STANDBY_TOKEN: token } = read.settings;
  const faults = [
    ...(from === undefined ? ['--from : absent. Attendu : l’adresse du serveur à suivre.'] : []),
    ...(token === undefined
      ? ['--token-file : absent. Attendu : un fichier, ou VIGIE_STANDBY_TOKEN.']
      : []),
  ];
  return from !== undefined && token !== undefined
    ? { ok: true, from, token }
    : { ok: false, faults };
}

/** The token in a file: no token on a command line, where everybody on the machine reads it. */
export function tokenIn(file: string | undefined): string | undefined {
  return file === undefined ? undefined : readFileSync(file, 'utf8').trim();
}
