/** What a server with three flows answers: one that ships, one with a loop, one that never ran. */
const start = Date.UTC(2026, 10, 22, 10, 2, 7);
export const iso = (seconds: number) => new Date(start + seconds * 1_000).toISOString();

export const shipped = {
  name: 'Queue_Escalation_Trigger',
  version: 1,
  usedBy: ['s1', 's2'],
  nodes: [
    { id: 'node1', type: 'decision', expression: 'waitTimeSeconds > threshold', next: { yes: 'node2', no: 'end' } },
    {
      id: 'node2',
      type: 'httpRequest',
      method: 'POST',
      url: '/api/v2/escalations/create',
      body: { alertId: '{{alertId}}', queueId: '{{queueId}}', reason: '{{streamName}}' },
      answer: { escalationId: '$.id' },
      next: { ok: 'node3', failed: 'node3' },
    },
    { id: 'node3', type: 'notify', next: { done: 'end' } },
  ],
};

export const wide = {
  name: 'Nobody_Takes_It',
  version: 3,
  description:
    'Asks the CRM whose customers wait, tells the supervisors, and again every five minutes until somebody has it.',
  usedBy: [],
  nodes: [
    {
      id: 'hours',
      type: 'decision',
      expression: 'waitTimeSeconds > threshold and agentsOnQueue >= 1',
      next: { yes: 'crm', no: 'mail' },
    },
    {
      id: 'crm',
      type: 'httpRequest',
      method: 'GET',
      url: 'https://crm.example.com/queues/{{queueId}}/tier',
      next: { ok: 'tier', failed: 'supervisors' },
    },
    { id: 'tier', type: 'setData', data: { tier: '{{data.answer}}' }, next: { done: 'lead' } },
    {
      id: 'lead',
      type: 'presence',
      person: 'sam',
      next: { online: 'supervisors', away: 'supervisors', offline: 'mail' },
    },
    { id: 'mail', type: 'architectFlow', flowId: 'callback-mail', next: { ok: 'pause', failed: 'supervisors' } },
    {
      id: 'supervisors',
      type: 'notify',
      audience: { roles: ['SUPERVISOR'] },
      title: '{{queueName}} needs you',
      next: { done: 'pause' },
    },
    {
      id: 'pause',
      type: 'wait',
      seconds: 300,
      until: ['acknowledged', 'resolved'],
      next: { elapsed: 'hours', acknowledged: 'taken', resolved: 'end' },
    },
    { id: 'taken', type: 'end' },
  ],
};

interface StepChanges {
  readonly [name: string]: unknown;
}

function step(visit: number, node: string, type: string, from: number, to: number | null, changes: StepChanges = {}) {
  return {
    ...{
      visit,
      node,
      type,
      state: to === null ? 'RUNNING' : 'ENDED',
      startedAt: iso(from),
      endedAt: to === null ? null : iso(to),
    },
    ...{ until: null, outcome: null, next: null, code: null, effect: null, data: {}, attempts: [] },
    ...changes,
  };
}

export function run(number: number, queueName: string, state: string, steps: readonly unknown[], changes: object = {}) {
  return {
    ...{ id: `X${number}`, flow: shipped.name, version: 1, state, reason: null, selfUri: '', data: {}, steps },
    startedAt: iso(number * 60),
    finishedAt: state === 'RUNNING' ? null : iso(number * 60 + 1.4),
    trigger: {
      ...{ alertId: `A${number}`, queueId: queueName.toLowerCase(), queueName, mediaType: 'voice', streamId: 's1' },
      ...{ severity: 'CRITICAL', threshold: 300, metrics: {}, startedBy: null },
    },
    ...changes,
  };
}

const created = [
  {
    at: iso(0.1),
    status: 503,
    milliseconds: 212,
    error: 'http.status',
    detail: 'Service Unavailable',
    excerpt: 'Try again later.',
  },
  {
    at: iso(1.1),
    status: 201,
    milliseconds: 48,
    error: null,
    detail: null,
    excerpt: '{"id":"E7","state":"OPEN","alertId":"A7"}',
  },
];

