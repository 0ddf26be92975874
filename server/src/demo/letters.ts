import type { CategoryKey } from '@vigie/shared/triage/categories';
import { someAttachment, type Attachment } from './attachments.ts';
import { newCitizen, type Citizen } from './citizens.ts';
import { Fill } from './fill.ts';
import type { DeliveredMail } from './letterboxes.ts';
import { misspell, someSpelling, type Spelling } from './misspell.ts';
import {
  happens,
  lognormal,
  pick,
  shuffled,
  whole,
  type Random,
} from '@vigie/shared/chance/random';
import { dangerStories } from './stories/danger.ts';
import {
  anySentences,
  closings,
  dangerousFollowUps,
  followUps,
  salutations,
} from './stories/filler.ts';
import { fraudStories } from './stories/fraud.ts';
import { paperStories } from './stories/papers.ts';
import { questionStories } from './stories/questions.ts';
import type { Case, Story } from './stories/story.ts';
import { streetStories } from './stories/street.ts';
import { violenceStories } from './stories/violence.ts';

/** A mail that somebody of the town writes to the service. */
export interface Letter {
  readonly kind: 'question' | 'follow-up' | 'duplicate' | 'automatic' | 'spam';
  readonly from: Pick<Citizen, 'name' | 'address'>;
  /** Where an answer was asked for; null is the service's own address. */
  readonly to: string | null;
  readonly messageId: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments: readonly Attachment[];
  /** Of a mail server's report that it could not deliver: the part that machines read (RFC 3464). */
  readonly deliveryStatus: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly inReplyTo: string | null;
  readonly references: string | null;
  /** What it is about, where the writer had one of the categories in mind. */
  readonly category: CategoryKey | null;
  /** Somebody is in danger now: the triage must make it a P0. */
  readonly danger: boolean;
}

const stories: Readonly<Record<CategoryKey, Story>> = {
  ...dangerStories,
  ...violenceStories,
  ...fraudStories,
  ...streetStories,
  ...paperStories,
  ...questionStories,
};

/** Words of a letter, its greeting and name included (domain: "Load"): ln(350 / 70) / 1.645 = 0.98. */
const length = { medianWords: 70, spread: 0.98, leastWords: 8, mostWords: 700 };
const attachmentShare = 0.15;
const dangerousFollowUpShare = 0.01;

/** A citizen's question about a matter of this category. */
export function writeQuestion(random: Random, category: CategoryKey): Letter {
  const story = stories[category];
  const told = pick(random, story.cases);
  const from = newCitizen(random, told.by);
  const fill = new Fill(random);
  const spelling = someSpelling(random);
  const text = told.danger ? cry(random, story, told) : compose(random, story, told, from);
  return {
    ...blank(random, 'question', from),
    subject: misspell(random, fill.in(pick(random, told.subjects)), spelling),
    text: typed(random, fill.in(text), spelling),
    category,
    danger: told.danger ?? false,
  };
}

/** What a citizen writes back to an answer of the service, with the answer quoted below. */
export function writeFollowUp(random: Random, answer: DeliveredMail, from: Letter['from']): Letter {
  const danger = happens(random, dangerousFollowUpShare);
  const said = new Fill(random).in(pick(random, danger ? dangerousFollowUps : followUps));
  const words = `${pick(random, salutations)}\n\n${said}\n\n${pick(random, closings)}\n${from.name}`;
  return {
    ...blank(random, 'follow-up', from),
    subject: /^re ?:/i.test(answer.subject) ? answer.subject : `Re: ${answer.subject}`,
    to: answer.replyTo,
    text: typed(random, words.trim(), someSpelling(random)) + quoted(answer),
    inReplyTo: answer.messageId,
    references: `${answer.references} ${answer.messageId}`.trim(),
    danger,
  };
}

/** The same letter once more: sent again by an impatient citizen, or delivered twice by a mail server. */
export function writeAgain(random: Random, letter: Letter): Letter {
  const again = { ...letter, kind: 'duplicate' as const };
  if (happens(random, 0.5)) return again;
  return { ...again, messageId: newMessageId(random, letter.from.address) };
}

/** A letter without anything in it yet. */
export function blank(random: Random, kind: Letter['kind'], from: Letter['from']): Letter {
  return {
    kind,
    from,
    to: null,
    messageId: newMessageId(random, from.address),
    subject: '',
    text: '',
    attachments: happens(random, attachmentShare) ? [someAttachment(random)] : [],
    deliveryStatus: null,
    headers: {},
    inReplyTo: null,
    references: null,
    category: null,
    danger: false,
  };
}

/** Who is in danger writes little, and greets nobody. */
function cry(random: Random, story: Story, told: Case): string {
  const wanted = lognormal(random, 25, 0.6);
  return enough(
    [...told.tale, pick(random, story.asks), ...shuffled(random, story.details)],
    wanted,
  ).join(' ');
}

/** As many sentences as the letter's length asks for: the tale first, then what surrounds it. */
function compose(random: Random, story: Story, told: Case, from: Citizen): string {
  const wanted = Math.min(length.mostWords, lognormal(random, length.medianWords, length.spread));
  const around = [...shuffled(random, story.details), ...shuffled(random, anySentences)];
  const ask = wanted > 25 ? [pick(random, story.asks)] : [];
  const frame =
    wanted > 15 ? { hello: pick(random, salutations), bye: pick(random, closings) } : null;
  const signature = wanted > 15 && happens(random, 0.8) ? from.name || from.firstName : '';
  const fixed = words([...ask, frame?.hello ?? '', frame?.bye ?? '', signature].join(' '));
  const body = enough([...told.tale, ...around], Math.max(length.leastWords, wanted) - fixed);
  const paragraphs = [frame?.hello ?? '', ...paragraphsOf(random, [...body, ...ask])];
  return [...paragraphs, `${frame?.bye ?? ''}\n${signature}`.trim()].filter(Boolean).join('\n\n');
}

/** The first sentences that come nearest to so many words; one at least. */
function enough(sentences: readonly string[], wanted: number): string[] {
  const taken: string[] = [];
  let left = wanted;
  for (const sentence of sentences) {
    if (taken.length > 0 && left < words(sentence) / 2) break;
    taken.push(sentence);
    left -= words(sentence);
  }
  return taken;
}

function paragraphsOf(random: Random, sentences: readonly string[]): string[] {
  const paragraphs: string[] = [];
  for (let at = 0; at < sentences.length;) {
    const size = whole(random, 2, 5);
    paragraphs.push(sentences.slice(at, at + size).join(' '));
    at += size;
  }
  return paragraphs;
}

/** As it leaves the keyboard: slips, and on telephones the curly apostrophe. */
function typed(random: Random, text: string, spelling: Spelling): string {
  const slipped = misspell(random, text, spelling);
  return happens(random, 0.35) ? slipped.replaceAll("'", '’') : slipped;
}

function quoted({ text }: DeliveredMail): string {
  const lines = text.trim().split('\n');
  return `\n\nLe service a écrit :\n${lines.map((line) => `> ${line}`).join('\n')}\n`;
}

function newMessageId(random: Random, address: string): string {
  const mark = Array.from({ length: 4 }, () => whole(random, 0, 0xffff_ffff).toString(36)).join(
    '.',
  );
  return `<${mark}@${address.slice(address.indexOf('@') + 1)}>`;
}

function words(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
