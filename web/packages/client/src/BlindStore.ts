import type { Instant } from './Alert.ts';
import type { Blind } from './Blind.ts';

/** What there is no live data of, as far as this desktop knows. */
export class BlindStore {
  #open: readonly Blind[] = [];

  /** The one that lasts longest first. The same list until something changes. */
  get open(): readonly Blind[] {
    return this.#open;
  }

  /** Since when there is no live data of a queue; null when that is not known. */
  sinceOf(queueId: string): Instant | null {
    return this.#open.find(({ queues }) => queues.some((queue) => queue.queueId === queueId))?.since ?? null;
  }

  /** Takes one in its whole state, or that it is over. */
  apply(blind: Blind): void {
    this.reset([...this.#open.filter((known) => known.blindId !== blind.blindId), blind]);
  }

  /** Takes the complete list. */
  reset(blind: readonly Blind[]): void {
    this.#open = blind.filter(({ endedAt }) => endedAt === null).sort(compareBlind);
  }
}

function compareBlind(a: Blind, b: Blind): number {
  return a.since - b.since || (a.blindId < b.blindId ? -1 : a.blindId > b.blindId ? 1 : 0);
}
