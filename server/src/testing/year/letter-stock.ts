import { hourOfWeek } from '@vigie/shared/forecast/ordinary-week';
import { defaultSettings } from '@vigie/shared/settings/settings';
import type { MailRow } from '@vigie/db/writes';
import { categories, categoryKeys, type CategoryKey } from '@vigie/shared/triage/categories';
import type { Finding } from '@vigie/shared/ticket/system-command';
import { triage, type TriageVerdict } from '@vigie/shared/triage/triage';
import { arrivalsPerHour } from '../../demo/arrivals.ts';
import { writeAutomatic, writeSpam } from '../../demo/automatic-letters.ts';
import { newCitizen, type Citizen } from '../../demo/citizens.ts';
import { writeFollowUp, writeQuestion, type Letter } from '../../demo/letters.ts';
import { pick, pickWeighted, type Random } from '@vigie/shared/chance/random';
import { findingOf, signRows } from '../../mail/incoming.ts';

/** A letter of the town as the triage reads it. */
export interface ReadLetter {
  readonly subject: string;
  readonly text: string;
  readonly attachments: MailRow['attachments'];
  readonly finding: Finding;
  readonly signs: MailRow['signs'];
}

const hourMs = 3_600_000;
/** Of a rare category at least a few letters are written. */
const fewest = 8;
const others = 60;

/**
 * The letters of a year. Writing and reading a million would take an hour: some thousands are written
 * and triaged once, as often of each category as it is asked for, and drawn from; who writes them is
 * somebody else each time.
 */
export class LetterStock {
  readonly #random: Random;
  readonly #tz: string;
  readonly #questions: Readonly<Record<CategoryKey, readonly ReadLetter[]>>;
  readonly #followUps: readonly ReadLetter[];
  readonly #machine: readonly ReadLetter[];
  readonly #spam: readonly ReadLetter[];
  #hour = { n: 0, rates: arrivalsPerHour({ hour: 0, weekday: 1 }) };
  #citizens = 0;

  constructor(random: Random, tz: string, size: number) {
    this.#random = random;
    this.#tz = tz;
    const stock = categoryKeys.map((key) => {
      const share = Math.round((size * categories[key].sharePercent) / 100);
      return [key, written(Math.max(fewest, share), () => writeQuestion(random, key))];
    });
    // Made from categoryKeys just above, so that every key is there.
    this.#questions = Object.fromEntries(stock) as Record<CategoryKey, ReadLetter[]>;
    this.#followUps = written(others, () => writeFollowUp(random, ourAnswer, newCitizen(random)));
    this.#machine = written(others, () => writeAutomatic(random, null));
    this.#spam = written(others, () => writeSpam(random));
  }

  /** What somebody writes in an hour such as that of this instant. */
  question(at: number): ReadLetter {
    return pick(this.#random, this.#questions[pickWeighted(this.#random, this.#ratesAt(at))]);
  }

  followUp(): ReadLetter {
    return pick(this.#random, this.#followUps);
  }

  machine(): ReadLetter {
    return pick(this.#random, this.#machine);
  }

  spam(): ReadLetter {
    return pick(this.#random, this.#spam);
  }

  /** Somebody who never wrote before. */
  citizen(): Citizen {
    this.#citizens += 1;
    const { address, ...names } = newCitizen(this.#random);
    const at = address.indexOf('@');
    const unique = `${address.slice(0, at)}.${this.#citizens.toString(36)}${address.slice(at)}`;
    return { ...names, address: unique };
  }

  #ratesAt(at: number): Record<CategoryKey, number> {
    const n = Math.floor(at / hourMs);
    if (n !== this.#hour.n) {
      this.#hour = { n, rates: arrivalsPerHour(hourOfWeek(at, this.#tz)) };
    }
    return this.#hour.rates;
  }
}

const ourAnswer = {
  to: '',
  replyTo: 'contact@vigie.example',
  subject: 'Votre message',
  messageId: '<ours@vigie.example>',
  references: '',
  text: 'Madame, Monsieur,\n\nVotre message a retenu toute notre attention.',
  isAutomatic: false,
  at: 0,
};

function written(many: number, write: () => Letter): ReadLetter[] {
  return Array.from({ length: many }, () => read(write()));
}

function read({ subject, text, attachments }: Letter): ReadLetter {
  const verdict: TriageVerdict = triage(subject, text);
  return {
    subject,
    text,
    attachments: attachments.map(({ filename, content, contentType }) => ({
      name: filename,
      bytes: content.length,
      type: contentType,
    })),
    finding: findingOf(verdict, defaultSettings.targets),
    signs: signRows(verdict),
  };
}
