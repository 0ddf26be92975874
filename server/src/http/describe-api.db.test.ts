import { commandSchema } from '@vigie/shared/wire/command';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestService } from '../testing/test-service.ts';

interface Operation {
  readonly requestBody?: object;
  readonly parameters?: readonly { readonly in: string; readonly name: string }[];
  readonly responses: Readonly<
    Record<string, { readonly content?: Readonly<Record<string, { schema?: object }>> }>
  >;
}
interface Description {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

let service: TestService;
let described: Description;
beforeAll(async () => {
  service = await TestService.empty();
  described = (await service.get(null, '/api/openapi.json')).json<Description>();
});
afterAll(() => service.close());

/** The routes that the server itself knows, as `METHOD /path`. */
function routes(): string[] {
  const tree = service.app.http.printRoutes({ commonPrefix: false });
  const lines = tree.split('\n').map((line) => {
    const [, indent = '', path = '', methods = ''] =
      /^([│ ]*)(?:├── |└── )(\S+)(?: \(([A-Z, ]+)\))?/.exec(line) ?? [];
    return { depth: indent.length / 4, path, methods };
  });
  const place: string[] = [];
  return lines.flatMap(({ depth, path, methods }) => {
    place[depth] = path;
    const whole = place.slice(0, depth + 1).join('');
    return methods
      .split(', ')
      .filter((method) => method && method !== 'HEAD' && method !== 'OPTIONS')
      .map((method) => `${method} ${whole}`);
  });
}

const asDescribed = (route: string) => route.replaceAll(/:(\w+)/g, '{$1}');

test('[RUN-3] no route under /api is missing from the description of the API', () => {
  const known = routes().filter((route) => /^\w+ \/(api\/|healthz|readyz|metrics)/.test(route));
  const expected = known.filter((route) => route !== 'GET /api/openapi.json').map(asDescribed);
  expect(expected.length).toBeGreaterThan(20);
  const told = Object.entries(described.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(told.sort()).toEqual(expected.sort());
  expect(described.openapi).toBe('3.1.0');
});

test('[RUN-3] each has a schema of what it answers, of what it takes, and of its refusals', () => {
  for (const [path, operations] of Object.entries(described.paths)) {
    for (const [method, { responses, requestBody, parameters }] of Object.entries(operations)) {
      const name = `${method} ${path}`;
      const contents = Object.values(responses).flatMap(({ content = {} }) =>
        Object.values(content),
      );
      expect([name, contents.length > 1]).toEqual([name, true]);
      for (const { schema } of contents) expect([name, typeof schema]).toEqual([name, 'object']);
      expect([name, Object.keys(responses)]).toEqual([name, expect.arrayContaining(['default'])]);
      const takes = /^(put|patch)$/.test(method) || name === 'post /api/commands';
      expect([name, requestBody !== undefined || !takes]).toEqual([name, true]);
      for (const [, parameter] of path.matchAll(/\{(\w+)\}/g)) {
        expect(parameters).toContainEqual(expect.objectContaining({ in: 'path', name: parameter }));
      }
    }
  }
});

test('[RUN-3] every command of the wire stands in it', () => {
  const text = JSON.stringify(described.paths['/api/commands']);
  const types = commandSchema.options.flatMap(({ shape }) => [...shape.type.values]);
  expect(types.length).toBeGreaterThan(20);
  expect(types.filter((type) => !text.includes(`["${type}"]`))).toEqual([]);
});
