import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const executable = fileURLToPath(new URL('../../src/Redline.Server/bin/Release/net10.0/redline.dll', import.meta.url));

/** A command of the built server as a process of its own, as a user starts it. */
export class RedlineProcess {
  readonly #process: ChildProcess;
  readonly printed: string;

  private constructor(process: ChildProcess, printed: string) {
    this.#process = process;
    this.printed = printed;
  }

  /** Starts it and waits until it has printed something; what it printed is part of the error when it ends instead. */
  static async start(args: readonly string[], awaited: string): Promise<RedlineProcess> {
    const child = spawn('dotnet', [executable, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        printed += chunk.toString('utf8');
        if (printed.includes(awaited)) resolve();
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', (code) => reject(new Error(`redline ${args[0]} ended with ${code}:\n${printed}`)));
    });
    return new RedlineProcess(child, printed);
  }

  /** Kills it at once, so that it can do nothing more. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exit;
  }
}
