import type { Priority } from './priority.ts';

/** What a mail is about, from the gravest to the lightest (domain: "Triage and orientation"). */
export const categoryKeys = [
  'urgence',
  'suicide',
  'vif',
  'vss',
  'mineur',
  'disparition',
  'radical',
  'harcel',
  'escroq',
  'cb',
  'cyber',
  'illicite',
  'phishing',
  'biens',
  'stups',
  'bruit',
  'haine',
  'igpn',
  'animaux',
  'suivi',
  'zone_gn',
  'otv',
  'procu',
  'amende',
  'perdu',
  'titres',
  'etranger',
  'recrut',
  'regles',
  'autre',
] as const;
export type CategoryKey = (typeof categoryKeys)[number];

export interface Category {
  /** On the screen. */
  readonly label: string;
  /** Priority that the subject alone gives; signs in the text may raise it. */
  readonly priority: Priority;
  /** Time allowed for the first human answer at that priority. */
  readonly targetMinutes: number;
  /** Percentage of the mails of an ordinary day; over all categories 100. */
  readonly sharePercent: number;
  /** Reports of violence: shown to cleared people only. */
  readonly restricted: boolean;
  /** Where to send the citizen, one service a line, as it may be inserted in an answer. */
  readonly orientation: readonly string[];
  /** Day (ISO) after which the orientation may not be inserted without a warning. */
  readonly reviewBy: string;
}

// Numbers and addresses were read in November 2026; half a year is as long as they are trusted unread.
const reviewBy = '2027-05-24';

/** The table of categories as data (domain: "Triage and orientation"). */
export const categories: Readonly<Record<CategoryKey, Category>> = {
  urgence: row('Danger immédiat', 'P0', 5, 0.6, [
    'Police secours : 17',
    'Urgences : 112',
    'Par SMS, sans parler : 114',
  ]),
  suicide: row('Détresse suicidaire', 'P0', 5, 0.4, [
    'SAMU : 15',
    'Urgences : 112',
    'Prévention du suicide, jour et nuit : 3114',
  ]),
  vif: violence('Violences intrafamiliales', 1.5, [
    'En cas de danger : 17, ou 114 par SMS',
    'Violences Femmes Info : 3919',
    'Plateforme d’accompagnement des victimes',
  ]),
  vss: violence('Violences sexuelles', 1, ['arretonslesviolences.gouv.fr']),
  mineur: violence('Enfant en danger', 0.5, ['Enfance en danger : 119']),
  disparition: row('Disparition', 'P1', 15, 0.3, [
    'Police secours : 17',
    'Enfants disparus : 116 000',
  ]),
  radical: row('Radicalisation', 'P1', 15, 0.2, ['Signalement : 0 800 005 696']),
  harcel: row('Harcèlement, menaces', 'P1', 60, 3.5, ['Harcèlement et cyberharcèlement : 3018']),
  escroq: row('Escroquerie en ligne', 'P2', 240, 10, [
    'Plainte en ligne pour escroquerie : THESEE, sur service-public.gouv.fr',
    'Info Escroqueries : 0 805 805 817',
  ]),
  cb: row('Fraude à la carte', 'P2', 240, 5, [
    'Signalement de fraude à la carte : Perceval, sur service-public.gouv.fr',
  ]),
  cyber: row('Piratage', 'P2', 240, 4, ['Assistance en ligne : 17cyber.gouv.fr']),
  illicite: row('Contenu illicite', 'P2', 240, 2, [
    'Signalement de contenu : PHAROS, internet-signalement.gouv.fr',
  ]),
  phishing: row('Hameçonnage', 'P3', 1440, 4, [
    'SMS frauduleux : transférer au 33700',
    'Courriel frauduleux : signal-spam.fr',
  ]),
  biens: row('Vol, dégradation', 'P2', 240, 14, [
    'Auteur inconnu : plainte en ligne',
    'Auteur connu : commissariat ou brigade de gendarmerie',
  ]),
  stups: row('Stupéfiants, rodéos', 'P2', 240, 5, [
    'Signaler un point de deal ou un rodéo : masecurite.interieur.gouv.fr',
  ]),
  bruit: row('Tapage', 'P2', 240, 4, ['Tapage en cours : 17', 'Sinon : mairie']),
  haine: row('Discrimination', 'P2', 240, 1, ['Plateforme antidiscriminations : 3928']),
  igpn: row('Réclamation police', 'P2', 1440, 1.5, ['Plateforme de signalement de l’IGPN']),
  animaux: row('Animaux', 'P2', 240, 1, ['Danger immédiat : 17', 'Sinon : mairie']),
  suivi: row('Suivi de plainte', 'P2', 1440, 4, ['Service enquêteur indiqué sur le récépissé']),
  zone_gn: row('Zone gendarmerie', 'P3', 1440, 2, ['Brigade numérique de la gendarmerie']),
  otv: row('Tranquillité vacances', 'P3', 1440, 3, [
    'Opération tranquillité vacances : service-public.gouv.fr',
  ]),
  procu: row('Procuration', 'P3', 1440, 2, ['maprocuration.gouv.fr']),
  amende: row('Amendes, fourrière', 'P3', 1440, 5, ['antai.gouv.fr']),
  perdu: row('Objets perdus', 'P3', 1440, 4, ['Service des objets trouvés de la mairie']),
  titres: row('Permis, titres', 'P3', 1440, 4, ['France Titres (ANTS)']),
  etranger: row('Étrangers', 'P3', 1440, 2.5, ['Préfecture', 'ANEF']),
  recrut: row('Recrutement', 'P3', 1440, 5, ['devenirpolicier.fr']),
  regles: row('Réglementation', 'P3', 1440, 5, ['service-public.gouv.fr']),
  autre: row('Hors champ', 'P3', 1440, 4, []),
};

function row(
  label: string,
  priority: Priority,
  minutes: number,
  sharePercent: number,
  orientation: readonly string[],
): Category {
  const base = { label, priority, targetMinutes: minutes, sharePercent };
  return { ...base, restricted: false, orientation, reviewBy };
}

function violence(label: string, sharePercent: number, orientation: readonly string[]): Category {
  return { ...row(label, 'P1', 15, sharePercent, orientation), restricted: true };
}
