import { type Alert, compareAlerts, type Instant, type QueueView } from '@redline/client';

/** One line of the table of queues. */
export interface QueueRow {
  readonly key: string;
  readonly queue: QueueView;
  /** The worst open alert of the queue that concerns this media type, if any. */
  readonly alert: Alert | null;
}

/**
 * The rows: queues over their limit first, worst first, the others by name. Only an alert moves a row; values that
 * change every few seconds never do, so that people can keep their eyes on a line.
 */
export function queueRows(
  queues: readonly QueueView[],
  open: readonly Alert[],
  woken: ReadonlySet<string> = new Set(),
): QueueRow[] {
  const alerts = new Map<string, Alert[]>();
  for (const alert of open) alerts.set(alert.queueId, [...(alerts.get(alert.queueId) ?? []), alert]);
  const rows = shownQueues(queues, woken).map((queue) => ({
    key: keyOf(queue),
    queue,
    alert: alerts.get(queue.queueId)?.find((alert) => concerns(alert, queue)) ?? null,
  }));
  const over = rows.filter((row) => row.alert !== null);
  over.sort((a, b) => (a.alert === null || b.alert === null ? 0 : compareAlerts(a.alert, b.alert)));
  return [...over, ...rows.filter((row) => row.alert === null)];
}

/** What tells a row from all others. */
export function keyOf({ queueId, mediaType }: QueueView): string {
  return JSON.stringify([queueId, mediaType]);
}

/** Whether a media type of a queue is in use: somebody waits in it, or an alert is open in it. */
export function isAwake(queue: QueueView, open: readonly Alert[]): boolean {
  return (
    queue.waitingCount > 0 ||
    open.some((alert) => alert.queueId === queue.queueId && alert.mediaType === queue.mediaType)
  );
}

/**
 * A queue has a row for itself or for voice, and for each media type that has been woken; others, which many queues have and few use,
 * have none. A queue without any of these keeps its first.
 */
function shownQueues(queues: readonly QueueView[], woken: ReadonlySet<string>): readonly QueueView[] {
  const isShown = (queue: QueueView) =>
    queue.mediaType === null || queue.mediaType === 'voice' || woken.has(keyOf(queue));
  const shown = new Set(queues.filter(isShown).map(({ queueId }) => queueId));
  return queues.filter((queue) => {
    if (isShown(queue)) return true;
    if (shown.has(queue.queueId)) return false;
    shown.add(queue.queueId);
    return true;
  });
}

function concerns(alert: Alert, queue: QueueView): boolean {
  return alert.mediaType === null || alert.mediaType === queue.mediaType;
}

/**
 * Seconds the longest waiting interaction has waited; null when none waits or the time is not known. Of a queue that
 * is not live, as it was when that was told: an old wait must not look as if it went on.
 */
export function longestWaitSeconds(queue: QueueView, now: Instant | null): number | null {
  if (queue.waitingCount === 0 || queue.oldestWaitingSince === null || now === null) return null;
  return Math.max(0, ((queue.state === 'LIVE' ? now : queue.at) - queue.oldestWaitingSince) / 1_000);
}
