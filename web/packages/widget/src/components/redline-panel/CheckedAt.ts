import type { Instant } from '@redline/client';

/** Real seconds for which a time of the last check stands still. */
const steadySeconds = 10;

/** Keeps the time of the last check from running: frames come every few seconds, and nobody should watch them. */
export class CheckedAt {
  #shown: Instant | null = null;

  /** The time to show, at most ten real seconds behind `heardAt`. `speed` is the organization's. */
  steady(heardAt: Instant, speed: number): Instant {
    const due = this.#shown === null || heardAt < this.#shown || heardAt - this.#shown >= steadySeconds * 1_000 * speed;
    if (due || this.#shown === null) this.#shown = heardAt;
    return this.#shown;
  }
}
