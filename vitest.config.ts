import { existsSync } from 'node:fs';
import { defineConfig } from 'vitest/config';

// The web app's tests run from web/: a root project that includes it hangs.
const rooms = '{shared,db,server,e2e}';

const dovecot = process.env.VIGIE_TEST_DOVECOT ?? '/usr/sbin/dovecot';

export default defineConfig({
  test: {
    // Two cores: more workers would only make every test slower.
    maxWorkers: 2,
    // A limit ends what hangs. No test's verdict may depend on it, so it is far away.
    testTimeout: 120_000,
    hookTimeout: 180_000,
    projects: [
      {
        test: {
          name: 'unit',
          include: [`${rooms}/**/*.test.ts`],
          exclude: ['**/node_modules/**', '**/*.{db,mail}.test.ts'],
        },
      },
      { test: { name: 'db', include: [`${rooms}/**/*.db.test.ts`] } },
      {
        test: {
          name: 'mail',
          include: [`${rooms}/**/*.mail.test.ts`],
          env: existsSync(dovecot) ? { VIGIE_TEST_DOVECOT: dovecot } : {},
        },
      },
    ],
  },
});
