import { randomBytes } from 'node:crypto';

/** Where ids, tokens and chance come from. */
export interface RandomSource {
  /** 12 random bytes as 16 characters. */
  readonly newId: () => string;
  /** 32 random bytes: nobody guesses one. */
  readonly newToken: () => string;
  /** From 0 to 1. */
  readonly chance: () => number;
}

export const systemRandom: RandomSource = {
  newId: () => randomBytes(12).toString('base64url'),
  newToken: () => randomBytes(32).toString('base64url'),
  chance: () => Math.random(),
};
