// Runs one of the TypeScript programs of this folder: node e2e/run.mjs screenshots.ts [arguments]
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const [program] = process.argv.slice(2);
if (program === undefined) {
  console.error('Which program? node e2e/run.mjs screenshots.ts');
  process.exit(1);
}
const { module } = await runnerImport(fileURLToPath(new URL(program, import.meta.url)), { configFile: false });
await module.main(process.argv.slice(3));
