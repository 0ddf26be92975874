import { done, password, ReliefRoom } from './relief-room.ts';

/**
 * Plays a whole relief in a folder and dies by SIGKILL inside the very transaction that appends an
 * event of the given type, or right after the acceptance was acknowledged (`acknowledged`). Run as a
 * child process by the test that looks at what is left.
 */
async function relieveUntilKilled(folder: string, deadly: string): Promise<never> {
  const relief = await ReliefRoom.open({ folder });
  const { ticketId: passed } = await relief.room.claimed('ana');
  const { ticketId: queued } = await relief.room.claimed('ben');
  const { ticketId: kept } = await relief.room.claimed('cleo');
  const { client } = relief.room.database;
  client.function('die', () => process.kill(process.pid, 'SIGKILL') && 0);
  client.exec(
    `CREATE TEMP TRIGGER deadly AFTER INSERT ON main.events WHEN new.type = '${deadly}' BEGIN SELECT die(); END`,
  );
  done(await relief.does('rousseau', { type: 'open-handover' }));
  const stays = { kind: 'stays', until: relief.room.time.now() + 600_000, reason: 'appel' };
  const plans = [
    { ticketId: passed, pass: { kind: 'person', personId: 'colin' } },
    { ticketId: queued, pass: { kind: 'queue' } },
    { ticketId: kept, pass: stays },
  ];
  for (const plan of plans) done(await relief.on('rousseau', 'plan-pass', plan));
  done(await relief.on('rousseau', 'propose-handover', { signature: { password } }));
  await relief.taken();
  done(await relief.accept());
  process.kill(process.pid, 'SIGKILL');
  throw new Error('still alive');
}

const [folder, deadly] = process.argv.slice(2);
if (folder === undefined || deadly === undefined) throw new Error('<folder> <event that kills>');
await relieveUntilKilled(folder, deadly);
