import type { Execution, FlowCounts, Step } from '../flows/Execution.ts';
import type { Flow } from '../flows/Flow.ts';

/** The flow that ships. */
export const shippedFlow: Flow = {
  name: 'Queue_Escalation_Trigger',
  version: 1,
  nodes: [
    { id: 'node1', type: 'decision', expression: 'waitTimeSeconds > threshold', next: { yes: 'node2', no: 'end' } },
    {
      id: 'node2',
      type: 'httpRequest',
      method: 'POST',
      url: '/api/v2/escalations/create',
      next: { ok: 'node3', failed: 'node3' },
    },
    { id: 'node3', type: 'notify', next: { done: 'end' } },
  ],
};

export function someStep(changes: Partial<Step> = {}): Step {
  return {
    ...{ visit: 1, node: 'node1', type: 'decision', state: 'ENDED', startedAt: '2026-11-22T10:02:07.000Z' },
    ...{ endedAt: '2026-11-22T10:02:07.000Z', until: null, outcome: 'yes', next: 'node2', code: null },
    ...{ effect: null, data: {}, attempts: [] },
    ...changes,
  };
}

export function someExecution(changes: Partial<Execution> = {}): Execution {
  return {
    ...{ id: 'X7', flow: shippedFlow.name, version: 1, state: 'RUNNING', startedAt: '2026-11-22T10:02:07.000Z' },
    ...{ finishedAt: null, reason: null, steps: [someStep()] },
    trigger: {
      ...{ alertId: null, queueId: 'billing', queueName: 'Billing', mediaType: 'voice' },
      ...{ severity: 'CRITICAL', startedBy: null },
    },
    ...changes,
  };
}

export function someCounts(changes: Partial<FlowCounts> = {}): FlowCounts {
  return { flow: shippedFlow.name, version: 1, running: 0, completed: 0, failed: 0, last: null, nodes: [], ...changes };
}
