import type { ReactiveController, ReactiveControllerHost } from 'lit';

type Host = ReactiveControllerHost & Element & { readonly renderRoot: HTMLElement | DocumentFragment };

/**
 * One stop of the Tab key for many things: arrow keys, Home and End move among elements with `data-rove`, in their
 * order. The focus stays with the same thing when the list changes around it.
 */
export class Roving implements ReactiveController {
  readonly #host: Host;
  #at: string | null = null;

  constructor(host: Host) {
    this.#host = host;
    host.addController(this);
  }

  hostConnected(): void {}

  /** The `tabindex` of a thing; `first` is what Tab reaches before anybody has been here. */
  tabIndex(key: string, keys: readonly string[], first: string | undefined = keys[0]): 0 | -1 {
    const at =
      this.#at !== null && keys.includes(this.#at)
        ? this.#at
        : first !== undefined && keys.includes(first)
          ? first
          : keys[0];
    return key === at ? 0 : -1;
  }

  /** For `@focusin` of what holds the things. */
  readonly onFocus = (event: Event): void => {
    const key = (event.target as Element).closest('[data-rove]')?.getAttribute('data-rove') ?? null;
    if (key === null || key === this.#at) return;
    this.#at = key;
    this.#host.requestUpdate();
  };

  /** For `@keydown` of what holds the things. */
  readonly onKey = (event: KeyboardEvent): void => {
    const all = [...this.#host.renderRoot.querySelectorAll<HTMLElement | SVGElement>('[data-rove]')];
    const at = all.findIndex((element) => element.getAttribute('data-rove') === this.#at);
    const to = nextOf(event.key, at, all.length);
    if (to === null) return;
    event.preventDefault();
    all[to]?.focus();
    all[to]?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  };
}

/** Where a key leads from a place in a list; null: it is none of ours. */
export function nextOf(key: string, at: number, count: number): number | null {
  switch (key) {
    case 'ArrowDown':
    case 'ArrowRight':
      return Math.min(count - 1, at + 1);
    case 'ArrowUp':
    case 'ArrowLeft':
      return Math.max(0, at - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
