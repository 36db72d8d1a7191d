import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

// The script for a script tag, or with --mode package the module for npm: the same source, built twice.
export default defineConfig(({ mode }) => {
  const isPackage = mode === 'package';
  return {
    root: here('.'),
    build: {
      outDir: here(isPackage ? 'dist' : '../../../src/Redline.Server/wwwroot/sdk/v1'),
      emptyOutDir: true,
      target: 'es2022',
      lib: {
        entry: here(isPackage ? 'src/index.ts' : 'src/script.ts'),
        formats: [isPackage ? 'es' : 'iife'],
        name: 'redline',
        fileName: () => (isPackage ? 'redline-sdk.js' : 'redline-desktop.js'),
      },
    },
  };
});
