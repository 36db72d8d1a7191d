import type { Instant } from './Alert.ts';
import type { MetricsFrame, QueueMetrics } from './Frame.ts';

/** A queue's values, and the instant of the frame that told them. */
export interface QueueView extends QueueMetrics {
  readonly at: Instant;
}

/** Live values of the queues this person sees, per queue and media type. */
export class QueueStore {
  readonly #queues = new Map<string, QueueView>();
  #sorted: readonly QueueView[] | null = null;
  #complete = false;

  /** False until a complete frame has come: until then an empty list says nothing. */
  get complete(): boolean {
    return this.#complete;
  }

  /** By name, then media type. The same list until something changes. */
  get all(): readonly QueueView[] {
    this.#sorted ??= [...this.#queues.values()].sort(
      (a, b) =>
        a.queueName.localeCompare(b.queueName) ||
        (a.mediaType ?? '').localeCompare(b.mediaType ?? '') ||
        a.queueId.localeCompare(b.queueId),
    );
    return this.#sorted;
  }

  /** The values of one queue and media type, if known. */
  find(queueId: string, mediaType: string | null): QueueView | undefined {
    return this.#queues.get(key(queueId, mediaType));
  }

  /** Takes the frame's values; a complete frame drops queues it does not name. */
  apply(frame: MetricsFrame): void {
    if (frame.complete) {
      this.#queues.clear();
      this.#complete = true;
    }
    for (const queue of frame.queues) {
      this.#queues.set(key(queue.queueId, queue.mediaType), { ...queue, at: frame.at });
    }
    this.#sorted = null;
  }
}

function key(queueId: string, mediaType: string | null): string {
  return JSON.stringify([queueId, mediaType]);
}
