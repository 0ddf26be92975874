import type { Actor } from '@vigie/shared/access/actor';
import { may } from '@vigie/shared/access/may';
import type { Role } from '@vigie/shared/people/person';
import { expect, test } from 'vitest';
import { replyActs, replyCommand, type ReplyViewer, type StandingReply } from './reply-acts.ts';

function viewer(role: Role, id = 'viewer', clearances: Actor['clearances'] = []): ReplyViewer {
  const actor: Actor = { id, role, clearances, teamId: null, standsIn: false };
  return { id, actor, may: (act, thing) => may(actor, act, thing) };
}

function reply(more: Partial<StandingReply>): StandingReply {
  const usual = { ticketId: 't', replyId: 'r', by: 'author', restricted: false } as const;
  return { ...usual, state: 'queued', ...more };
}

test.each([
  ['queued', 'agent', 'author', ['withdraw']],
  ['queued', 'agent', 'other', []],
  ['queued', 'lead', 'other', []],
  ['queued', 'officer', 'other', ['withdraw']],
  ['sending', 'officer', 'author', []],
  ['failed', 'agent', 'author', ['edit-again']],
  ['failed', 'agent', 'other', []],
  ['failed', 'lead', 'other', ['edit-again']],
  ['failed', 'clerk', 'other', ['edit-again']],
  ['uncertain', 'agent', 'author', []],
  ['uncertain', 'lead', 'other', ['was-sent', 'was-not-sent']],
  ['sent', 'commissioner', 'author', []],
  ['withdrawn', 'commissioner', 'author', []],
] as const)('[MAIL-8] of an answer that is %s, a %s (%s) decides %j', (state, role, id, acts) => {
  expect(replyActs(reply({ state }), viewer(role, id))).toEqual(acts);
});

test('[SYNC-4] a restricted one is settled by the cleared', () => {
  const doubtful = reply({ state: 'uncertain', restricted: true });
  expect(replyActs(doubtful, viewer('lead'))).toEqual([]);
  expect(replyActs(doubtful, viewer('lead', 'cleared', ['violence']))).toHaveLength(2);
});

test('[MAIL-8] a refused one comes back to the draft by whichever act its viewer may give', () => {
  const refused = reply({ state: 'failed' });
  expect(replyCommand('edit-again', refused, viewer('agent', 'author'))).toEqual({
    ...{ type: 'withdraw-reply', ticketId: 't', replyId: 'r' },
  });
  expect(replyCommand('edit-again', refused, viewer('lead'))).toEqual({
    ...{ type: 'settle-reply', ticketId: 't', replyId: 'r', verdict: 'not-sent' },
  });
});
