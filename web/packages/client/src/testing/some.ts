import type { Alert } from '../Alert.ts';
import type { Blind } from '../Blind.ts';
import type { QueueMetrics } from '../Frame.ts';
import type { Message } from '../Message.ts';

/** 22 November 2026, 10:02 UTC. */
export const someInstant = Date.UTC(2026, 10, 22, 10, 2);

/** An open warning of the queue Billing, with what a test cares about changed. */
export function someAlert(changes: Partial<Alert> = {}): Alert {
  return {
    alertId: 'A1',
    presentation: 'TOAST',
    revision: 1,
    state: 'TRIGGERED',
    severity: 'WARNING',
    priority: 3,
    streamId: 'billing-wait',
    streamName: 'Billing: long wait',
    queueId: 'billing',
    queueName: 'Billing',
    mediaType: 'voice',
    threshold: 300,
    metrics: { waitTimeSeconds: 372.4, waitingCount: 7, agentsIdle: 0 },
    comparisons: [{ field: 'waitTimeSeconds', operator: 'GREATER_THAN', threshold: 300, value: 372.4 }],
    nextUpdateAt: null,
    openedAt: someInstant - 60_000,
    triggeredAt: someInstant,
    resolvedAt: null,
    resolvedReason: null,
    acknowledgement: null,
    test: false,
    ...changes,
  };
}

const iso = (instant: number | null) => (instant === null ? null : new Date(instant).toISOString());

/** The alert as the wire carries it. */
export function onWire(alert: Alert): unknown {
  const { acknowledgement } = alert;
  return {
    ...alert,
    openedAt: iso(alert.openedAt),
    triggeredAt: iso(alert.triggeredAt),
    resolvedAt: iso(alert.resolvedAt),
    acknowledgement: acknowledgement === null ? null : { ...acknowledgement, at: iso(acknowledgement.at) },
  };
}

/** Live values of the queue Billing, with what a test cares about changed. */
export function someQueue(changes: Partial<QueueMetrics> = {}): QueueMetrics {
  return {
    queueId: 'billing',
    queueName: 'Billing',
    mediaType: 'voice',
    waitingCount: 7,
    oldestWaitingSince: someInstant - 372_400,
    state: 'LIVE',
    ...changes,
  };
}

/** A message for everybody that lasts for an hour, with what a test cares about changed. */
export function someMessage(changes: Partial<Message> = {}): Message {
  return {
    messageId: 'M1',
    severity: 'WARNING',
    title: 'Phones in Leeds are down',
    text: 'Calls come in over Hull until noon.',
    queueId: null,
    sentAt: someInstant,
    expiresAt: someInstant + 3_600_000,
    ...changes,
  };
}

/** The message as the wire carries it. */
export function messageOnWire(message: Message): unknown {
  return { ...message, sentAt: iso(message.sentAt), expiresAt: iso(message.expiresAt) };
}

/** That there is no live data of the queue Billing, with what a test cares about changed. */
export function someBlind(changes: Partial<Blind> = {}): Blind {
  return {
    blindId: 'SILENCE/acd',
    source: 'acd',
    cause: 'SILENCE',
    since: someInstant,
    endedAt: null,
    queueCount: 1,
    queues: [{ queueId: 'billing', queueName: 'Billing' }],
    ...changes,
  };
}

/** The same as the wire carries it. */
export function blindOnWire(blind: Blind): unknown {
  return { ...blind, since: iso(blind.since), endedAt: iso(blind.endedAt) };
}
