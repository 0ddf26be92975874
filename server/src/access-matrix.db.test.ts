import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { actorOf, type Actor } from '@vigie/shared/access/actor';
import { acts, may, type Act, type Thing } from '@vigie/shared/access/may';
import { definitions } from '@vigie/shared/settings/definitions';
import { commandSchema, type CommandType } from '@vigie/shared/wire/command';
import { cast, type Login } from './testing/test-room.ts';
import { TestService } from './testing/test-service.ts';

/** Who is signed in alone, so that the lead stands in for the command in one of the runs. */
const viewers: readonly { login: Login; standsIn: boolean; beside?: Login }[] = [
  { login: 'gallois', standsIn: false },
  { login: 'morel', standsIn: false },
  { login: 'rousseau', standsIn: true },
  { login: 'rousseau', standsIn: false, beside: 'morel' },
  { login: 'ana', standsIn: false },
  { login: 'cleo', standsIn: false },
  { login: 'dina', standsIn: false },
];

const words = { reason: 'motif', text: 'Bonjour.' };
const onSheet = {
  ...{ handoverId: 'none', item: 'receiver', field: 'synthesis', base: 0, done: true, part: 5 },
  ...{ text: 'Mot.', ticketId: 'none', pass: { kind: 'queue' }, password: 'faux' },
};
const fields = { rank: 'Gpx', name: 'X', alias: 'X', role: 'agent', teamId: null, clearances: [] };
const onTicket = {
  token: 1,
  revision: 1,
  then: 'close',
  to: 'ben',
  replyId: 'none',
  fileId: 'none',
  ...words,
};

const shiftId = 'JOUR-A:2026-11-24';
const onDates = { from: '2026-11-24', to: '2026-11-25' };

const door = { host: 'mail.example', port: 993, security: 'tls', user: 'nord' };
const mailbox = {
  ...{ name: 'Nord', address: 'nord@vigie.example', folder: 'INBOX', since: 0 },
  ...{ imap: door, smtp: { ...door, port: 465 }, sentFolder: null, signature: null },
};

/** One well-formed command of each type; a key too many is dropped by the schema. */
const commands: Record<CommandType, object> = {
  'claim-ticket': {},
  'claim-next': {},
  'release-ticket': onTicket,
  'free-ticket': onTicket,
  'renew-lock': onTicket,
  'seize-ticket': onTicket,
  'reassign-ticket': onTicket,
  'add-note': onTicket,
  'save-draft': onTicket,
  'attach-file': onTicket,
  'detach-file': onTicket,
  'send-reply': onTicket,
  'withdraw-reply': onTicket,
  'settle-reply': { ...onTicket, verdict: 'sent' },
  'close-ticket': { ...onTicket, reason: 'spam' },
  'reopen-ticket': onTicket,
  'change-priority': { priority: 'P2' },
  'change-category': { category: 'biens' },
  'change-restriction': { restricted: true, reason: 'motif' },
  'lift-quarantine': { category: 'biens' },
  'merge-ticket': { into: 'none' },
  'split-ticket': { mailIds: ['none'] },
  'link-tickets': { otherId: 'none', linkKind: 'sequel' },
  'unlink-tickets': { otherId: 'none' },
  'post-instruction': { text: 'Consigne' },
  'begin-pause': {},
  'end-pause': {},
  'add-person': { ...fields, login: 'neuf' },
  'change-person': { ...fields, login: 'ben', teamId: 'JOUR-A' },
  'end-person': {},
  'reset-password': {},
  'open-handover': {},
  'write-handover-field': onSheet,
  'add-handover-item': onSheet,
  'remove-handover-item': onSheet,
  'review-handover-item': onSheet,
  'plan-pass': onSheet,
  'propose-handover': onSheet,
  'withdraw-proposal': onSheet,
  'take-handover-item': onSheet,
  'accept-handover': onSheet,
  'add-addendum': onSheet,
  'hand-on': { ...onSheet, passes: [{ ticketId: 'none', pass: { kind: 'queue' } }] },
  'enter-absence': { personId: 'ben', absence: 'CM', ...onDates },
  'enter-absences': { absences: [{ personId: 'ben', absence: 'CM', ...onDates }] },
  'order-replacement': { personId: 'ana', replaces: 'ben', shiftId },
  'order-recall': { personId: 'ana', shiftId },
  'order-extra-shift': { personId: 'ana', teamId: null, startMs: 0, endMs: 3_600_000 },
  'note-late-arrival': { personId: 'ben', shiftId, arrivesMs: 0 },
  'note-early-leave': { personId: 'ben', shiftId, leavesMs: 0 },
  'ask-swap': { shiftId, withId: 'ben', withShiftId: shiftId },
  'answer-swap': { overrideId: 'none', agrees: true },
  'settle-swap': { overrideId: 'none', approves: true },
  'cancel-override': { overrideId: 'none' },
  'post-person': { personId: 'ben', teamId: 'NUIT-A', from: onDates.from, to: null },
  'change-roster-plan': { from: onDates.from, holidays: 'alsace-moselle' },
  'open-calendar': {},
  'revoke-calendar': { personId: 'ben' },
  'change-settings': { changes: [{ setting: 'retention-biens', value: 400 }] },
  'add-mailbox': { fields: mailbox },
  'change-mailbox': { mailboxId: 'none', fields: mailbox },
  'pause-mailbox': { mailboxId: 'none' },
  'resume-mailbox': { mailboxId: 'none' },
  'remove-mailbox': { mailboxId: 'none' },
  'create-token': { name: 'x', scopes: ['read-log'], personId: 'ben', expiresAt: 1 },
  'revoke-token': { tokenId: 'none' },
  'create-webhook': {
    ...{ name: 'x', url: 'https://x.example', events: ['reply-sent'], personal: false },
  },
  'remove-webhook': { webhookId: 'none' },
};

