import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkProjections } from '@vigie/db/check-projections';
import { readDatabase } from '@vigie/db/database';
import { databasePath } from '@vigie/db/database-path';
import { termOf } from '@vigie/db/queries/term';
import { verifyChain } from '@vigie/db/verify-chain';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Nodes, type Desk, type Node } from './testing/nodes.ts';
import { Way } from './testing/way.ts';

const patience = { timeout: 60_000, interval: 25 };

let nodes: Nodes;
let way: Way;
let server: Node;
let desk: Desk;
beforeEach(async () => {
  nodes = new Nodes();
  await nodes.appoint('one');
  server = await nodes.server('one');
  way = await Way.to(await nodes.port('one'));
  desk = await nodes.signIn('one');
});
afterEach(async () => {
  await nodes.close();
  await way.close();
});

const follows = (name = 'two') =>
  expect.poll(() => nodes.ready(name), patience).toMatchObject({ ok: true, state: 'following' });
const hasAll = (seq: number, name = 'two') =>
  expect
    .poll(async () => Number((await nodes.ready(name)).seq), patience)
    .toBeGreaterThanOrEqual(seq);

async function expectWhole(name: string): Promise<void> {
  const database = readDatabase(databasePath(nodes.folder(name)));
  expect(await verifyChain(database)).toMatchObject({ ok: true });
  expect(await checkProjections(database)).toMatchObject({ ok: true });
  database.close();
}

