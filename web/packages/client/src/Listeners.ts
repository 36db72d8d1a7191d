/** Calls those who listen for events, each of which has a detail of its own type. */
export class Listeners<Events extends object> {
  readonly #byEvent = new Map<keyof Events, Set<(detail: never) => void>>();
  readonly #failed: (event: keyof Events, error: unknown) => void;

  /** `failed` hears what a listener threw: a page's mistake must not cost it the connection. */
  constructor(failed: (event: keyof Events, error: unknown) => void) {
    this.#failed = failed;
  }

  /** Calls `listener` on each such event until the returned function is called. */
  on<K extends keyof Events>(event: K, listener: (detail: Events[K]) => void): () => void {
    const listeners = this.#byEvent.get(event) ?? new Set();
    this.#byEvent.set(event, listeners);
    listeners.add(listener);
    return () => void listeners.delete(listener);
  }

  /** Calls everybody who listens now, in the order in which they came. */
  tell<K extends keyof Events>(event: K, detail: Events[K]): void {
    for (const listener of [...(this.#byEvent.get(event) ?? [])]) {
      try {
        (listener as (detail: Events[K]) => void)(detail);
      } catch (error) {
        this.#failed(event, error);
      }
    }
  }
}
