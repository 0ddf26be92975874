import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { App } from './app-type.ts';
import { refuse } from './refusal.ts';

const shell = '200.html';

/** The shell of the built screens, or null where they have not been built. */
export function shellOf(webRoot: string): string | null {
  const file = join(webRoot, shell);
  return existsSync(file) ? file : null;
}

/** Serves the built screens: files with a hash in their name for good, everything else asked for again. */
export async function serveWebApp(app: App, webRoot: string): Promise<void> {
  await app.register(fastifyStatic, {
    root: webRoot,
    index: shell,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      const isHashed = path.includes('/_app/immutable/');
      const lasting = isHashed ? 'public, max-age=31536000, immutable' : 'no-cache';
      reply.header('cache-control', lasting);
    },
  });
  app.setNotFoundHandler((request, reply) => {
    const asksForPage = request.method === 'GET' && !/^\/(api|live|_app)\//.test(request.url);
    // A single-page application: its router knows the path, or says that it does not.
    return asksForPage ? reply.sendFile(shell) : refuse(reply, 'not-found');
  });
}
