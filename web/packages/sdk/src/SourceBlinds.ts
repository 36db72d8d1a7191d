import type { Blind } from '@redline/client';
import type { SourceBlind } from './contract.ts';

/** Turns what a client knows of missing live data into events: each once in each state, whatever resets there are. */
export class SourceBlinds {
  readonly #known = new Map<string, { readonly blind: Blind; readonly told: string }>();

  /** What has come, changed or gone since the last call. */
  changes(open: readonly Blind[], now: number | null): SourceBlind[] {
    const ids = new Set(open.map(({ blindId }) => blindId));
    const over = [...this.#known].filter(([id]) => !ids.has(id));
    for (const [id] of over) this.#known.delete(id);
    const news = open.filter((blind) => this.#known.get(blind.blindId)?.told !== JSON.stringify(blind));
    for (const blind of news) this.#known.set(blind.blindId, { blind, told: JSON.stringify(blind) });
    return [
      ...over.map(([, { blind }]) => sourceBlind({ ...blind, endedAt: now ?? blind.since })),
      ...news.map(sourceBlind),
    ];
  }

  /** What lasts, for a handler that has heard nothing yet. */
  current(): SourceBlind[] {
    return [...this.#known.values()].map(({ blind }) => sourceBlind(blind));
  }
}

function sourceBlind({ blindId, source, cause, since, endedAt, queueCount, queues }: Blind): SourceBlind {
  return {
    type: 'SOURCE_BLIND',
    blindId,
    state: endedAt === null ? 'BLIND' : 'OVER',
    source,
    cause,
    since: new Date(since).toISOString(),
    endedAt: endedAt === null ? null : new Date(endedAt).toISOString(),
    queueCount,
    queues: queues.map((queue) => ({ ...queue })),
  };
}
