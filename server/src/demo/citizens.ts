import { happens, pick, whole, type Random } from '@vigie/shared/chance/random';

/** Somebody of the simulated town. No such person, and no such address, exists. */
export interface Citizen {
  /** As mail programs show it; empty for those who never filled it in. */
  readonly name: string;
  readonly firstName: string;
  readonly address: string;
}

/** For the voice in which a tale is told. */
export type Gender = 'woman' | 'man';

const firstNames: Readonly<Record<Gender, readonly string[]>> = {
  woman: [
    ...['Léa', 'Thérèse', 'Hélène', 'Inès', 'Anaïs', 'Chloé', 'Fatou', 'Émilie', 'Zoé', 'Célia'],
    ...['Noémie', 'Solène', 'Aurélie', 'Maëlle', 'Sylvie', 'Nadia', 'Océane', 'Agnès', 'Élodie'],
  ],
  man: [
    ...['Karim', 'Jean-Pierre', 'Loïc', 'Moussa', 'Gérard', 'Théo', 'Mathéo', 'Raphaël', 'André'],
    ...['Yacine', 'François', 'Hugo', 'Benoît', 'Cédric', 'Joël', 'Simon', 'Ahmed', 'Rémi'],
  ],
};

const lastNames = [
  ...['Aubert', 'Sauvage', 'Garnier', 'Marty', 'Roy', 'Blanc', 'Lemoine', 'Pires', 'Brunet'],
  ...['Chevallier', 'Lacroix', 'Guérin', 'Mercier', 'Touré', 'Fernandes', 'Delattre', 'Noël'],
  ...['Besnard', 'Collet', 'Jacquet', 'Leclère', 'Hamdi', 'Poirier', 'Traoré', 'Legrand'],
  ...['Vasseur', 'Barbé', 'Cordier', 'Pichon', 'Rémy', 'Klein', 'Bouchet', 'Lopes', 'Gaudin'],
] as const;

/** Domains under `.example`, which leads nowhere (RFC 2606). */
const domains = [
  'orange',
  'laposte',
  'free',
  'sfr',
  'gmail',
  'outlook',
  'hotmail',
  'proton',
] as const;

/** Invents a citizen; a woman or a man where the tale asks for one. */
export function newCitizen(random: Random, gender?: Gender): Citizen {
  const firstName = someFirstName(random, gender ?? pick(random, ['woman', 'man']));
  const lastName = pick(random, lastNames);
  const address = `${localPart(random, plain(firstName), plain(lastName))}@${pick(random, domains)}.example`;
  return { name: displayName(random, firstName, lastName), firstName, address };
}

/** A first name of the town, for the people in its tales. */
export function someFirstName(random: Random, gender: Gender): string {
  return pick(random, firstNames[gender]);
}

function displayName(random: Random, firstName: string, lastName: string): string {
  const chance = random.next();
  if (chance < 0.06) return '';
  if (chance < 0.1) return `Famille ${lastName}`;
  if (chance < 0.14) return `${lastName.toUpperCase()} ${firstName}`;
  return `${firstName} ${lastName}`;
}

function localPart(random: Random, first: string, last: string): string {
  const year = String(whole(random, 1, 99)).padStart(2, '0');
  const forms = [
    `${first}.${last}`,
    `${first.charAt(0)}.${last}`,
    `${last}${year}`,
    `${first}${year}`,
  ];
  return pick(random, forms) + (happens(random, 0.3) ? String(whole(random, 1, 999)) : '');
}

/** Without accents, and in the letters of an address. */
function plain(name: string): string {
  return name
    .normalize('NFD')
    .replace(/[^a-zA-Z-]/g, '')
    .toLowerCase();
}
