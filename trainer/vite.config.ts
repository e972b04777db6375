import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { dictionaries } from './plugins/dictionaries.ts';

/**
 * The bundle is embedded in the program and served from any address of a local network: relative
 * addresses only, no inline script (the server forbids them), nothing fetched from elsewhere.
 */
export default defineConfig({
  base: './',
  plugins: [dictionaries(), svelte()],
  build: {
    target: 'es2021',
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env['MINGA_SERVER'] ?? 'http://127.0.0.1:8765' },
  },
  test: { include: ['tests/unit/**/*.test.ts'] },
});
