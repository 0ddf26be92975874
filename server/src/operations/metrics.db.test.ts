import { defaultSettings } from '@vigie/shared/settings/settings';
import type { SystemCommand } from '@vigie/shared/ticket/system-command';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { actOnTicket } from '../desk/system-act.ts';
import { noStandby } from '@vigie/shared/operations/standby-status';
import type { OperationsStatus } from '@vigie/shared/operations/operations-status';
import { afternoon, TestRoom } from '../testing/test-room.ts';
import { Metrics } from './metrics.ts';

let room: TestRoom;
let metrics: Metrics;
beforeEach(async () => {
  room = await TestRoom.open(['ana']);
  const { database, log, time } = room;
  metrics = new Metrics({ database, log, clock: time, sockets: () => 7, operations });
});
afterEach(async () => {
  metrics.close();
  await room.close();
});

const failed = { at: afternoon, fault: 'failed' as const, message: 'fin 1' };
const operations = (): OperationsStatus => ({
  ...{ version: '9.9.9', startedAt: afternoon },
  backup: {
    ...{ state: 'failed', running: false, schedule: null, nextAt: null, lastFailure: failed },
    last: { at: afternoon, seq: 4, bytes: 8_192, path: '/backups/vigie' },
  },
  deadman: { configured: true, lastSuccessAt: afternoon, lastFailure: null },
  alertCommand: { configured: true, lastSuccessAt: null, lastFailure: failed },
  standby: noStandby,
});

const lines = async () => (await metrics.text()).split('\n');

function system(ticketId: string, command: SystemCommand): Promise<unknown> {
  const hands = { desk: room.desk, clock: room.time, newId: () => room.newId() };
  return actOnTicket({ ...hands, settings: defaultSettings }, { ticketId, command });
}

test('[MET-1] a first answer counts from the citizen’s mail to the server that took it, once', async () => {
  const { ticketId, token } = await room.claimed('ana');
  room.time.jump(100_000);
  const send = { type: 'send-reply', ticketId, token, text: 'Voici.', then: 'close' };
  const answer = await room.does('ana', send);
  const replyId = (answer.ok && answer.replyId) || '';
  await system(ticketId, { type: 'begin-sending', replyId });
  expect(await lines()).toContain('vigie_replies_total{state="sending"} 1');
  await system(ticketId, { type: 'record-sent', replyId, acceptedAt: room.time.now() });
  await room.does('ana', { type: 'add-note', ticketId, text: 'Merci.' });
  expect(await lines()).toEqual(
    expect.arrayContaining([
      'vigie_first_response_seconds_count 1',
      'vigie_first_response_seconds_sum 100',
      'vigie_first_response_seconds_bucket{le="60"} 0',
      'vigie_first_response_seconds_bucket{le="120"} 1',
      'vigie_replies_total{state="sent"} 1',
      'vigie_tickets_waiting{priority="P2"} 0',
      'vigie_oldest_waiting_seconds 0',
      'vigie_sockets 7',
    ]),
  );
});

test('[RUN-3] a lock that has run out is not counted as held', async () => {
  await room.claimed('ana');
  expect(await lines()).toContain('vigie_locks_held 1');
  room.time.jump(15 * 60_000);
  expect(await lines()).toContain('vigie_locks_held 0');
});

test('[RUN-3] backups, pings and the alert command are told, each by its last success', async () => {
  const seconds = String(afternoon / 1_000);
  expect(await lines()).toEqual(
    expect.arrayContaining([
      'vigie_build_info{version="9.9.9"} 1',
      'vigie_backup_state{state="failed"} 1',
      'vigie_backup_state{state="well"} 0',
      `vigie_backup_last_timestamp_seconds ${seconds}`,
      'vigie_backup_last_bytes 8192',
      `vigie_outside_last_success_timestamp_seconds{what="deadman"} ${seconds}`,
      'vigie_outside_failing{what="deadman"} 0',
      'vigie_outside_failing{what="alert_command"} 1',
    ]),
  );
});
