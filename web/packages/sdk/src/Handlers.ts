import type { Handler, Problem, SdkEvents, SourceBlind, Subscription } from './contract.ts';
import type { Raised } from './Escalations.ts';
import { queueEscalation } from './queueEscalation.ts';

/** One subscription to PUSH_NOTIFICATION. */
interface Entry {
  readonly handler: Handler<'PUSH_NOTIFICATION'>;
  /** Until it has heard of what was open when it came, what is raised meanwhile is part of that. */
  caughtUp: boolean;
}

const none: Subscription = { unsubscribe: () => {} };
const eventNames: readonly string[] = ['PUSH_NOTIFICATION', 'problem'] satisfies (keyof SdkEvents)[];

/** Whether handlers of ours may ask for this event. */
export function isSdkEvent(event: unknown): event is keyof SdkEvents {
  return typeof event === 'string' && eventNames.includes(event);
}

/** The page's handlers. Whatever one of them does, the others hear the same. */
export class Handlers {
  readonly #pushed = new Set<Entry>();
  readonly #problems = new Set<{ readonly handler: Handler<'problem'> }>();
  readonly #open: () => readonly Raised[];
  readonly #blind: () => readonly SourceBlind[];
  readonly #done: (raised: Raised) => void;
  readonly #failed: (raised: Raised, error: unknown) => void;

  /** `open` and `blind` give what a new handler has to hear; `done` and `failed` are called as a handler has done what it does. */
  constructor(
    open: () => readonly Raised[],
    blind: () => readonly SourceBlind[],
    done: (raised: Raised) => void,
    failed: (raised: Raised, error: unknown) => void,
  ) {
    this.#open = open;
    this.#blind = blind;
    this.#done = done;
    this.#failed = failed;
  }

  on<K extends keyof SdkEvents>(event: K, handler: Handler<K>): Subscription {
    if (!isSdkEvent(event)) {
      return this.#refuse(`There is no event ${String(event)}; there are ${eventNames.join(' and ')}.`);
    }
    if (typeof handler !== 'function') return this.#refuse(`The handler of ${event} is not a function.`);
    if (event === 'problem') return added(this.#problems, { handler: handler as Handler<'problem'> });
    const entry = { handler: handler as Handler<'PUSH_NOTIFICATION'>, caughtUp: false };
    // Later, so that the page has its subscription before its handler is called.
    queueMicrotask(() => this.#catchUp(entry));
    return added(this.#pushed, entry);
  }

  raise(raised: Raised): void {
    for (const entry of [...this.#pushed]) {
      if (entry.caughtUp && this.#pushed.has(entry)) this.#call(entry, raised);
    }
  }

  raiseBlind(blind: SourceBlind): void {
    for (const entry of [...this.#pushed]) {
      if (entry.caughtUp && this.#pushed.has(entry)) this.#callBlind(entry, blind);
    }
  }

  /** Says that something is wrong: in the console, and to who asked for it. */
  report(message: string, error?: unknown): void {
    // biome-ignore lint/suspicious/noConsole: the page's developer reads it
    console.error(`Redline: ${message}`, ...(error === undefined ? [] : [error]));
    const data: Problem = error === undefined ? { message } : { message, error };
    for (const { handler } of [...this.#problems]) {
      // One that fails on problems has nobody left to tell but the console.
      // biome-ignore lint/suspicious/noConsole: the same
      const failed = (thrown: unknown) => console.error('Redline: a handler of problem failed.', thrown);
      settled(
        () => handler({ type: 'problem', data }),
        () => {},
        failed,
      );
    }
  }

  #catchUp(entry: Entry): void {
    entry.caughtUp = true;
    for (const raised of this.#open()) {
      if (this.#pushed.has(entry)) this.#call(entry, raised);
    }
    for (const blind of this.#blind()) {
      if (this.#pushed.has(entry)) this.#callBlind(entry, blind);
    }
  }

  #callBlind({ handler }: Entry, blind: SourceBlind): void {
    const data = { ...blind, queues: blind.queues.map((queue) => ({ ...queue })) };
    settled(
      () => handler({ type: 'PUSH_NOTIFICATION', data }),
      () => {},
      (error) => this.report(`a handler failed on ${blind.type} of ${blind.blindId}.`, error),
    );
  }

  #call({ handler }: Entry, raised: Raised): void {
    // Each gets an event of its own: what one does to it is not seen by another.
    const data = queueEscalation(raised);
    settled(
      () => handler({ type: 'PUSH_NOTIFICATION', data }),
      () => this.#done(raised),
      (error) => {
        this.report(`a handler failed on ${raised.type} of ${raised.alert.alertId}.`, error);
        this.#failed(raised, error);
      },
    );
  }

  #refuse(message: string): Subscription {
    this.report(message);
    return none;
  }
}

function added<T>(entries: Set<T>, entry: T): Subscription {
  entries.add(entry);
  return { unsubscribe: () => void entries.delete(entry) };
}

/** Calls, and says when it has returned, or what it returned has resolved, or that either failed. */
function settled(call: () => unknown, done: () => void, failed: (error: unknown) => void): void {
  try {
    const result = call();
    if (isThenable(result)) Promise.resolve(result).then(done, failed);
    else done();
  } catch (error) {
    failed(error);
  }
}

function isThenable(result: unknown): boolean {
  return typeof (result as { readonly then?: unknown } | null | undefined)?.then === 'function';
}
