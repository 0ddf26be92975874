import { defineConfig } from 'drizzle-kit';

/**
 * What `drizzle-kit generate` reads when the tables change.
 * @public
 */
export default defineConfig({
  dialect: 'sqlite',
  schema: './src/schema/*.ts',
  out: './migrations',
});
