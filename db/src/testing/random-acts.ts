import { categoryKeys } from '@vigie/shared/triage/categories';
import { priorities } from '@vigie/shared/triage/priority';
import { isCleared } from '@vigie/shared/access/actor';
import type { Circumstances } from '@vigie/shared/ticket/decision';
import { decideLink, decideUnlink } from '@vigie/shared/ticket/decide-link';
import { decideMerge, decideSplit } from '@vigie/shared/ticket/decide-merge';
import { givenLinkKinds } from '@vigie/shared/ticket/link';
import { closeReasons, type AfterReply } from '@vigie/shared/ticket/ticket';
import type { SystemCommand } from '@vigie/shared/ticket/system-command';
import type { TicketCommand } from '@vigie/shared/ticket/command';
import type { Loaded } from '../event-log.ts';
import type { Options, SmallDesk } from './small-desk.ts';
import { citizenMail, draft, replyMail, typed } from './words.ts';

/** Who acts upon what; `pick` chooses among the variants of an act. */
export interface Scene {
  readonly desk: SmallDesk;
  readonly by: string;
  readonly ticketId: string;
  readonly pick: number;
  readonly at: number;
  /** Unique in the history. */
  readonly n: number;
  /** The last acknowledgement asked for, by ticket. */
  readonly acknowledgements: Map<string, string>;
}

/** The people of every history. */
export const people = ['ana', 'ben', 'cleo', 'dora'];
const minute = 60_000;

