import { once } from 'node:events';
import { createServer } from 'node:net';
import { RedlineProcess } from './RedlineProcess.ts';

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

/** `redline demo` as a process of its own. */
export class DemoProcess {
  readonly #process: RedlineProcess;

  private constructor(process: RedlineProcess) {
    this.#process = process;
  }

  /** Starts it and waits until it has printed its links. */
  static async start(args: readonly string[]): Promise<DemoProcess> {
    return new DemoProcess(await RedlineProcess.start(['demo', ...args], 'Ctrl+C stops'));
  }

  get printed(): string {
    return this.#process.printed;
  }

  /** The link it printed for a person. */
  linkOf(name: string): string {
    const link = new RegExp(`${name} \\(\\w+\\): (\\S+)`).exec(this.printed)?.[1];
    if (link === undefined) throw new Error(`no link for ${name} in:\n${this.printed}`);
    return link;
  }

  /** Kills it at once. */
  kill(): Promise<void> {
    return this.#process.kill();
  }
}
