import { fileURLToPath } from 'node:url';
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores, includeIgnoreFile } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';

const tests = ['**/*.{test,spec}.ts', '**/testing.ts', '**/{fixtures,testing}/**', 'e2e/**'];

/** Files that a tool or framework loads by its default export. */
const loadedByTools = ['**/*.config.{js,ts}', '.dependency-cruiser.js', '**/*.d.ts'];

/** Files that people start from a terminal: what they print is their purpose. */
const commandLine = [
  'server/src/start.ts',
  '**/*-cli.ts',
  '**/cli/**',
  'web/*.ts',
  'e2e/{run,bench}/**',
];

const noEnumNorBarrel = [
  { selector: 'TSEnumDeclaration', message: 'No enums: use a union of literals.' },
  { selector: 'ExportAllDeclaration', message: 'No barrels: import from the file itself.' },
];

const pureSyntax = [
  {
    selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
    message: 'shared is pure: pass the instant in.',
  },
  { selector: ':function[async=true]', message: 'shared is pure: nothing in it waits.' },
];

/** shared is pure (house style): time, chance and the outside world are handed to it. */
const impure = [
  ['Date', 'now'],
  ['Math', 'random'],
  ['Temporal', 'Now'],
  ['globalThis', 'crypto'],
].map(([object, property]) => ({
  object,
  property,
  message: 'shared is pure: pass the instant, the number or the id in.',
}));

export default defineConfig([
  includeIgnoreFile(fileURLToPath(new URL('.gitignore', import.meta.url))),
  globalIgnores(['db/migrations/']),
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  svelte.configs.recommended,
  svelte.configs.prettier,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    languageOptions: {
      globals: globals.nodeBuiltin,
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // An asynchronous port may have a synchronous adapter behind it.
      '@typescript-eslint/require-await': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-restricted-exports': [
        'error',
        {
          restrictDefaultExports: {
            direct: true,
            named: true,
            defaultFrom: true,
            namedFrom: true,
            namespaceFrom: true,
          },
        },
      ],
      'no-restricted-syntax': ['error', ...noEnumNorBarrel],
    },
  },
  {
    files: ['shared/src/**/*.ts'],
    ignores: tests,
    rules: {
      'no-restricted-properties': ['error', ...impure],
      'no-restricted-globals': [
        'error',
        ...[
          'setTimeout',
          'setInterval',
          'setImmediate',
          'fetch',
          'crypto',
          'performance',
          'process',
        ],
      ],
      'no-restricted-syntax': ['error', ...noEnumNorBarrel, ...pureSyntax],
    },
  },
  {
    files: ['web/{src,static}/**'],
    languageOptions: { globals: globals.browser },
    rules: {
      // dependency-cruiser holds the rooms apart, but cannot see a component's type imports.
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^@vigie/(?!shared/)|/(server|db|e2e)/src/',
              message: 'web imports shared only: what it knows came over the wire.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser } },
    rules: {
      'svelte/require-each-key': 'error',
      'svelte/no-at-html-tags': 'error',
      // What the screens react to is an immutable snapshot; a Set beside it is only a Set.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    // The parser sees some types of a component's markup as any; svelte-check is the judge there.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    files: tests,
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  { files: commandLine, rules: { 'no-console': 'off' } },
  { files: loadedByTools, rules: { 'no-restricted-exports': 'off' } },
  {
    files: ['**/*.js'],
    extends: [ts.configs.disableTypeChecked],
  },
]);
