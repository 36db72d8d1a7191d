import type { QueueEscalation } from './contract.ts';
import type { Raised } from './Escalations.ts';

/** What handlers are given: a copy, so that a page cannot change what this desktop knows. */
export function queueEscalation({ type, alert, state }: Raised): QueueEscalation {
  return {
    type,
    alertId: alert.alertId,
    revision: alert.revision,
    state,
    severity: alert.severity,
    queueId: alert.queueId,
    queueName: alert.queueName,
    mediaType: alert.mediaType,
    metrics: { ...alert.metrics },
    threshold: alert.threshold,
    comparisons: alert.comparisons.map((comparison) => ({ ...comparison })),
    openedAt: new Date(alert.openedAt).toISOString(),
    streamId: alert.streamId,
    test: alert.test,
  };
}