let service: TestService;
beforeEach(async () => {
  service = await TestService.open();
});
afterEach(() => service.close());

function actor(login: Login, standsIn: boolean): Actor {
  const person = service.app.staff.person(login);
  if (!person) throw new Error(`no ${login}`);
  return actorOf(person, standsIn);
}

async function enter({ login, beside }: (typeof viewers)[number]): Promise<void> {
  await service.signIn(login);
  if (beside) await service.signIn(beside);
}

test('[ACCESS-1] the matrix has every command and every act', () => {
  const types = commandSchema.options.map((option) => option.shape.type.value);
  expect(Object.keys(commands).sort()).toEqual([...types].sort());
  expect(types.every((type) => (acts as readonly string[]).includes(type))).toBe(true);
});

describe.each(viewers)('as $login (stands in: $standsIn)', (viewer) => {
  const { login, standsIn } = viewer;

  test.each([false, true])(
    '[ACCESS-1] each command on a ticket is allowed as `may` says; restricted: %s',
    async (restricted) => {
      await enter(viewer);
      const expected: string[] = [];
      const found: string[] = [];
      for (const [type, rest] of Object.entries(commands)) {
        if (!isOnTicket(type)) continue;
        const ticketId = await heldByBen(restricted);
        // A lead's own team, and a lock on which nobody has acted for a while.
        const thing: Thing = { restricted, holderTeamId: 'JOUR-A', stale: true };
        if (may(actor(login, standsIn), type, thing)) expected.push(type);
        if (await isAllowed(login, { type, ticketId, ...rest })) found.push(type);
      }
      expect(found).toEqual(expected);
    },
  );

  test('[ACCESS-1] each command on people and the room is allowed as `may` says', async () => {
    await enter(viewer);
    const expected: string[] = [];
    const found: string[] = [];
    for (const type of ['post-instruction', 'begin-pause', 'end-pause', 'claim-next'] as const) {
      if (may(actor(login, standsIn), type)) expected.push(type);
      if (await isAllowed(login, { type, ...commands[type] })) found.push(type);
    }
    for (const type of ['add-person', 'change-person', 'reset-password', 'end-person'] as const) {
      for (const other of targets(type)) {
        const { role } = cast[other];
        const thing = type === 'add-person' ? {} : { personId: other, role };
        if (may(actor(login, standsIn), type, thing)) expected.push(`${type} ${other}`);
        const command = { type, ...commands[type], personId: other };
        if (await isAllowed(login, command)) found.push(`${type} ${other}`);
      }
    }
    expect(found).toEqual(expected);
  });

  test('[ACCESS-1] each command on settings and mailboxes is allowed as `may` says', async () => {
    await enter(viewer);
    const who = actor(login, standsIn);
    const mailboxActs = [
      'add-mailbox',
      'change-mailbox',
      'pause-mailbox',
      'resume-mailbox',
    ] as const;
    for (const type of [...mailboxActs, 'remove-mailbox'] as const) {
      const allowed = await isAllowed(login, { type, ...commands[type] });
      expect([type, allowed]).toEqual([type, may(who, type)]);
    }
    for (const setting of [
      'target-biens',
      'aim-P1',
      'prefer',
      'signature',
      'retention-biens',
      'sheet-biens',
    ] as const) {
      const { group: settingGroup } = definitions[setting];
      const command = { type: 'change-settings', changes: [{ setting, value: 50 }] };
      const allowed = may(who, 'change-settings', { settingGroup });
      expect([setting, await isAllowed(login, command)]).toEqual([setting, allowed]);
    }
  });

  test('[ACCESS-1] each read is allowed as `may` says', async () => {
    await enter(viewer);
    const [open, veiled] = [await heldByBen(false), await heldByBen(true)];
    const routes: [url: string, act: Act, thing: Thing][] = [
      [`/api/tickets/${open}`, 'see-ticket', { restricted: false }],
      [`/api/tickets/${veiled}`, 'see-ticket', { restricted: true }],
      ['/api/people', 'see-people', {}],
      ['/api/roster?from=2026-11-23&days=7', 'see-roster', {}],
      ['/api/roster/holes', 'see-roster-cover', {}],
      ['/api/roster/rules', 'see-roster-cover', {}],
      ['/api/roster/proposal', 'see-roster-cover', {}],
      ['/api/outbox', 'see-outbox', {}],
      ['/api/handovers', 'see-handover', {}],
      ['/api/handovers/figures', 'see-handover-figures', {}],
      ['/api/operations', 'see-operations', {}],
      ['/api/access', 'see-api-access', {}],
      ['/api/machine-mails', 'see-raw-mail', {}],
      ['/api/statistics?from=2026-11-01&to=2026-11-24', 'see-statistics', {}],
      ['/api/statistics?from=2026-11-01&to=2026-11-24&person=x', 'see-person-figures', {}],
      ['/api/statistics/last-hour?figure=received', 'see-statistics', {}],
      ['/api/health/ledger?mailbox=x', 'see-health', {}],
      ['/api/log', 'see-log', {}],
      ['/api/log/chain', 'see-log', {}],
      ['/api/walls', 'manage-walls', {}],
      [`/api/past?at=${String(service.time.now())}`, 'see-past', {}],
      [`/api/past/steps?seq=1&until=${String(service.time.now())}`, 'see-past', {}],
      [`/api/past/shift?at=${String(service.time.now())}`, 'see-past', {}],
      [`/api/past/looks?at=${String(service.time.now())}`, 'see-looks', {}],
      ['/api/log/export?format=csv', 'export-log', {}],
    ];
    for (const [url, act, thing] of routes) {
      const { statusCode } = await service.get(login, url);
      expect([url, statusCode]).toEqual([url, may(actor(login, standsIn), act, thing) ? 200 : 403]);
    }
    const { statusCode } = await service.post(login, '/api/log/verify', {});
    expect(statusCode).toBe(may(actor(login, standsIn), 'verify-log') ? 200 : 403);
  });
});

