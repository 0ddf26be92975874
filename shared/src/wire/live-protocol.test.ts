import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { changeSchema, deltaSchema, heartbeatSchema, snapshotSchema } from './delta.ts';
import { catchUpSchema, helloSchema, whereaboutsSchema } from './protocol.ts';
import { collections } from './view.ts';

const read = (path: string) => readFileSync(fileURLToPath(new URL(path, import.meta.url)), 'utf8');
const page = read('../../../docs/live-protocol.md');
const protocol = read('./protocol.ts');

/** The names of the events in an interface of the protocol. */
function eventsOf(name: string): string[] {
  const body = new RegExp(`interface ${name} \\{([^}]*(?:\\{[^}]*\\}[^}]*)*)\\n\\}`).exec(protocol);
  const lines = body?.[1]?.match(/^ {2}(?:'[\w-]+'|\w+):/gm) ?? [];
  return lines.map((line) => line.replaceAll(/[' :]/g, ''));
}

test('[RUN-3] the page of the socket protocol names every event, of client and server', () => {
  const events = [...eventsOf('ClientEvents'), ...eventsOf('ServerEvents')];
  expect(events).toEqual(expect.arrayContaining(['hello', 'catch-up', 'frame', 'session-ended']));
  expect(events.length).toBeGreaterThan(10);
  expect(events.filter((name) => !page.includes(`| \`${name}\``))).toEqual([]);
});

test('[RUN-3] … every collection of the view, and none that is gone', () => {
  const told = [...(page.split('## The view')[1] ?? '').matchAll(/^\| `(\w+)`/gm)];
  expect(told.map(([, name]) => name).sort()).toEqual([...collections].sort());
});

test('[RUN-3] … and every field that carries the feed', () => {
  const [put, set, gone] = changeSchema.options;
  const schemas = [helloSchema, catchUpSchema, whereaboutsSchema, snapshotSchema, deltaSchema];
  const fields = [...schemas, heartbeatSchema, put, set, gone].flatMap(({ shape }) =>
    Object.keys(shape),
  );
  expect(fields.filter((field) => !new RegExp(`\\b${field}\\b`).test(page))).toEqual([]);
});
