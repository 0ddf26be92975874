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
          // Two static style attributes: of Kit's route announcer, and of bits-ui's unseen label.
          'style-src-attr': [
            'unsafe-hashes',
            'sha256-S8qMpvofolR8Mpjy4kQvEm7m1q8clzU4dfDH0AmvZjo=',
            'sha256-iaOezIDcQIoxCULa6FBKKuLUu09R7kG+Mlu+JVfU3Rw=',
          ],
          'img-src': ['self'],
          'font-src': ['self'],
          'frame-src': ['self'],
          'connect-src': ['self'],
          'manifest-src': ['self'],
          'form-action': ['none'],
          'base-uri': ['none'],
        },
      },
    }),
  ],
  build: {
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            // One file of what several screens share, rather than a dozen of a kilobyte each.
            {
              name: 'shared',
              test: /[\\/](web[\\/]src[\\/]lib|shared[\\/]src|@lucide)[\\/]/,
              minShareCount: 2,
            },
          ],
        },
      },
    },
  },
  server: {
    proxy: { '/api': server, '/live': { target: server, ws: true } },
  },
});
