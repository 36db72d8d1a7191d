import type { Instant } from './Alert.ts';
import { compareMessages, type Message } from './Message.ts';

/** How many messages are held; of more, the worst and newest. */
export const messageLimit = 100;

/** The messages this desktop knows that are not over. It has no clock: its owner tells it when to look. */
export class MessageStore {
  #open: readonly Message[] = [];

  /** Worst first, then the newest. The same list until something changes. */
  get open(): readonly Message[] {
    return this.#open;
  }

  /** When the first of them ends; null when there is none. */
  get nextEnd(): Instant | null {
    return this.#open.length === 0 ? null : Math.min(...this.#open.map((message) => message.expiresAt));
  }

  /** Takes a message, or the same one again. */
  apply(message: Message): void {
    this.reset([...this.#open.filter((known) => known.messageId !== message.messageId), message]);
  }

  /** Takes the complete list. */
  reset(messages: readonly Message[]): void {
    this.#open = [...messages].sort(compareMessages).slice(0, messageLimit);
  }

  /** Drops what is over at `now` and says whether anything was. */
  expire(now: Instant): boolean {
    const open = this.#open.filter((message) => message.expiresAt > now);
    if (open.length === this.#open.length) return false;
    this.#open = open;
    return true;
  }
}
