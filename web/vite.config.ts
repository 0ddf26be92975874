import { paraglideVitePlugin } from '@inlang/paraglide-js';
import adapter from '@sveltejs/adapter-static';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

const server = `http://127.0.0.1:${process.env['VIGIE_PORT'] ?? '4600'}`;

export default defineConfig({
  plugins: [
    paraglideVitePlugin({
      project: './project.inlang',
      outdir: './src/lib/paraglide',
      strategy: ['cookie', 'baseLocale'],
      // A few files rather than one a message: every message is used, so none would be shaken off.
      outputStructure: 'locale-modules',
    }),
    sveltekit({
      compilerOptions: { runes: true },
      adapter: adapter({ fallback: '200.html', precompress: true }),
      csp: {
        mode: 'hash',
        directives: {
          'default-src': ['none'],
          'script-src': ['self'],
          'style-src': ['self'],
          'img-src': ['self'],
          'font-src': ['self'],
          'connect-src': ['self'],
          'manifest-src': ['self'],
          'form-action': ['none'],
          'base-uri': ['none'],
        },
      },
    }),
  ],
  server: {
    proxy: { '/api': server, '/live': { target: server, ws: true } },
  },
});
