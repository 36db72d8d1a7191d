import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const executable = fileURLToPath(new URL('../../src/Redline.Server/bin/Release/net10.0/redline.dll', import.meta.url));

/** A port of this machine that was free a moment ago; a killed demo can be started again on the same one. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** `redline demo` as a process of its own, as a user starts it. */
export class DemoProcess {
  readonly #process: ChildProcess;
  readonly #printed: string;

  private constructor(process: ChildProcess, printed: string) {
    this.#process = process;
    this.#printed = printed;
  }

  /** Starts it and waits until it has printed its links; what it printed is part of the error when it does not. */
  static async start(args: readonly string[]): Promise<DemoProcess> {
    const child = spawn('dotnet', [executable, 'demo', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        printed += chunk.toString('utf8');
        if (printed.includes('Ctrl+C stops')) resolve();
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', (code) => reject(new Error(`the demo ended with ${code}:\n${printed}`)));
    });
    return new DemoProcess(child, printed);
  }

  get printed(): string {
    return this.#printed;
  }

  /** The link it printed for a person. */
  linkOf(name: string): string {
    const link = new RegExp(`${name} \\(\\w+\\): (\\S+)`).exec(this.#printed)?.[1];
    if (link === undefined) throw new Error(`no link for ${name} in:\n${this.#printed}`);
    return link;
  }

  /** Kills it at once, so that it can do nothing more. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exit;
  }
}
