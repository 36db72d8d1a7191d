import type { MessageStore } from './MessageStore.ts';
import type { ServerClock } from './ServerClock.ts';
import type { Timers } from './Timers.ts';

/** A message's end is looked for at least this often: the organization's clock may be moved on. */
const longestWait = 60_000;

/** Drops messages when they end, by the organization's clock, and says that they changed. */
export class MessageEnds {
  readonly #messages: MessageStore;
  readonly #clock: ServerClock;
  readonly #timers: Timers;
  readonly #changed: () => void;
  #cancel: (() => void) | null = null;

  constructor(messages: MessageStore, clock: ServerClock, timers: Timers, changed: () => void) {
    this.#messages = messages;
    this.#clock = clock;
    this.#timers = timers;
    this.#changed = changed;
  }

  /** Messages came or went: says so, and looks again when the first of those there are ends. */
  look(): void {
    this.#expire();
    this.#changed();
    this.stop();
    const { nextEnd } = this.#messages;
    const now = this.#clock.now();
    if (nextEnd === null || now === null) return;
    const wait = Math.min(longestWait, Math.max(1, (nextEnd - now) / this.#clock.speed));
    this.#cancel = this.#timers.after(wait, () => this.look());
  }

  /** The clock was moved on: says so only if a message has ended by that. */
  moved(): void {
    if (this.#expire()) this.look();
  }

  /** Looks no more until messages come. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #expire(): boolean {
    const now = this.#clock.now();
    return now !== null && this.#messages.expire(now);
  }
}
