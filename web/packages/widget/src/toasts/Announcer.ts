import { type Alert, type Severity, severityRank } from '@redline/client';
import type { Toast, ToastStack } from './ToastStack.ts';

/** What is to be said, and how: a polite text waits until a reader has finished, an assertive one interrupts. */
export interface Announcement {
  readonly polite: string;
  readonly assertive: string;
}

/** New toasts said one by one; more at once become one sentence. */
const sayOneByOne = 3;

/**
 * Finds what is new enough to be said: a toast that appeared, or whose severity rose. Values that merely change are
 * never said again, and a toast that goes is not spoken of.
 */
export class Announcer {
  #said = new Map<string, Severity>();

  /** Compares with the last call. `describe` gives a toast's sentence, `summarize` the one for many queues. */
  compare(
    stack: ToastStack,
    assertiveAllowed: boolean,
    describe: (alert: Alert) => string,
    summarize: (queues: number) => string,
  ): Announcement {
    const all = [...stack.shown, ...stack.collected];
    const fresh = all.filter((toast) => this.#isFresh(toast));
    this.#said = new Map(all.map((toast) => [toast.queueId, toast.worst.severity]));
    const assertive = assertiveAllowed ? fresh.filter((toast) => toast.worst.severity === 'CRITICAL') : [];
    const polite = fresh.filter((toast) => !assertive.includes(toast));
    const say = (toasts: readonly Toast[]) =>
      toasts.length > sayOneByOne ? summarize(all.length) : toasts.map((toast) => describe(toast.worst)).join(' ');
    return { polite: say(polite), assertive: say(assertive) };
  }

  #isFresh(toast: Toast): boolean {
    const said = this.#said.get(toast.queueId);
    return said === undefined || severityRank(toast.worst.severity) > severityRank(said);
  }
}
