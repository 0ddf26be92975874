import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StandbyMark } from '@vigie/db/standby/standby-mark';
import { NotFollowable } from './not-followable.ts';
import { shippingFormat, type Hello } from './protocol.ts';
import { secretSign } from './secret-sign.ts';

/** On what a copy stands: its folder, and the secret where that is a setting. */
export interface Ground {
  readonly folder: string;
  readonly secret: string | null;
}

/**
 * Holds the server to what this folder is a copy of (RUN-4): same form, same mode, same log, same secret;
 * anything else is refused by name. Takes over the secret where it stands in the server's folder.
 */
export function keepFromHello(
  { folder, secret }: Ground,
  mark: StandbyMark,
  hello: Hello,
): StandbyMark {
  if (hello.format !== shippingFormat) {
    throw new NotFollowable(
      'newer',
      `Le serveur (${hello.program}) envoie sous une autre forme. Attendu : la même version des deux côtés.`,
    );
  }
  if (hello.mode !== 'production') {
    throw new NotFollowable(
      'foreign',
      'Le serveur est une démonstration. Attendu : un serveur en production.',
    );
  }
  if (mark.logId !== '' && mark.logId !== hello.logId) {
    throw new NotFollowable(
      'foreign',
      'Ce dossier est la copie d’une autre installation. Attendu : un dossier vide.',
    );
  }
  const own = secret ?? keptSecret(folder, hello.secret);
  if (own === null || secretSign(own, hello.logId) !== hello.secretSign) {
    throw new NotFollowable(
      'foreign',
      'Le secret n’est pas celui du serveur. Attendu : le même VIGIE_SECRET des deux côtés, ou aucun.',
    );
  }
  keep(join(folder, 'mode'), hello.mode);
  return { ...mark, logId: hello.logId };
}

function keptSecret(folder: string, shipped: string | null): string | null {
  if (shipped === null) return null;
  const file = join(folder, 'secret');
  if (existsSync(file) && readFileSync(file, 'utf8').trim() === shipped) return shipped;
  writeFileSync(file, `${shipped}\n`, { mode: 0o600 });
  return shipped;
}

function keep(file: string, text: string): void {
  if (!existsSync(file)) writeFileSync(file, `${text}\n`, { mode: 0o600 });
}
