import { createHmac } from 'node:crypto';

const consonants = 'bcdfghjklmnprstv';
const vowels = 'aiou';
const syllables = 8;

/**
 * A password that a supervisor reads out once: four groups of two syllables, 48 bits. It follows from
 * the command's author and key, so that a repeated command gives it again without its being stored
 * anywhere (LOG-6); without the service's secret nobody can compute it.
 */
export function oneTimePassword(secret: string, by: string, key: string): string {
  const bytes = createHmac('sha256', secret).update(`one-time-password\n${by}\n${key}`).digest();
  const said = Array.from(bytes.subarray(0, syllables), syllable);
  return said.map((one, place) => (place > 0 && place % 2 === 0 ? `-${one}` : one)).join('');
}

/** Six bits: one of 16 consonants, one of 4 vowels. */
function syllable(byte: number): string {
  return consonants.charAt(byte & 15) + vowels.charAt((byte >> 4) & 3);
}
