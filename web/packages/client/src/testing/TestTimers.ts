import type { Timers } from '../Timers.ts';

interface Waiting {
  readonly at: number;
  readonly action: () => void;
}

/** Timers that move only when told to. */
export class TestTimers implements Timers {
  #now = 5_000;
  #waiting: Waiting[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, action: () => void): () => void {
    const waiting = { at: this.#now + milliseconds, action };
    this.#waiting.push(waiting);
    return () => {
      this.#waiting = this.#waiting.filter((other) => other !== waiting);
    };
  }

  /** A frame is painted 16 ms later. */
  afterPaint(action: () => void): () => void {
    return this.after(16, action);
  }

  /** Lets time pass, running what is due in order, and what promises set off in between. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (;;) {
      const next = this.#waiting.filter((waiting) => waiting.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      this.#waiting = this.#waiting.filter((other) => other !== next);
      this.#now = Math.max(this.#now, next.at);
      next.action();
      await settle();
    }
    this.#now = end;
  }

  /** Time passes but no timer runs, as on a machine that sleeps or a page that is throttled. */
  freeze(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** How many timers wait. */
  get waiting(): number {
    return this.#waiting.length;
  }
}

/** Lets everything promised so far run. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 100; turn++) await Promise.resolve();
}
