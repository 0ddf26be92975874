// The rooms and who may enter them. Everyone may import shared; server imports db; web imports
// shared only; shared imports the schema library only; e2e, which drives the whole, imports all.

const TEST = '\\.(test|spec)\\.ts$|/testing\\.ts$|/(fixtures|testing)/';
const ROOMS = '^(shared|db|server|web|e2e)/';

/** A room may import itself and the named rooms; any other room is out of bounds. */
const room = (name, comment, allowed) => ({
  name: `${name}-imports`,
  severity: 'error',
  comment,
  from: { path: `^${name}/` },
  to: { path: ROOMS, pathNot: `^(${[name, ...allowed].join('|')})/` },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    room('shared', 'shared knows nobody: it is pure, and everyone stands on it.', []),
    room('db', 'db imports shared.', ['shared']),
    room('server', 'server imports shared and db.', ['shared', 'db']),
    room('web', 'web imports shared only: what it knows came over the wire.', ['shared']),
    {
      name: 'shared-imports-only-the-schema-library',
      severity: 'error',
      comment: 'Of packages, shared imports zod only, so that it runs in browser and server alike.',
      from: { path: '^shared/src/', pathNot: TEST },
      to: {
        dependencyTypes: ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-no-pkg'],
        pathNot: 'node_modules/zod/',
      },
    },
    {
      name: 'shared-does-no-io',
      severity: 'error',
      comment: 'shared is pure: no node builtin, no input or output.',
      from: { path: '^shared/src/', pathNot: TEST },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'rooms-are-entered-by-their-name',
      severity: 'error',
      comment:
        'Another room is imported as @vigie/<room>/…, not by a path that climbs out of this one.',
      from: { path: '^(shared|db|server|web|e2e)/' },
      to: {
        path: ROOMS,
        pathNot: '^$1/',
        dependencyTypes: ['local'],
        dependencyTypesNot: ['aliased-workspace', 'aliased', 'npm', 'npm-dev'],
      },
    },
    {
      name: 'no-circles',
      severity: 'error',
      comment: 'Data travels one way; a circle means that two files are one, or three.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-drawers',
      severity: 'error',
      comment: 'A file is named for what it promises. A drawer or a barrel promises nothing.',
      from: {},
      to: {
        path: '^(shared|db|server|web|e2e)/(?!.*node_modules).*(/|-)(utils?|helpers?|manager|common|index)\\.ts$',
      },
    },
    {
      name: 'files-are-kebab-case',
      severity: 'error',
      comment: 'Files are kebab-case, named for their main export; only components are PascalCase.',
      from: {},
      to: { path: '^(shared|db|server|web|e2e)/(?!.*node_modules).*[A-Z_][^/]*\\.ts$' },
    },
    {
      name: 'product-does-not-import-tests',
      severity: 'error',
      comment: 'Tests lean on the product, never the other way round.',
      from: { path: '^(shared|db|server|web)/', pathNot: TEST },
      to: { path: TEST },
    },
    {
      name: 'product-does-not-import-dev-dependencies',
      severity: 'error',
      comment: 'What runs in production is declared under dependencies (the web app is bundled).',
      from: { path: '^(shared|db|server)/src/', pathNot: TEST },
      to: { dependencyTypes: ['npm-dev', 'npm-no-pkg'], dependencyTypesNot: ['npm', 'type-only'] },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      comment: 'An import that leads nowhere. ($app and $env are made by the framework.)',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(\\$app|\\$env|virtual:)' },
    },
  ],
  options: {
    exclude: { path: 'web/(build|\\.svelte-kit|src/lib/paraglide)/' },
    doNotFollow: { path: 'node_modules' },
    moduleSystems: ['es6'],
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['svelte', 'browser', 'import', 'node', 'types', 'default'],
      extensions: ['.ts', '.svelte', '.js', '.d.ts'],
    },
  },
};