/** Everything that people and the service do to tickets, with the words that go with it. */
export const acts = {
  open: (scene: Scene) =>
    system(scene, {
      type: 'open-ticket',
      number: `26-${scene.n % 2 ? '11' : '12'}-${String(scene.n)}`,
      mailboxId: 'contact',
      mailId: mailId(scene),
      receivedAt: scene.at,
      finding: finding(scene),
      quarantined: scene.pick % 7 === 0,
      linkedTo: [],
    }),
  'follow-up': (scene: Scene) =>
    system(scene, {
      type: 'receive-follow-up',
      mailId: mailId(scene),
      receivedAt: scene.at,
      finding: finding(scene),
      senderChanged: scene.pick % 3 === 0,
      handlerPresent: scene.pick % 2 === 0,
    }),
  'machine-mail': (scene: Scene) =>
    system(scene, {
      type: 'attach-machine-mail',
      mailId: mailId(scene),
      receivedAt: scene.at,
      kind: 'bounce',
      bouncedReplyId: scene.pick % 2 ? `reply-${String(scene.pick)}` : null,
      targetMs: 60 * minute,
    }),
  'end-lease': (scene: Scene) =>
    system(scene, { type: 'end-lease', lastActAt: scene.at - scene.pick * minute }),
  'shorten-lease': (scene: Scene) =>
    system(scene, { type: 'shorten-lease', goneSince: scene.at - scene.pick * 1_000 }),
  'prolong-lease': (scene: Scene) =>
    system(scene, { type: 'prolong-lease', until: scene.at + scene.pick * minute }),
  'escalate-alarm': (scene: Scene) => system(scene, { type: 'escalate-alarm' }),
  sending: (scene: Scene) => onReply(scene, 'begin-sending', {}),
  deferred: (scene: Scene) => onReply(scene, 'defer-reply', { sendAt: scene.at + minute }),
  sent: (scene: Scene) => onReply(scene, 'record-sent', { acceptedAt: scene.at }),
  failed: (scene: Scene) => onReply(scene, 'record-failure', { code: '550' }),
  uncertain: (scene: Scene) => onReply(scene, 'record-uncertain', {}),
  proved: (scene: Scene) => onReply(scene, 'prove-sent', {}),
  acknowledge: (scene: Scene) => {
    const replyId = `ack-${String(scene.n)}`;
    scene.acknowledgements.set(scene.ticketId, replyId);
    const writes = replyMail(scene.ticketId, replyId, 'acknowledgement', scene.at);
    return system(
      scene,
      { type: 'queue-acknowledgement', replyId, sendAt: scene.at + minute },
      { writes },
    );
  },
  withhold: (scene: Scene) =>
    system(scene, { type: 'withhold-acknowledgement', cause: 'cap', until: null }),
  acknowledged: (scene: Scene) => onAcknowledgement(scene, 'record-acknowledged'),
  abandoned: (scene: Scene) => onAcknowledgement(scene, 'abandon-acknowledgement'),
  claim: ({ desk, by, ticketId, at }: Scene) => desk.claim(by, ticketId, at),
  'claim-next': ({ desk, by, at }: Scene) => desk.claimNext(by, at, by === 'dora'),
  release: (scene: Scene) => act(scene, (token) => ({ type: 'release-ticket', token })),
  free: (scene: Scene) =>
    act(
      scene,
      () => ({ type: 'free-ticket', reasonId: reasonId(scene), holderTeamId: 'JOUR-A' }),
      reason(scene),
    ),
  renew: (scene: Scene) => act(scene, (token) => ({ type: 'renew-lock', token })),
  seize: (scene: Scene) =>
    act(scene, () => ({ type: 'seize-ticket', reasonId: reasonId(scene) }), reason(scene)),
  reassign: (scene: Scene) => {
    const receiver = { personId: nth(people, scene.pick), active: true, cleared: true };
    const command = () => ({
      type: 'reassign-ticket' as const,
      receiver,
      reasonId: reasonId(scene),
    });
    return act(scene, command, reason(scene));
  },
  note: (scene: Scene) =>
    act(scene, () => ({ type: 'add-note', noteId: reasonId(scene) }), reason(scene)),
  draft: (scene: Scene) =>
    act(scene, (token) => ({ type: 'save-draft', token }), {
      writes: draft(scene.ticketId, scene.n, scene.at),
    }),
  reply: (scene: Scene) => {
    const replyId = `reply-${String(scene.n)}`;
    const then: AfterReply = scene.pick % 2 ? 'close' : 'wait';
    const command = (token: number): TicketCommand => ({
      type: 'send-reply',
      token,
      replyId,
      then,
      orientation: null,
      isEmpty: false,
      hasRecipient: true,
      senderConfirmed: true,
      filesAsSeen: true,
      contactId: reasonId(scene),
    });
    const mail = replyMail(scene.ticketId, replyId, 'reply', scene.at);
    return act(scene, command, { writes: { ...mail, ...reason(scene).writes } });
  },
  withdraw: (scene: Scene) => act(scene, (_, replyId) => ({ type: 'withdraw-reply', replyId })),
  settle: (scene: Scene) =>
    act(scene, (_, replyId) => ({
      type: 'settle-reply',
      replyId,
      verdict: scene.pick % 2 ? 'sent' : 'not-sent',
    })),
  close: (scene: Scene) =>
    act(
      scene,
      (token) => ({
        type: 'close-ticket',
        token,
        reason: nth(closeReasons, scene.pick),
        contactId: reasonId(scene),
      }),
      reason(scene),
    ),
  reopen: (scene: Scene) =>
    act(
      scene,
      () => ({ type: 'reopen-ticket', reasonId: reasonId(scene), targetMs: 60 * minute }),
      reason(scene),
    ),
  priority: (scene: Scene) =>
    act(
      scene,
      () => ({
        type: 'change-priority',
        priority: nth(priorities, scene.pick),
        reasonId: reasonId(scene),
        targetMs: 5 * minute,
      }),
      reason(scene),
    ),
  category: (scene: Scene) =>
    act(scene, () => ({ type: 'change-category', category: nth(categoryKeys, scene.pick) })),
  restriction: (scene: Scene) =>
    act(
      scene,
      () => ({
        type: 'change-restriction',
        restricted: scene.pick % 2 === 0,
        reasonId: reasonId(scene),
      }),
      reason(scene),
    ),
  lift: (scene: Scene) =>
    act(scene, () => ({
      type: 'lift-quarantine',
      category: nth(categoryKeys, scene.pick),
      priority: nth(priorities, scene.pick),
      targetMs: 30 * minute,
    })),
  merge: (scene: Scene) => {
    const { desk, by, ticketId, at } = scene;
    const into = otherTicket(scene);
    const judge = (loaded: Loaded, now: Circumstances) => {
      const ticket = loaded.ticket(ticketId);
      const holder = loaded.holder(into);
      return decideMerge(
        {
          ...{ ticket, survivor: loaded.ticket(into), mails: loaded.mails(ticketId) },
          token: ticket?.lock?.token ?? null,
          senderDiffers: scene.pick % 3 === 0,
          holderCleared: holder === null || isCleared(holder),
        },
        now,
      );
    };
    return desk.pair(by, [ticketId, into], judge, at);
  },
  split: (scene: Scene) => {
    const { desk, by, ticketId, at, n, pick } = scene;
    const isNew = pick % 3 === 0;
    const to = isNew ? `ticket-of-${String(n)}` : otherTicket(scene);
    const judge = (loaded: Loaded, now: Circumstances) => {
      const ticket = loaded.ticket(ticketId);
      const mails = loaded.mails(ticketId);
      const some = isNew
        ? mails.filter((_, place) => place % 2 === pick % 2)
        : mails.filter(({ homeId }) => homeId === to);
      return decideSplit(
        {
          ...{ ticket, mails, token: ticket?.lock?.token ?? null, targetMs: 60 * minute },
          mailIds: some.map(({ id }) => id),
          target: isNew
            ? { newId: to, number: `26-10-${String(n)}` }
            : { known: loaded.ticket(to) },
        },
        now,
      );
    };
    return desk.pair(by, [ticketId, to], judge, at);
  },
  link: (scene: Scene) => {
    const { desk, by, ticketId, at, pick } = scene;
    const to = otherTicket(scene);
    const judge = (loaded: Loaded, now: Circumstances) =>
      pick % 3
        ? decideLink(loaded.ticket(ticketId), loaded.ticket(to), nth(givenLinkKinds, pick), now)
        : decideUnlink(loaded.ticket(ticketId), loaded.ticket(to), now);
    return desk.pair(by, [ticketId, to], judge, at);
  },
  'sign-in': ({ desk, by, at, pick }: Scene) =>
    desk.happen(
      {
        stream: 'person',
        id: by,
        events: [{ type: pick % 2 ? 'signed-in' : 'signed-out' }, { type: 'pause-begun' }],
      },
      at,
    ),
  instruct: ({ desk, at, pick, n }: Scene) =>
    desk.happen(
      {
        stream: 'room',
        id: 'room',
        events:
          pick % 3 === 0
            ? [{ type: 'shift-began', shiftId: `shift-${String(n)}`, startMs: at }]
            : pick % 3 === 1
              ? [{ type: 'instruction-posted', instructionId: `words-${String(n)}` }]
              : [{ type: 'instruction-withdrawn' }],
      },
      at,
    ),
} satisfies Readonly<Record<string, (scene: Scene) => Promise<unknown>>>;

