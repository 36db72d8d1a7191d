import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const server = new URL('../../../src/Redline.Server/wwwroot/console/', import.meta.url);

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/console/',
  build: {
    outDir: fileURLToPath(server),
    emptyOutDir: true,
    target: 'es2022',
    // A strict content security policy allows no data: URL and no inline script.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
});
