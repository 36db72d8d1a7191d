import type { Timers } from '../Timers.ts';
import type { PageLook } from './TabMessage.ts';

/** A page that is shown says so this often; one that has not for longer is gone. */
export const lookMilliseconds = 5_000;
const goneMilliseconds = 3 * lookMilliseconds;

/** Of the tabs of a person, which one shows toasts and speaks: of those on a screen the one looked at last. */
export class ToastTab {
  readonly #own: string;
  readonly #timers: Timers;
  readonly #others = new Map<string, PageLook & { readonly heardAt: number }>();
  #look: PageLook = { shown: false, lookedAt: 0 };

  constructor(own: string, timers: Timers) {
    this.#own = own;
    this.#timers = timers;
  }

  /** How this page is looked at. */
  get look(): PageLook {
    return this.#look;
  }

  /** This page is looked at otherwise. */
  looked(look: PageLook): void {
    this.#look = look;
  }

  /** Another page has said how it is looked at; null: it goes. */
  heard(from: string, look: PageLook | null): void {
    if (look === null) this.#others.delete(from);
    else this.#others.set(from, { ...look, heardAt: this.#timers.now() });
  }

  /** Whether it is this one. While none is on a screen it is the one that `leads`, so that somebody speaks. */
  isHere(leads: boolean): boolean {
    const now = this.#timers.now();
    const shown = [...this.#others]
      .filter(([, look]) => look.shown && now - look.heardAt <= goneMilliseconds)
      .map(([id, look]) => ({ id, lookedAt: look.lookedAt }));
    if (this.#look.shown) shown.push({ id: this.#own, lookedAt: this.#look.lookedAt });
    if (shown.length === 0) return leads;
    shown.sort((a, b) => b.lookedAt - a.lookedAt || a.id.localeCompare(b.id));
    return shown[0]?.id === this.#own;
  }
}
