/** Whole milliseconds UTC since 1970. On the wire an ISO 8601 text ending in `Z`. */
export type Instant = number;

/** How grave an alert is. */
export type Severity = 'WARNING' | 'CRITICAL';

/** Where an alert stands. One that somebody has taken is still open. */
export type AlertState = 'TRIGGERED' | 'ACKNOWLEDGED' | 'RESOLVED';

/** How an alert is shown; one that is not known is a toast. */
export type Presentation = 'TOAST' | 'BANNER' | (string & {});

/** One comparison of the stream's filter expression that is true, with the value it met. */
export interface Comparison {
  /** Name of the metric or identity field, such as `waitTimeSeconds`. */
  readonly field: string;
  /** Operator of the filter expression, such as `GREATER_THAN`. */
  readonly operator: string;
  /** A number for metrics; texts and lists occur for identity fields. */
  readonly threshold: unknown;
  /** The actual value, of the same kind as `threshold`. */
  readonly value: unknown;
}

/** Who has taken an alert. */
export interface Acknowledgement {
  readonly personId: string;
  readonly name: string;
  readonly at: Instant;
  readonly note: string | null;
  /** How grave the alert was then; null when the server does not say. */
  readonly severity: Severity | null;
}

/** An alert in its whole state at one revision. Immutable. */
export interface Alert {
  readonly alertId: string;
  readonly presentation: Presentation;
  /** Rises with each change of this alert; a frame with an equal or lower one is out of date. */
  readonly revision: number;
  readonly state: AlertState;
  readonly severity: Severity;
  /** 1 (most important) to 5. */
  readonly priority: number;
  readonly streamId: string;
  readonly streamName: string;
  readonly queueId: string;
  readonly queueName: string;
  /** Null when the stream reads queue-wide metrics only. */
  readonly mediaType: string | null;
  /** The constant compared with `waitTimeSeconds`, else of the first numeric comparison, else null. */
  readonly threshold: number | null;
  /** Values at this revision, by metric name; a metric that is not known is absent. Times in seconds. */
  readonly metrics: Readonly<Record<string, number>>;
  readonly comparisons: readonly Comparison[];
  /** It comes and goes: when people are told how it stands next. Null almost always. */
  readonly nextUpdateAt: Instant | null;
  readonly openedAt: Instant;
  readonly triggeredAt: Instant;
  readonly resolvedAt: Instant | null;
  /** `conditionCleared`, or a later server's word; null while open. */
  readonly resolvedReason: string | null;
  /** Null while nobody has taken it. */
  readonly acknowledgement: Acknowledgement | null;
  readonly test: boolean;
}

/** True unless the alert is resolved. */
export function isOpen(alert: Alert): boolean {
  return alert.state !== 'RESOLVED';
}

/** Whether an alert asks for somebody: nobody has taken it, or it has become worse since somebody did. */
export function asksForSomebody({ acknowledgement, severity }: Alert): boolean {
  if (acknowledgement === null) return true;
  return acknowledgement.severity !== null && severityRank(severity) > severityRank(acknowledgement.severity);
}

/** 1 for WARNING, 2 for CRITICAL: greater is worse. */
export function severityRank(severity: Severity): number {
  return severity === 'CRITICAL' ? 2 : 1;
}

/** Orders alerts worst first: severity, then priority, then the one triggered first, then id. Total and stable. */
export function compareAlerts(a: Alert, b: Alert): number {
  return (
    severityRank(b.severity) - severityRank(a.severity) ||
    a.priority - b.priority ||
    a.triggeredAt - b.triggeredAt ||
    (a.alertId < b.alertId ? -1 : a.alertId > b.alertId ? 1 : 0)
  );
}