const walked = [
  step(1, 'node1', 'decision', 0, 0, { outcome: 'yes', next: 'node2' }),
  step(2, 'node2', 'httpRequest', 0, 1.2, {
    ...{ outcome: 'ok', next: 'node3', data: { escalationId: 'E7' }, attempts: created },
    effect: { method: 'POST', url: '/api/v2/escalations/create', body: '{"alertId":"A7","queueId":"billing"}' },
  }),
  step(3, 'node3', 'notify', 1.2, 1.4, { outcome: 'done', next: 'end' }),
];

const refused = [
  walked[0],
  step(2, 'node2', 'httpRequest', 0, 0.4, {
    ...{ outcome: 'failed', next: 'node3', code: 'http.status' },
    attempts: [
      {
        at: iso(0.1),
        status: 404,
        milliseconds: 31,
        error: 'http.status',
        detail: 'Not Found',
        excerpt: '{"message":"There is no such endpoint.","code":"not.found","status":404}',
      },
    ],
  }),
  step(3, 'node3', 'notify', 0.4, 0.6, { outcome: 'nobody', next: 'end' }),
];

export const calling = [
  walked[0],
  step(2, 'node2', 'httpRequest', 0, null, { effect: { method: 'POST', url: '/api/v2/escalations/create' } }),
];

export const names = ['Billing', 'Claims', 'Sales', 'Technical support, second level', 'Onboarding'];
export const runs = [
  run(12, 'Billing', 'RUNNING', calling),
  ...Array.from({ length: 11 }, (_, i) =>
    run(11 - i, names[i % names.length] ?? '', 'COMPLETED', i % 4 === 2 ? refused : walked),
  ),
];

/** Twice round the loop, and waiting. */
export const looping = run(
  41,
  'Technical support, second level',
  'RUNNING',
  [
    step(1, 'hours', 'decision', 0, 0, { outcome: 'yes', next: 'crm' }),
    step(2, 'crm', 'httpRequest', 0, 30, {
      outcome: 'failed',
      next: 'supervisors',
      code: 'http.timeout',
      attempts: [
        {
          at: iso(0),
          status: 0,
          milliseconds: 10_000,
          error: 'http.timeout',
          detail: 'No answer within 10 s',
          excerpt: null,
        },
      ],
    }),
    step(3, 'supervisors', 'notify', 30, 30.2, { outcome: 'done', next: 'pause' }),
    step(4, 'pause', 'wait', 30.2, 330.2, { outcome: 'elapsed', next: 'hours', until: iso(330) }),
    step(5, 'hours', 'decision', 330, 330, { outcome: 'yes', next: 'crm' }),
    step(6, 'crm', 'httpRequest', 330, 331, { outcome: 'ok', next: 'tier' }),
    step(7, 'tier', 'setData', 331, 331, { outcome: 'done', next: 'lead', data: { tier: 'gold' } }),
    step(8, 'lead', 'presence', 331, 332, { outcome: 'online', next: 'supervisors' }),
    step(9, 'supervisors', 'notify', 332, 333, { outcome: 'done', next: 'pause' }),
    step(10, 'pause', 'wait', 333, null, { until: iso(633) }),
  ],
  { flow: wide.name, version: 3 },
);

const last = (number: number, queueName: string, state = 'COMPLETED') => ({
  ...{ id: `X${number}`, state, startedAt: iso(number * 60), finishedAt: null, queueName },
});

export const counts = [
  {
    flow: wide.name,
    version: 3,
    running: 2,
    completed: 38,
    failed: 1,
    last: last(41, 'Claims', 'RUNNING'),
    nodes: [
      { version: 3, node: 'pause', running: 1 },
      { version: 2, node: 'pause', running: 1 },
    ],
  },
  {
    flow: shipped.name,
    version: 1,
    running: 1,
    completed: 1_204,
    failed: 0,
    last: last(12, 'Billing'),
    nodes: [{ version: 1, node: 'node2', running: 1 }],
  },
  { flow: 'Undelivered_Fallback', version: 1, running: 0, completed: 0, failed: 0, last: null, nodes: [] },
];
