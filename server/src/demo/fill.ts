import { someFirstName } from './citizens.ts';
import { pick, whole, type Random } from '@vigie/shared/chance/random';

const towns = [
  'Villeurbanne',
  'Bordeaux',
  'Lille',
  'Montreuil',
  'Rennes',
  'Roubaix',
  'Pau',
  'Tours',
];
const streets = ['des Lilas', 'Jean-Jaurès', 'du Moulin', 'Pasteur', 'de la Gare', 'des Écoles'];
const past = [
  'hier',
  'hier soir',
  'avant-hier',
  'samedi dernier',
  'cette nuit',
  'mardi',
  'ce matin',
];
const future = ['demain', 'lundi prochain', 'jeudi matin', 'la semaine prochaine'];
const durations = [
  'trois semaines',
  'deux mois',
  'six mois',
  'un an',
  'quelques semaines',
  'trois ans',
];
const sites = ['Leboncoin', 'Vinted', 'Marketplace', 'un site de petites annonces'];
const cars = ['Clio', '208', 'Twingo', 'C3', 'Sandero', 'Golf'];

/** What each word in braces may become. */
const fillers: Readonly<Record<string, (random: Random) => string>> = {
  ville: (random) => pick(random, towns),
  rue: (random) => `${String(whole(random, 2, 148))} rue ${pick(random, streets)}`,
  jour: (random) => pick(random, past),
  jour_futur: (random) => pick(random, future),
  heure: (random) =>
    `${String(whole(random, 17, 23))} h ${pick(random, ['', '15', '30', '45'])}`.trim(),
  duree: (random) => pick(random, durations),
  montant: (random) => `${String(whole(random, 4, 92))}${pick(random, ['00', '50'])} €`,
  petit: (random) => `${String(whole(random, 2, 95))} €`,
  age: (random) => String(whole(random, 6, 16)),
  prenom: (random) => someFirstName(random, 'woman'),
  prenom_h: (random) => someFirstName(random, 'man'),
  site: (random) => pick(random, sites),
  voiture: (random) => pick(random, cars),
  // 06 39 98 is the range that the regulator keeps for fiction.
  tel: (random) => `06 39 98 ${twoDigits(random)} ${twoDigits(random)}`,
  plaque: (random) => `${letters(random)}-${String(whole(random, 100, 999))}-${letters(random)}`,
  pv: (random) => `2026/${String(whole(random, 1, 99_999)).padStart(6, '0')}`,
};

/** Fills the words in braces; the same word becomes the same thing throughout a letter. */
export class Fill {
  readonly #random: Random;
  readonly #chosen = new Map<string, string>();

  constructor(random: Random) {
    this.#random = random;
  }

  in(text: string): string {
    return text.replace(/\{(\w+)\}/g, (_, word: string) => this.#word(word));
  }

  #word(word: string): string {
    const chosen = this.#chosen.get(word) ?? fillers[word]?.(this.#random);
    if (chosen === undefined) throw new Error(`nothing fills {${word}}`);
    this.#chosen.set(word, chosen);
    return chosen;
  }
}

function twoDigits(random: Random): string {
  return String(whole(random, 0, 99)).padStart(2, '0');
}

function letters(random: Random): string {
  const alphabet = [...'ABCDEFGHJKLMNPQRSTVWXYZ'];
  return pick(random, alphabet) + pick(random, alphabet);
}