describe('[RUN-4] a standby', () => {
  test('takes over a server that was killed in mid-stream: all that the reported lag allows is there, and it serves', async () => {
    await nodes.standby('two', way.url);
    await follows();
    for (let n = 0; n < 30; n += 1) await desk.work();
    await hasAll(desk.acknowledged);
    const working = Array.from({ length: 20 }, () => desk.work());
    await working[0];
    await server.kill();
    await Promise.all(working);
    const { seq } = await nodes.ready('two');
    const taken = await nodes.takeOver('two');
    expect(taken).toMatchObject({ code: 0 });
    expect(taken.said).toContain('Mandat 2');
    await expect.poll(() => nodes.ready('two'), patience).toMatchObject({ database: 'well' });
    expect(nodes.headIn('two')).toBeGreaterThanOrEqual(Number(seq));
    const again = await nodes.signIn('two');
    expect(await again.work()).toBeGreaterThan(Number(seq));
    await expectWhole('two');
  });

  test('loses nothing when the server is stopped in order first', async () => {
    await nodes.standby('two', way.url);
    await follows();
    const working = Array.from({ length: 30 }, () => desk.work());
    await working[10];
    expect(await server.kill('SIGTERM')).toBe(0);
    await Promise.all(working);
    expect(await nodes.takeOver('two')).toMatchObject({ code: 0 });
    expect(nodes.headIn('two')).toBeGreaterThanOrEqual(desk.acknowledged);
  });

  test('does not take over while the server answers, unless it is forced: then that one ends first, and nothing is lost', async () => {
    await nodes.standby('two', way.url);
    await follows();
    const refused = await nodes.takeOver('two');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.said).toContain('répond encore');
    expect(await nodes.ready('two')).toMatchObject({ role: 'standby' });

    const working = Array.from({ length: 40 }, () => desk.work());
    await working[5];
    const taken = await nodes.takeOver('two', '--force');
    expect(taken).toMatchObject({ code: 0 });
    expect(taken.said).toContain('s’est retiré');
    await Promise.all(working);
    expect(await server.ends()).toBe(2);
    expect(server.said).toContain('a pris la relève');
    expect(nodes.headIn('two')).toBeGreaterThanOrEqual(desk.acknowledged);
    expect((await nodes.refusedServer('one')).said).toContain('a pris la relève');
  });

  test('once it has taken over, the old server finds out at its start, ends, and follows in its turn', async () => {
    await nodes.standby('two', way.url);
    await follows();
    await desk.work();
    await hasAll(desk.acknowledged);
    await server.kill();
    const two = await nodes.takeOver('two');
    expect(two.code).toBe(0);
    await expect.poll(() => nodes.ready('two'), patience).toMatchObject({ database: 'well' });
    const returned = await nodes.refusedServer('one');
    expect(returned.child.exitCode).toBe(2);
    expect(returned.said).toContain('a pris la relève');

    await nodes.standby('one', await nodes.url('two'));
    await follows('one');
    const second = await nodes.signIn('two');
    await second.work();
    await hasAll(second.acknowledged, 'one');
    expect(readdirSync(nodes.folder('one')).join()).toContain('vigie.db.before-');
  });

  test('a server cut off while another took over steps down as soon as the network is back', async () => {
    await nodes.standby('two', way.url);
    await follows();
    way.cut();
    await expect.poll(() => nodes.ready('two'), patience).toMatchObject({ state: 'unreachable' });
    expect(await nodes.takeOver('two')).toMatchObject({ code: 0 });
    await expect.poll(() => nodes.ready('two'), patience).toMatchObject({ database: 'well' });
    expect(server.isRunning).toBe(true);
    way.mend();
    expect(await server.ends()).toBe(2);
  });

  test('goes on where it was, whenever it is killed', async () => {
    let standby = await nodes.standby('two', way.url);
    await follows();
    for (let round = 0; round < 6; round += 1) {
      const working = Array.from({ length: 15 }, () => desk.work('x'.repeat(2_000)));
      await working[round * 2];
      await standby.kill();
      await Promise.all(working);
      standby = await nodes.standby('two', way.url);
      await hasAll(desk.acknowledged);
    }
    await standby.kill();
    await expectWhole('two');
  });

  test('takes nothing that was cut or damaged on the way, and has it all afterwards', async () => {
    await nodes.standby('two', way.url);
    await follows();
    for (const harm of [() => way.damageNext(3), () => way.cutAfter(2_000)]) {
      harm();
      for (let n = 0; n < 10; n += 1) await desk.work('y'.repeat(2_000));
      await expect.poll(() => nodes.ready('two'), patience).toMatchObject({ ok: false });
      way.mend();
      await hasAll(desk.acknowledged);
    }
    await follows();
    await expectWhole('two');
  });

  test('killed while it makes its first copy begins it again, and never serves half of one', async () => {
    const half = await nodes.standby('two', way.url);
    await half.kill();
    const refused = await nodes.takeOver('two');
    if (refused.code === 0) expect(nodes.headIn('two')).toBeGreaterThan(0);
    else expect(refused.said).toMatch(/pas encore entière|répond encore/);
    await nodes.standby('two', way.url);
    await follows();
  });

  test('on a full disk waits for room, keeps what it has, and goes on', async () => {
    const standby = await nodes.standby('two', way.url);
    await follows();
    await standby.kill();
    const has = nodes.headIn('two');
    // A limit on the size of files makes writing fail where the disk's end would.
    const small = ['prlimit', '--fsize=1000000'];
    const limited = await nodes.standby('two', way.url, { under: small });
    for (let n = 0; n < 40; n += 1) await desk.work('z'.repeat(1_900));
    await expect.poll(() => nodes.ready('two'), patience).toMatchObject({ state: 'no-room' });
    await limited.kill();
    expect(nodes.headIn('two')).toBeGreaterThanOrEqual(has);
    await nodes.standby('two', way.url);
    await hasAll(desk.acknowledged);
  });

  test('with a wrong token, or of another installation, is refused by name, and goes on as it was', async () => {
    const settings = { VIGIE_STANDBY_TOKEN: 'another token, as long as it has to be' };
    let standby = await nodes.standby('two', way.url, { settings });
    await expect
      .poll(() => nodes.ready('two'), patience)
      .toMatchObject({
        state: 'refused',
        fault: expect.stringContaining('VIGIE_STANDBY_TOKEN') as string,
      });
    await standby.kill();
    standby = await nodes.standby('two', way.url);
    await follows();
    await standby.kill();
    await nodes.appoint('other');
    await nodes.server('other');
    standby = await nodes.standby('two', await nodes.url('other'));
    await expect.poll(() => nodes.ready('two'), patience).toMatchObject({ state: 'foreign' });
    await standby.kill();
    await nodes.standby('two', way.url);
    await follows();
  });

  test('never copies over a server', async () => {
    await nodes.appoint('own');
    const refused = await nodes.standby('own', way.url, { isRefused: true });
    expect(await refused.ends()).toBe(2);
    expect(refused.said).toContain('--replace');
    expect(existsSync(join(nodes.folder('own'), 'standby.json'))).toBe(false);
  });
});

test('[RUN-3] the server says how its standby stands, on its own and for Prometheus', async () => {
  expect(await nodes.ready('one')).toMatchObject({ standby: 'none' });
  const standby = await nodes.standby('two', way.url);
  await follows();
  expect(await nodes.ready('one')).toMatchObject({ standby: 'following' });
  await desk.work();
  await hasAll(desk.acknowledged);
  const url = await nodes.url('one');
  const lines = async () => (await (await fetch(`${url}/metrics`)).text()).split('\n');
  await expect.poll(lines, patience).toContain('vigie_standby_lag_seq 0');
  await standby.kill();
  await desk.work();
  await expect.poll(lines, patience).toContain('vigie_standby_lag_seq 1');
  await expect.poll(async () => (await nodes.ready('one')).standby, patience).toBe('away');
  const term = readDatabase(databasePath(nodes.folder('one')));
  expect(termOf(term)).toBe(1);
  term.close();
});
