import { hash, randomBytes } from 'node:crypto';

const codeCount = 10;
/** Without signs that are taken for one another; 32 of them: five bits each. */
const signs = 'abcdefghjkmnpqrstuvwxyz023456789';
const groups = 4;
const groupLength = 4;

/** Ten new codes for the day when the telephone is lost: 80 bits each, so that nobody guesses one. */
export function newRecoveryCodes(random: (size: number) => Buffer = randomBytes): string[] {
  return Array.from({ length: codeCount }, () => {
    const text = [...random(groups * groupLength)]
      .map((byte) => signs[byte % signs.length])
      .join('');
    return (text.match(/.{4}/g) ?? []).join('-');
  });
}

/** What is stored of a code; typed with or without its dashes, in any case. */
export function recoveryHash(code: string): string {
  return hash('sha256', code.toLowerCase().replaceAll(/[^a-z0-9]/g, ''));
}
