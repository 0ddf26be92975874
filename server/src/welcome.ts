import type { Role } from '@vigie/shared/people/person';
import type { Config } from './config.ts';
import type { SignIn } from './demo/demo.ts';
import type { RunningServer } from './server.ts';

const roles: Readonly<Record<Role, string>> = {
  commissioner: 'commissaire',
  officer: 'officier',
  lead: 'cheffe ou chef de brigade',
  agent: 'policier',
  clerk: 'secrétariat',
};

/** What the start prints once everything runs: where it is, and how to get in (RUN-1). */
export function welcome(
  config: Pick<Config, 'mode' | 'contact' | 'given'>,
  server: Pick<RunningServer, 'url' | 'signIns' | 'firstCommissionerLink'>,
): string {
  const lines = ['', `Vigie est prête : ${server.url}`];
  if (config.mode === 'demo') lines.push(...demonstration(config.contact, server.signIns));
  if (server.firstCommissionerLink !== null) lines.push(...firstCommissioner(server));
  if (config.mode === 'production' && !isComplete(config)) lines.push('', incompleteService);
  return [...lines, ''].join('\n');
}

function demonstration(contact: string, signIns: readonly SignIn[]): string[] {
  const width = Math.max(0, ...signIns.map(({ login }) => login.length));
  return [
    '',
    'CECI EST UNE DÉMONSTRATION. La ville, les courriels et les collègues sont simulés ; rien ne',
    `quitte cette machine. Les habitants écrivent à ${contact}.`,
    '',
    `Pour se connecter (mot de passe : ${signIns[0]?.password ?? ''}) :`,
    ...signIns.map((signIn) => `  ${signIn.login.padEnd(width)}  ${describe(signIn)}`),
  ];
}

function describe({ who, role, teamId, isCleared }: SignIn): string {
  const parts = [who, roles[role], teamId ?? '', isCleared ? 'dossiers restreints' : ''];
  return parts.filter(Boolean).join(', ');
}

function firstCommissioner({
  firstCommissionerLink,
}: Pick<RunningServer, 'firstCommissionerLink'>): string[] {
  return [
    '',
    'Personne ne commande encore ce service. Le premier commissaire entre par ce lien, valable une',
    'fois et jusqu’au prochain démarrage :',
    `  ${firstCommissionerLink ?? ''}`,
  ];
}

/** CRPA R112-11-1 wants them in every acknowledgement. */
function isComplete({ given }: Pick<Config, 'given'>): boolean {
  return Boolean(given['service-address'] && given['service-phone']);
}

const incompleteService =
  'À compléter : VIGIE_SERVICE_ADDRESS et VIGIE_SERVICE_PHONE, que la loi veut dans chaque accusé de réception.';
