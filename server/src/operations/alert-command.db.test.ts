import type { SystemCommand } from '@vigie/shared/ticket/system-command';
import { defaultSettings } from '@vigie/shared/settings/settings';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actOnTicket } from '../desk/system-act.ts';
import type { Health } from '../live/live-hub.ts';
import { TestRoom } from '../testing/test-room.ts';
import { AlertCommand, type Alert } from './alert-command.ts';
import type { CommandOutcome } from './run-command.ts';

let room: TestRoom;
let told: Alert[];
let outcomes: CommandOutcome[];
let mailbox: Health['mailbox'];
let alerts: AlertCommand;
let logged: string[];
const failed: CommandOutcome = { ok: false, message: 'fin 1' };
beforeEach(async () => {
  room = await TestRoom.open(['ana']);
  [told, outcomes, mailbox, logged] = [[], [], 'well', []];
  const note = (_: object, message: string) => logged.push(message);
  alerts = new AlertCommand({
    ...{ command: ['alert'], log: room.log, clock: room.time, timers: room.time },
    health: () => ({ mailbox, outbox: 'well' }),
    logger: { warn: note, info: note },
    run: async (_, alert) => {
      told.push(alert);
      return outcomes.shift() ?? { ok: true };
    },
  });
});
afterEach(async () => {
  alerts.close();
  await room.close();
});

const escalate = async (ticketId: string) => {
  const command: SystemCommand = { type: 'escalate-alarm' };
  const hands = { desk: room.desk, clock: room.time, newId: () => room.newId() };
  await actOnTicket({ ...hands, settings: defaultSettings }, { ticketId, command });
  await room.settle();
};

test('[RUN-6] a P0 that nobody claims is told outside at each escalation, without a word of the citizen', async () => {
  const ticketId = await room.receive({ finding: { priority: 'P0' } });
  await room.advance(2 * 60_000);
  await escalate(ticketId);
  await room.advance(3 * 60_000);
  await escalate(ticketId);
  expect(told).toEqual([
    expect.objectContaining({ event: 'p0-escalated', ticketId, level: 1 }),
    expect.objectContaining({ event: 'p0-escalated', ticketId, level: 2 }),
  ]);
  expect(Object.keys(told[0] ?? {}).sort()).toEqual(
    ['at', 'event', 'level', 'number', 'since', 'ticketId'].sort(),
  );
  expect(alerts.status.lastFailure).toBe(null);
});

test('[RUN-6] a mailbox that stays silent for five minutes is told once, and its return too', async () => {
  mailbox = 'connecting';
  await room.advance(4 * 60_000);
  expect(told).toEqual([]);
  await room.advance(10 * 60_000);
  expect(told).toEqual([expect.objectContaining({ event: 'mailbox-silent', state: 'connecting' })]);
  mailbox = 'well';
  await room.advance(60_000);
  expect(told.map(({ event }) => event)).toEqual(['mailbox-silent', 'mailbox-back']);
});

test('[RUN-6] a short interruption is nobody’s alarm', async () => {
  mailbox = 'silent';
  await room.advance(4 * 60_000);
  mailbox = 'well';
  await room.advance(60_000);
  mailbox = 'silent';
  await room.advance(4 * 60_000);
  expect(told).toEqual([]);
});

test('[RUN-6] what fails is shown, and tried again', async () => {
  outcomes = [failed, failed];
  const ticketId = await room.receive({ finding: { priority: 'P0' } });
  await room.advance(2 * 60_000);
  await escalate(ticketId);
  expect(alerts.status.lastFailure).toMatchObject({ message: 'fin 1' });
  await room.advance(60_000);
  expect(told).toHaveLength(3);
  expect(alerts.status.lastSuccessAt).not.toBe(null);
  expect(logged).toEqual(['the alert command fails', 'the alert command fails: over']);
});
