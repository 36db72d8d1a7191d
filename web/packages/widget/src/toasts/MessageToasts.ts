import type { Message } from '@redline/client';
import type { Announcement } from './Announcer.ts';

/** How many messages are toasts at a time; the others are in the panel, and come up when one of these is hidden. */
export const messageToastLimit = 2;

/** Which messages are toasts, and which of them have to be said. Hiding one is for this page only. */
export class MessageToasts {
  #hidden = new Set<string>();
  #said = new Set<string>();

  hide(message: Message): void {
    this.#hidden.add(message.messageId);
  }

  /** The toasts of now, of messages given worst first. */
  shown(open: readonly Message[]): readonly Message[] {
    const ids = new Set(open.map((message) => message.messageId));
    this.#hidden = new Set([...this.#hidden].filter((id) => ids.has(id)));
    this.#said = new Set([...this.#said].filter((id) => ids.has(id)));
    return open.filter((message) => !this.#hidden.has(message.messageId)).slice(0, messageToastLimit);
  }

  /** What is to be said of those shown that were not before; each once. */
  say(shown: readonly Message[], assertiveAllowed: boolean, describe: (message: Message) => string): Announcement {
    const fresh = shown.filter((message) => !this.#said.has(message.messageId));
    for (const { messageId } of fresh) this.#said.add(messageId);
    const isAssertive = (message: Message) => assertiveAllowed && message.severity === 'CRITICAL';
    return {
      polite: fresh
        .filter((message) => !isAssertive(message))
        .map(describe)
        .join(' '),
      assertive: fresh.filter(isAssertive).map(describe).join(' '),
    };
  }
}
