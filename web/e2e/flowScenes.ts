import type { Page } from 'playwright-core';
import type { DesktopStandIn } from './DesktopStandIn.ts';
import type { Scene } from './scenes.ts';

const start = Date.UTC(2026, 10, 22, 10, 2, 7);
const iso = (seconds: number) => new Date(start + seconds * 1_000).toISOString();

const shipped = {
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

const wide = {
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

function run(number: number, queueName: string, state: string, steps: readonly unknown[], changes: object = {}) {
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

const calling = [
  walked[0],
  step(2, 'node2', 'httpRequest', 0, null, { effect: { method: 'POST', url: '/api/v2/escalations/create' } }),
];

const names = ['Billing', 'Claims', 'Sales', 'Technical support, second level', 'Onboarding'];
const runs = [
  run(12, 'Billing', 'RUNNING', calling),
  ...Array.from({ length: 11 }, (_, i) =>
    run(11 - i, names[i % names.length] ?? '', 'COMPLETED', i % 4 === 2 ? refused : walked),
  ),
];

/** Twice round the loop, and waiting. */
const looping = run(
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

const counts = [
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

const page = (entities: readonly unknown[], total = entities.length) => ({
  status: 200,
  body: { entities, total, pageSize: 25, pageNumber: 1, nextUri: null },
});

interface Answers {
  readonly counts?: readonly unknown[];
  readonly runs?: readonly unknown[];
  readonly total?: number;
}

/** The API as the page of flows reads it. */
function serve({ counts: counted = counts, runs: listed = runs, total }: Answers): (server: DesktopStandIn) => void {
  return (server) => {
    server.api = (path, query) => {
      if (path === '/api/v2/flows/executions/counts') return page(counted);
      if (path === '/api/v2/flows/executions') {
        const of = query.get('flow');
        const found = listed.filter((listedRun) => (listedRun as { flow: string }).flow === of);
        return page(found, total ?? found.length);
      }
      if (path.startsWith('/api/v2/alerts/')) return { status: 200, body: alert(path.split('/').at(-1) ?? '') };
      const flow = [shipped, wide].find(({ name }) => path === `/api/v2/flows/${name}`);
      if (flow !== undefined) return { status: 200, body: { ...flow, version: Number(query.get('version')) } };
      return path.startsWith('/api/') ? { status: 404, body: { message: 'There is no such flow.' } } : null;
    };
  };
}

const alert = (id: string) => ({
  ...{ id, state: 'RESOLVED', severity: 'CRITICAL', streamName: 'Long wait', queueName: 'Billing' },
  ...{ openedAt: iso(-72), triggeredAt: iso(-60), resolvedAt: iso(240) },
});

async function signIn(open: Page): Promise<void> {
  await open.locator('flows-page input').fill('CODE');
  await open.locator('flows-page form button').click();
  await open.locator('flows-page .columns').waitFor();
}

const path = '/flows';

/** States of the page of flows. */
export const flowScenes: readonly Scene[] = [
  { name: 'flows-signed-out', path, fragment: '', prepare: () => {} },
  { name: 'flows', path, fragment: `#flow=${shipped.name}`, prepare: serve({}), play: signIn },
  { name: 'flows-run', path, fragment: `#flow=${shipped.name}&run=X11`, prepare: serve({}), play: signIn },
  { name: 'flows-failed-step', path, fragment: `#flow=${shipped.name}&run=X9`, prepare: serve({}), play: signIn },
  {
    name: 'flows-loop',
    path,
    fragment: `#flow=${wide.name}&run=X41`,
    prepare: serve({ runs: [looping] }),
    play: async (open) => {
      await signIn(open);
      await open.locator('flow-graph [data-rove=crm]').click();
    },
  },
  {
    name: 'flows-old-version',
    path,
    fragment: `#flow=${wide.name}&run=X41`,
    prepare: serve({ runs: [{ ...looping, version: 2 }] }),
    play: signIn,
  },
  {
    name: 'flows-storm',
    path,
    fragment: `#flow=${shipped.name}`,
    prepare: serve({
      counts: [
        {
          ...counts[1],
          running: 9_812,
          completed: 188,
          failed: 0,
          nodes: [
            { version: 1, node: 'node2', running: 9_640 },
            { version: 1, node: 'node3', running: 172 },
          ],
        },
      ],
      runs: Array.from({ length: 25 }, (_, i) => run(10_000 - i, names[i % 5] ?? '', 'RUNNING', calling)),
      total: 10_000,
    }),
    play: signIn,
  },
  { name: 'flows-none', path, fragment: '', prepare: serve({ counts: [] }), play: signIn },
  { name: 'flows-no-run', path, fragment: `#flow=${shipped.name}`, prepare: serve({ runs: [] }), play: signIn },
  {
    name: 'flows-not-allowed',
    path,
    fragment: '',
    prepare: (server) => {
      server.api = (asked) =>
        asked.startsWith('/api/')
          ? { status: 403, body: { message: 'This needs the permission flows:execution:view.' } }
          : null;
    },
    play: async (open) => {
      await open.locator('flows-page input').fill('CODE');
      await open.locator('flows-page form button').click();
      await open.getByText('flows:execution:view').waitFor();
    },
  },
  {
    name: 'flows-not-connected',
    path,
    fragment: `#flow=${shipped.name}`,
    prepare: serve({}),
    play: async (open, server) => {
      await signIn(open);
      await open.getByText('X12').first().waitFor();
      server.api = (asked) =>
        asked.startsWith('/api/') ? { status: 503, body: { message: 'The storage does not answer.' } } : null;
      await open.getByText('The storage does not answer.').waitFor();
    },
  },
];
