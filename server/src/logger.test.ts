import { Writable } from 'node:stream';
import { StorageFull } from '@vigie/db/event-log';
import { expect, test } from 'vitest';
import { createLogger } from './logger.ts';

function logged(error: unknown): string {
  let text = '';
  const sink = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      text += chunk.toString();
      done();
    },
  });
  createLogger('info', sink).error({ err: error }, 'it failed');
  return text;
}

test('[ACCESS-5] an error is logged by its kind, code and place; its words stay away', () => {
  const cause = Object.assign(new Error('params: Mme Sauvage'), { code: 'ERR_SQL' });
  const line = logged(new TypeError('Failed query for\n    at Mme Sauvage (x:1:1)', { cause }));
  expect(line).not.toContain('Sauvage');
  expect(JSON.parse(line)).toMatchObject({
    msg: 'it failed',
    err: { type: 'TypeError', cause: { type: 'Error', code: 'ERR_SQL' } },
  });
  expect(line).toContain('logger.test.ts');
});

test('[ACCESS-5] what is no error at all is logged by its type', () => {
  expect(logged('Mme Sauvage')).not.toContain('Sauvage');
});

test('the words of the storage are our own, and say what to do', () => {
  expect(logged(new StorageFull('no room left where the log is kept'))).toContain('no room left');
});