export type ActName = keyof typeof acts;
export const actNames = Object.keys(acts) as ActName[];

/** Another of the four tickets of a history. */
function otherTicket({ ticketId, pick }: Scene): string {
  return `ticket-${String((Number(ticketId.slice(-1)) + 1 + (pick % 3)) % 4)}`;
}

function system(
  { desk, ticketId, at, n, pick }: Scene,
  command: SystemCommand,
  options: Options = {},
): Promise<unknown> {
  const brings = command.type === 'open-ticket' || command.type === 'receive-follow-up';
  const writes = brings ? citizenMail(ticketId, `mail-${String(n)}`, at, pick) : {};
  return desk.system(ticketId, command, at, { writes, ...options });
}

function onReply(
  { desk, ticketId, at }: Scene,
  type:
    | 'begin-sending'
    | 'defer-reply'
    | 'record-sent'
    | 'record-failure'
    | 'record-uncertain'
    | 'prove-sent',
  more: { sendAt?: number; acceptedAt?: number; code?: string },
): Promise<unknown> {
  const command = (loaded: Loaded) =>
    ({ type, replyId: replyOf(loaded, ticketId), ...more }) as SystemCommand;
  return desk.system(ticketId, command, at);
}

function onAcknowledgement(
  { desk, ticketId, at, acknowledgements }: Scene,
  type: 'record-acknowledged' | 'abandon-acknowledgement',
): Promise<unknown> {
  const replyId = acknowledgements.get(ticketId) ?? 'no-acknowledgement';
  return desk.system(
    ticketId,
    type === 'record-acknowledged'
      ? { type, replyId, acceptedAt: at }
      : { type, replyId, cause: 'refused' },
    at,
  );
}

function act(
  { desk, by, ticketId, at }: Scene,
  command: (token: number, replyId: string) => TicketCommand,
  options: Options = {},
): Promise<unknown> {
  return desk.act(
    by,
    ticketId,
    (loaded) => {
      const token = loaded.ticket(ticketId)?.lock?.token ?? 1;
      return command(token, replyOf(loaded, ticketId));
    },
    at,
    options,
  );
}

function replyOf(loaded: Loaded, ticketId: string): string {
  return loaded.ticket(ticketId)?.outgoing?.replyId ?? 'no-reply';
}

function finding({ pick }: Scene) {
  const priority = nth(priorities, pick);
  return {
    priority,
    category: nth(categoryKeys, pick),
    restricted: pick % 5 === 0,
    signs: pick % 2 ? ['danger.weapon'] : [],
    danger: priority === 'P0',
    targetMs: (pick + 1) * minute,
  };
}

const mailId = ({ n }: Scene) => `mail-${String(n)}`;
const reasonId = ({ n }: Scene) => `words-${String(n)}`;
const reason = (scene: Scene) => ({
  writes: typed(reasonId(scene), scene.ticketId, scene.by, scene.at),
});

/** The n-th of a list that begins again at its end. */
export function nth<T>(list: readonly T[], n: number): T {
  const found = list[n % list.length];
  if (found === undefined) throw new Error('an empty list has no element');
  return found;
}
