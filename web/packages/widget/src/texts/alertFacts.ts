import type { Alert, Instant, QueueStore } from '@redline/client';
import type { AlertFacts, OverFacts } from './alertText.ts';

/** Letters of scripts written from right to left. */
const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** A name as it can stand inside a sentence: one written the other way round must not turn the words beside it. */
export function isolated(name: string): string {
  return rightToLeft.test(name) ? `\u2068${name}\u2069` : name;
}

/** A queue as people call it: voice goes without saying. */
export function queueLabel(queueName: string, mediaType: string | null): string {
  const name = isolated(queueName);
  return mediaType === null || mediaType === 'voice' ? name : `${name} (${mediaType})`;
}

/** The wait, in seconds, that the alert's stream allows; null when the stream is about something else. */
export function waitLimitSeconds(alert: Alert): number | null {
  for (const { field, operator, threshold } of alert.comparisons) {
    if (field === 'waitTimeSeconds' && operator.startsWith('GREATER_THAN') && typeof threshold === 'number') {
      return threshold;
    }
  }
  return null;
}

/**
 * What is known of an alert now. Live values of its queue are used while somebody waits there; otherwise the values
 * the alert was last told with. The number of free agents is always the alert's own: queues do not carry it.
 */
export function alertFacts(alert: Alert, queues: QueueStore, now: Instant | null): AlertFacts {
  const live = queues.find(alert.queueId, alert.mediaType);
  const usable = live?.state === 'LIVE' && live.waitingCount > 0 ? live : null;
  const since = usable?.oldestWaitingSince ?? null;
  return {
    queue: queueLabel(alert.queueName, alert.mediaType),
    waitLimitSeconds: waitLimitSeconds(alert),
    waitingCount: usable?.waitingCount ?? alert.metrics.waitingCount ?? null,
    freeCount: alert.metrics.agentsIdle ?? null,
    longestSeconds: since !== null && now !== null ? (now - since) / 1_000 : (alert.metrics.waitTimeSeconds ?? null),
    nextUpdateAt: alert.nextUpdateAt,
    test: alert.test,
  };
}

/** What is known of an alert that is over. */
export function overFacts(alert: Alert): OverFacts {
  const resolvedAt = alert.resolvedAt ?? alert.triggeredAt;
  return {
    queue: queueLabel(alert.queueName, alert.mediaType),
    waitLimitSeconds: waitLimitSeconds(alert),
    conditionCleared: alert.resolvedReason === 'conditionCleared',
    nextUpdateAt: alert.nextUpdateAt,
    resolvedAt,
    lastedSeconds: (resolvedAt - alert.openedAt) / 1_000,
  };
}
