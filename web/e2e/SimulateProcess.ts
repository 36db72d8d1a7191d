import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const executable = fileURLToPath(new URL('../../src/Redline.Server/bin/Release/net10.0/redline.dll', import.meta.url));

/** `redline simulate` as a process of its own, as a user starts it. */
export class SimulateProcess {
  readonly #process: ChildProcess;
  readonly #printed: string;

  private constructor(process: ChildProcess, printed: string) {
    this.#process = process;
    this.#printed = printed;
  }

  /** Starts it on a free port and waits until it can be used. */
  static async start(args: readonly string[]): Promise<SimulateProcess> {
    const child = spawn('dotnet', [executable, 'simulate', '--port', '0', ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    await new Promise<void>((resolve, reject) => {
      const read = (chunk: Buffer): void => {
        printed += chunk.toString('utf8');
        if (printed.includes('Ctrl+C stops')) resolve();
      };
      child.stdout?.on('data', read);
      child.stderr?.on('data', read);
      child.once('exit', (code) => reject(new Error(`the simulation ended with ${code}:\n${printed}`)));
    });
    return new SimulateProcess(child, printed);
  }

  /** Where it listens. */
  get address(): URL {
    const address = /at (http:\S+):/.exec(this.#printed)?.[1];
    if (address === undefined) throw new Error(`no address in:\n${this.#printed}`);
    return new URL(address);
  }

  /** What it says of itself, or does, at its own endpoint. */
  async own(path: string, body?: object): Promise<Record<string, unknown>> {
    const init = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) };
    const answer = await fetch(new URL(`/simulation${path}`, this.address), init);
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Record<string, unknown>;
  }

  async endFaults(): Promise<void> {
    await fetch(new URL('/simulation/faults', this.address), { method: 'DELETE' });
  }

  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const exit = once(this.#process, 'exit');
    this.#process.kill('SIGKILL');
    await exit;
  }
}
