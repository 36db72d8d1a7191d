/** Bounds of the waiting times between tries, in milliseconds. */
export interface ReconnectBounds {
  /** The first try after a loss comes within this time, at random: a restarted server must not meet all at once. */
  readonly firstWithin: number;
  /** No wait is longer. */
  readonly ceiling: number;
  /** A connection that lived this long was a good one, and counting starts again. */
  readonly stableAfter: number;
}

/** Closing codes after which something else is tried at once, so that waiting long would help nobody. */
const curable: readonly string[] = ['token.invalid', 'registration.unknown', 'registration.expired'];

/** At once or within 0.5 s, then doubling to 30 s. */
export const defaultReconnectBounds: ReconnectBounds = { firstWithin: 500, ceiling: 30_000, stableAfter: 10_000 };

/** How long to wait before the next try to connect. It never gives up: a desktop is open for a whole shift. */
export class ReconnectPolicy {
  readonly #bounds: ReconnectBounds;
  readonly #random: () => number;
  #failures = 0;
  /** Whether a cure was tried since the last connection that stood. */
  #cured = false;

  /** `random` answers numbers from 0 (inclusive) to 1 (exclusive). */
  constructor(random: () => number = Math.random, bounds: ReconnectBounds = defaultReconnectBounds) {
    this.#random = random;
    this.#bounds = bounds;
  }

  /**
   * Milliseconds until the next try, and counts this one: first from 0 to `firstWithin`, then between half of and the
   * whole of a time that doubles from 1 s to `ceiling`.
   */
  next(): number {
    const { firstWithin, ceiling } = this.#bounds;
    const failures = this.#failures++;
    if (failures === 0) return this.#random() * firstWithin;
    const longest = Math.min(ceiling, firstWithin * 2 ** Math.min(failures, 30));
    return longest / 2 + (this.#random() * longest) / 2;
  }

  /** Says that a try would not help soon: the next wait is near the ceiling. */
  slowDown(): void {
    this.#failures = Math.max(this.#failures, 30);
  }

  /** Says that the next try is likely to succeed: it comes at once, or nearly. */
  beginAgain(): void {
    this.#failures = 0;
  }

  /** Says how long the connection lasted, in milliseconds, once it is lost. */
  connectionLasted(milliseconds: number): void {
    if (milliseconds >= this.#bounds.stableAfter) this.#failures = 0;
  }

  /**
   * Says how the server closed. One that refuses us is up: after the cure the first try need not wait, but should it not
   * help, the next ones.
   */
  closed(closing: { readonly code: string; readonly reconnect: boolean } | null): void {
    if (closing === null || closing.reconnect) return;
    if (!curable.includes(closing.code)) this.slowDown();
    else if (!this.#cured) this.beginAgain();
    this.#cured ||= curable.includes(closing.code);
  }

  /** Says that a connection stood: the next refusal is a first one. */
  stood(): void {
    this.#cured = false;
  }
}
