export type ExecutionState = 'RUNNING' | 'COMPLETED' | 'FAILED';

/** An attempt at what a step asked for. */
export interface Attempt {
  readonly at: string;
  /** 0: there was no answer. */
  readonly status: number;
  readonly milliseconds: number;
  readonly error: string | null;
  readonly detail: string | null;
  readonly excerpt: string | null;
}

export interface Step {
  readonly visit: number;
  readonly node: string;
  readonly type: string | null;
  readonly state: 'RUNNING' | 'ENDED';
  readonly startedAt: string;
  readonly endedAt: string | null;
  readonly until: string | null;
  readonly outcome: string | null;
  readonly next: string | null;
  /** Why it failed; null: it did not. */
  readonly code: string | null;
  readonly effect: Readonly<Record<string, unknown>> | null;
  readonly data: Readonly<Record<string, unknown>>;
  readonly attempts: readonly Attempt[];
}

export interface Trigger {
  readonly alertId: string | null;
  readonly queueId: string | null;
  readonly queueName: string | null;
  readonly mediaType: string | null;
  readonly severity: 'WARNING' | 'CRITICAL' | null;
  readonly startedBy: string | null;
}

/** One run of a flow with its trace. */
export interface Execution {
  readonly id: string;
  readonly flow: string;
  readonly version: number;
  readonly state: ExecutionState;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly reason: string | null;
  readonly trigger: Trigger;
  readonly steps: readonly Step[];
}

/** How many run of a flow, and where; how many ended. */
export interface FlowCounts {
  readonly flow: string;
  readonly version: number;
  readonly running: number;
  readonly completed: number;
  readonly failed: number;
  readonly last: {
    readonly id: string;
    readonly state: ExecutionState;
    readonly startedAt: string;
    readonly finishedAt: string | null;
    readonly queueName: string | null;
  } | null;
  readonly nodes: readonly { readonly version: number; readonly node: string; readonly running: number }[];
}

/** What is shown of the alert a run was started by. */
export interface AlertFacts {
  readonly id: string;
  readonly state: string;
  readonly severity: 'WARNING' | 'CRITICAL';
  readonly streamName: string | null;
  readonly queueName: string | null;
  readonly openedAt: string;
  readonly triggeredAt: string;
  readonly resolvedAt: string | null;
}

/** How many steps of a run failed, though the run may have gone on. */
export function failedSteps(execution: Execution): number {
  return execution.steps.filter(({ code }) => code !== null).length;
}
