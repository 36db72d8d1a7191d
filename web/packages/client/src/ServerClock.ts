import type { Instant } from './Alert.ts';
import type { Timers } from './Timers.ts';

/**
 * The organization's time, from the server's word and the time passed since. The machine's wall clock plays no part:
 * on a desktop it may be minutes wrong or be set while the page is open.
 */
export class ServerClock {
  readonly #timers: Timers;
  #base: { readonly instant: Instant; readonly at: number; readonly speed: number } | null = null;

  constructor(timers: Timers) {
    this.#timers = timers;
  }

  /** Takes the server's time as true from now on; it may step in either direction. */
  set(now: Instant, speed: number): void {
    this.#base = { instant: now, at: this.#timers.now(), speed };
  }

  /**
   * Learns that it is at least `instant`. Only ever moves the clock on: the monotonic timer may stand still while the
   * machine sleeps, and a frame cannot arrive before the instant it tells of.
   */
  atLeast(instant: Instant): void {
    const now = this.now();
    if (this.#base !== null && now !== null && instant > now) this.set(instant, this.#base.speed);
  }

  /** The organization's time, or null until the server has told it. */
  now(): Instant | null {
    if (this.#base === null) return null;
    return Math.floor(this.#base.instant + (this.#timers.now() - this.#base.at) * this.#base.speed);
  }

  /** How many of the organization's seconds pass in a real one; 1 until the server has told it. */
  get speed(): number {
    return this.#base?.speed ?? 1;
  }

  /** The organization's time `milliseconds` of real time ago, or null until the server has told it. */
  before(milliseconds: number): Instant | null {
    const now = this.now();
    return now === null || this.#base === null ? null : Math.floor(now - milliseconds * this.#base.speed);
  }
}
