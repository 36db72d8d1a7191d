/** New rows that a list makes at most in one animation frame: with their layout some milliseconds of a slow desktop. */
export const freshRows = 12;

/**
 * Lets a long list grow over several animation frames, so that hundreds of alerts at once hold up no page: rows that are
 * there stay, and of the new ones only so many come with each rendering.
 */
export class RowBudget<T> {
  readonly #keyOf: (row: T) => string;
  #shown: ReadonlySet<string> = new Set();

  constructor(keyOf: (row: T) => string) {
    this.#keyOf = keyOf;
  }

  /** The rows to show now, in their order, and whether more are to come with the next frame. */
  take(rows: readonly T[]): { readonly rows: readonly T[]; readonly more: boolean } {
    let fresh = 0;
    const taken = rows.filter((row) => this.#shown.has(this.#keyOf(row)) || fresh++ < freshRows);
    this.#shown = new Set(taken.map(this.#keyOf));
    return { rows: taken, more: taken.length < rows.length };
  }
}
