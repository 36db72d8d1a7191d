// Runs the Biome binary of this machine. The package @biomejs/biome is left out on purpose: it names binaries of every
// platform, and where a registry mirror lacks one of them the lock file it writes is refused by `npm ci`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const binary = fileURLToPath(
  new URL(`node_modules/@biomejs/cli-${process.platform}-${process.arch}/biome`, import.meta.url),
);
if (!existsSync(binary)) {
  console.error(`No Biome for ${process.platform}-${process.arch}: lint on Linux, or add its package to package.json.`);
  process.exit(1);
}
process.exit(spawnSync(binary, process.argv.slice(2), { stdio: 'inherit' }).status ?? 1);
