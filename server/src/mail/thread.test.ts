import { expect, test } from 'vitest';
import { numberIn, threadOf, type Candidate, type ThreadEvidence } from './thread.ts';

const marie = 'marie@exemple.example';
const ours: Candidate = { ticketId: 'ours', participants: new Set([marie]) };
const others: Candidate = { ticketId: 'others', participants: new Set(['luc@exemple.example']) };

function evidence(more: Partial<ThreadEvidence>): ThreadEvidence {
  return {
    token: null,
    referenced: [],
    numbered: null,
    sender: marie,
    authentication: 'unknown',
    ...more,
  };
}

test.each<[string, Partial<ThreadEvidence>, string | null, string[]]>([
  ['nothing opens a ticket', {}, null, []],
  ['a token leads to its ticket', { token: ours }, 'ours', []],
  [
    'a token goes before references and number',
    { token: ours, referenced: [others], numbered: others },
    'ours',
    [],
  ],
  ['a token holds from an unknown address', { token: others }, 'others', []],
  ['a reference of a participant leads to the ticket', { referenced: [ours] }, 'ours', []],
  [
    'a participant is known in capitals',
    { referenced: [ours], sender: 'Marie@Exemple.example' },
    'ours',
    [],
  ],
  ['a reference of a stranger only suggests it', { referenced: [others] }, null, ['others']],
  ['a second reference may be the sender’s own', { referenced: [others, ours] }, 'ours', []],
  ['the number of a participant leads to the ticket', { numbered: ours }, 'ours', []],
  ['a forged number never opens somebody’s thread', { numbered: others }, null, ['others']],
  [
    'a forged sender opens no thread once DMARC fails',
    { referenced: [ours], numbered: ours, authentication: 'fail' },
    null,
    ['ours'],
  ],
  ['a mail without a sender opens no thread', { referenced: [ours], sender: null }, null, ['ours']],
  [
    'one ticket is suggested once',
    { referenced: [others, others], numbered: others },
    null,
    ['others'],
  ],
])('[MAIL-5] %s', (_title, more, ticketId, suggested) => {
  expect(threadOf(evidence(more))).toEqual({ ticketId, suggested });
});

test.each([
  ['Re: Perte de carte grise [n° 26-11-4762]', '26-11-4762'],
  ['Dossier 26-11-0001 : suite', '26-11-0001'],
  ['N°26-11-12345', '26-11-12345'],
  ['Numéro 26-11-4762', '26-11-4762'],
  ['[26-11-4762]', '26-11-4762'],
  ['Accident du 26-11-2024', null],
  ['Facture n° 26-11-4762-9', null],
  ['n° 26-11-47', null],
])('[MAIL-5] the subject %j names the ticket %s', (subject, number) => {
  expect(numberIn(subject)).toBe(number);
});