test('[ACCESS-2] nothing but sign-in, first commissioner and health is open to nobody', async () => {
  const ticketId = await service.receive();
  const urls = ['tickets/' + ticketId, 'tickets?status=closed', 'search?q=x', 'mails/x/raw'];
  for (const url of [
    ...urls,
    'people',
    'outbox',
    'machine-mails',
    'log',
    'log/chain',
    'session',
    'nowhere',
  ]) {
    expect([url, (await service.get(null, `/api/${url}`)).statusCode]).toEqual([
      url,
      url === 'nowhere' ? 404 : 401,
    ]);
  }
  expect((await service.command(null, { type: 'claim-next' })).statusCode).toBe(401);
});

async function isAllowed(login: Login, command: object): Promise<boolean> {
  const response = await service.command(login, command);
  const { refusal } = response.json<{ refusal?: string }>();
  expect([command, refusal]).not.toEqual([command, 'bad-input']);
  expect(response.statusCode === 403).toBe(refusal === 'not-allowed');
  return refusal !== 'not-allowed';
}

/** A ticket under Ben's lock, on which he has not acted for long. */
async function heldByBen(restricted: boolean): Promise<string> {
  const id = await service.receive({ finding: { restricted } });
  const until = service.time.now() + 60_000_000;
  const events = [{ type: 'ticket-claimed', until }] as const;
  await service.app.desk.perform<undefined>({
    ...{ type: 'claim-ticket', key: id, by: 'ben', origin: null, keys: [] },
    decide: () => ({
      ok: true,
      appends: [{ stream: 'ticket', id, events }],
      writes: {},
      answer: () => undefined,
    }),
  });
  service.time.jump(5 * 60_000);
  return id;
}

function isOnTicket(type: string): type is CommandType & Act {
  return /-ticket|-lock|-note|-draft|-reply|^change-(priority|category|restriction)$|-quarantine/.test(
    type,
  );
}

function targets(type: CommandType): Login[] {
  // Ending the last one first would end the test's own people: Ben alone is ended, and oneself tried.
  return type === 'end-person' ? ['ben'] : ['ben', 'dina', 'rousseau', 'morel', 'gallois'];
}
