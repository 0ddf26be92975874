import type { SheetField } from '@vigie/shared/handover/parts';
import { categories } from '@vigie/shared/triage/categories';
import type { Fact, SheetChange, SheetItem } from '@vigie/shared/wire/handover';

/** Names and clocks of one sheet. */
export interface Speaking {
  readonly name: (id: string) => string;
  readonly time: (at: number) => string;
}

/** The ten parts, as a print names them (domain: "Handover"). */
export const partTitles: Readonly<Record<number, string>> = {
  1: 'Vacation, effectif, absents',
  2: 'P0 et P1 ouverts',
  3: 'Autres verrous tenus',
  4: 'Retards et échéances proches',
  5: 'Réponses attendues de l’extérieur',
  6: 'Consignes en vigueur',
  7: 'Afflux, expéditeurs répétés, menaces',
  8: 'Pannes',
  9: 'Affaires restreintes',
  10: 'Synthèse de l’entrant',
};

const sheetChanges = {
  ...{ added: 'ajoutée', changed: 'modifiée', withdrawn: 'retirée', reviewed: 'relue' },
} as const;

export const fieldLabels: Readonly<Record<SheetField, string>> = {
  situation: 'Situation',
  background: 'Antécédents',
  assessment: 'Évaluation',
  request: 'Demande',
  'next-step': 'Prochaine étape',
  deadline: 'Échéance',
  'if-then': 'Si… alors',
  text: 'Note',
  whom: 'Attendu de',
  synthesis: 'Synthèse',
  questions: 'Questions',
};

/** Where a lock goes, in words. */
export function passText(pass: NonNullable<SheetItem['pass']>, { name, time }: Speaking): string {
  if (pass.kind === 'queue') return 'à la file';
  if (pass.kind === 'person') return name(pass.personId);
  return `reste jusqu’à ${time(pass.until)} : ${pass.reason}`;
}

/** What came or went in one minute, in words. */
export function changeText({ what, tickets, priority }: SheetChange): string {
  const count = `${String(tickets)} ${priority ?? ''} ${tickets > 1 ? 'dossiers' : 'dossier'}`;
  const plural = tickets > 1 ? 's' : '';
  const happened: Record<SheetChange['what'], string> = {
    arrived: `reçu${plural}`,
    answered: `répondu${plural}, retiré${plural}`,
    closed: `clos, retiré${plural}`,
    merged: `fusionné${plural} avec un autre`,
    raised: `relevé${plural}`,
    claimed: `pris`,
    released: `rendu${plural} à la file`,
  };
  return `${count} ${happened[what]}`.replaceAll('  ', ' ');
}

/** What the machine found, in words: a heading, and what stands below it. */
export function factLines(fact: Fact, { name, time }: Speaking): string[] {
  switch (fact.name) {
    case 'staff':
      return [
        fact.side === 'outgoing' ? 'Vacation sortante' : 'Vacation entrante',
        `Chef de brigade : ${fact.leadId === null ? 'aucun' : name(fact.leadId)}`,
        `Présents : ${listOf(fact.present.map(name))}`,
        `Absents : ${listOf(fact.absent.map(name))}`,
      ];
    case 'backlog':
      return [
        `${String(fact.open)} dossiers ouverts, ${String(fact.toTake)} à prendre, ${String(fact.overdue)} en retard, ${String(fact.atRisk)} proches de l’échéance`,
        ...fact.byPriority.map(
          ({ priority, open, overdue }) =>
            `${priority} : ${String(open)} ouverts, ${String(overdue)} en retard`,
        ),
        ...(fact.oldest ? [`Le plus ancien attend depuis ${time(fact.oldest.waitingSince)}`] : []),
      ];
    case 'nobody-cleared':
      return [
        `Aucun entrant habilité : affaires réservées suivies par ${listOf(fact.onCall.map(name))}`,
      ];
    case 'instruction':
      return [fact.text, `${name(fact.by)}, ${time(fact.at)}`];
    case 'answer-sheet':
      return [
        `Fiche « ${categories[fact.category].label} » ${sheetChanges[fact.what]}`,
        `${name(fact.by)}, ${time(fact.at)}`,
      ];
    case 'burst':
      return [
        `Afflux à ${time(fact.hourStart)}`,
        `${String(fact.received)} courriels en une heure, ${fact.usual.toFixed(1)} d’ordinaire`,
      ];
    case 'repeat-sender':
      return [
        `${fact.sender} : ${String(fact.tickets.length)} dossiers ouverts`,
        fact.tickets.map(({ number }) => number).join(', '),
      ];
    case 'mailbox':
      return [`Boîte aux lettres : ${mailStates[fact.state] ?? fact.state}`];
    case 'outbox':
      return [`Envoi : ${mailStates[fact.state] ?? fact.state}`];
    case 'reply':
      return [
        `${fact.number} : réponse ${fact.state === 'failed' ? 'en échec' : 'incertaine'}`,
        name(fact.by),
      ];
    case 'quarantine':
      return [`${String(fact.tickets)} en quarantaine`];
    case 'restricted':
      return [`${String(fact.tickets)} dossiers restreints`];
  }
}

const mailStates: Readonly<Record<string, string>> = {
  connecting: 'connexion en cours',
  silent: 'silencieuse',
  refused: 'refusé par le serveur',
  delayed: 'retardé',
};

function listOf(names: readonly string[]): string {
  return names.length ? names.join(', ') : 'aucun';
}
