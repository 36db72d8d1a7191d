import type { Page } from 'playwright-core';
import type { DesktopStandIn } from './DesktopStandIn.ts';
import { flowScenes } from './flowScenes.ts';

/** One state of the page worth looking at. */
export interface Scene {
  readonly name: string;
  /** Prepares the server before the page is opened. */
  prepare(server: DesktopStandIn): void;
  /** Brings the page, once open, into the state. */
  play?(page: Page, server: DesktopStandIn): Promise<void>;
  /** The fragment of the address; a sign-in code unless the scene is about having none. */
  readonly fragment?: string;
  /** The page; the desktop without it. */
  readonly path?: string;
}

type Role = 'AGENT' | 'SUPERVISOR';
const start = Date.UTC(2026, 10, 22, 10, 2, 7);
const iso = (instant: number) => new Date(instant).toISOString();

const names = ['Billing', 'Claims', 'Sales', 'Service', 'Onboarding', 'Technical support, second level', 'Retention'];

const hello = (role: Role) => ({
  type: 'hello',
  protocol: 1,
  epoch: 'k3Jx',
  offset: 41,
  clock: { now: iso(start), speed: 1 },
  heartbeatSeconds: 20,
  sessionId: 's1',
  person: role === 'AGENT' ? { id: 'ana', name: 'Ana Ruiz', role } : { id: 'sam', name: 'Sam Brook', role },
});

const reset = (alerts: readonly unknown[], banners: readonly string[] = []) => ({
  type: 'reset',
  epoch: 'k3Jx',
  offset: 41,
  alerts,
  presentations: banners.map((alertId) => ({ alertId, presentation: 'BANNER' })),
  messages: [],
});

const queue = (name: string, waitingCount: number, seconds: number, state = 'LIVE', mediaType = 'voice') => ({
  queueId: name.toLowerCase(),
  queueName: name,
  mediaType,
  waitingCount,
  oldestWaitingSince: waitingCount === 0 ? null : iso(start - seconds * 1_000),
  state,
});

const calm = names.map((name, i) => queue(name, i % 3, 40 + i * 7));
const metrics = (queues: readonly unknown[]) => ({ type: 'metrics', at: iso(start), complete: true, queues });

function alert(name: string, id: number, severity: 'WARNING' | 'CRITICAL', changes: object = {}): unknown {
  const threshold = severity === 'CRITICAL' ? 600 : 300;
  const wait = threshold + 72 + (id % 40);
  return {
    alertId: `A${id}`,
    revision: 1,
    state: 'TRIGGERED',
    severity,
    priority: 3,
    streamId: 's',
    streamName: 'Long wait',
    queueId: name.toLowerCase(),
    queueName: name,
    mediaType: 'voice',
    threshold,
    metrics: { waitTimeSeconds: wait, waitingCount: 7 + (id % 9), agentsIdle: 0 },
    comparisons: [{ field: 'waitTimeSeconds', operator: 'GREATER_THAN', threshold, value: wait }],
    openedAt: iso(start - 72_000 - id * 1_000),
    triggeredAt: iso(start - 60_000 + id * 100),
    resolvedAt: null,
    resolvedReason: null,
    acknowledgement: null,
    test: false,
    ...changes,
  };
}

const resolved = {
  revision: 2,
  state: 'RESOLVED',
  resolvedAt: iso(start - 14 * 60_000),
  resolvedReason: 'conditionCleared',
};
const taken = {
  revision: 2,
  state: 'ACKNOWLEDGED',
  acknowledgement: {
    personId: 'sam',
    name: 'Sam Brook',
    at: iso(start - 20_000),
    note: 'Two from Sales help until the queue is down again.',
  },
};
const messages = (['CRITICAL', 'INFORMATION'] as const).map((severity, i) => ({
  type: 'message',
  offset: 42 + i,
  message: {
    messageId: `M${i}`,
    severity,
    title: i === 0 ? 'Phones in Leeds are down' : 'Team meeting at noon',
    text: i === 0 ? 'Calls come in over Hull until noon.' : 'In the large room.',
    queueId: null,
    sentAt: iso(start - 120_000),
    expiresAt: iso(start + 3_600_000),
  },
}));
const overBefore = { openedAt: iso(start - 20 * 60_000) };
const withAlerts = [alert('Billing', 1, 'CRITICAL'), alert('Claims', 2, 'WARNING')];
const busy = [queue('Billing', 9, 702), queue('Claims', 8, 372), ...calm.slice(2)];

const greet =
  (role: Role, alerts: readonly unknown[], queues: readonly unknown[], then: readonly unknown[] = []) =>
  (server: DesktopStandIn) => {
    server.greet = (send) => {
      for (const frame of [hello(role), reset(alerts), metrics(queues), ...then]) send(frame);
    };
  };

const frame = (content: unknown) => ({ type: 'alert', offset: 42, presentation: 'TOAST', alert: content });
const over = [frame(alert('Retention', 9, 'WARNING', { ...overBefore, ...resolved }))];

/** Loses the server for so long, on the page's own clock. */
async function lose(page: Page, server: DesktopStandIn, seconds: number): Promise<void> {
  server.accepting = false;
  server.tokenStatus = 503;
  server.drop();
  await page.clock.fastForward(seconds * 1_000);
}

const refuseCode = (server: DesktopStandIn) => {
  server.tokenStatus = 400;
};

const greetWithBanners =
  (role: Role, alerts: readonly unknown[], banners: readonly string[]) => (server: DesktopStandIn) => {
    server.greet = (send) => {
      for (const frame of [hello(role), reset(alerts, banners), metrics(busy)]) send(frame);
    };
  };

const hidden = { type: 'hidden', alertId: 'A1', severity: 'CRITICAL' };

const storm = Array.from({ length: 200 }, (_, i) =>
  alert(`${names[i % names.length]} ${Math.floor(i / names.length) + 1}`, i + 1, i % 5 === 0 ? 'CRITICAL' : 'WARNING'),
);

export const scenes: readonly Scene[] = [
  { name: 'loading', prepare: () => {} },
  { name: 'empty-agent', prepare: greet('AGENT', [], calm) },
  { name: 'empty-no-queues', prepare: greet('AGENT', [], []) },
  { name: 'alerts-agent', prepare: greet('AGENT', withAlerts, busy, over) },
  { name: 'alerts-supervisor', prepare: greet('SUPERVISOR', withAlerts, busy, over) },
  {
    name: 'taken',
    prepare: greet('SUPERVISOR', withAlerts, busy, [frame(alert('Billing', 1, 'CRITICAL', taken))]),
  },
  {
    name: 'taking-fails',
    prepare: greet('SUPERVISOR', withAlerts, busy),
    play: async (page, server) => {
      server.answerCode = 'not.ready';
      await page.locator('redline-toasts button.take').first().click();
    },
  },
  { name: 'hidden', prepare: greet('SUPERVISOR', withAlerts, busy, [hidden]) },
  { name: 'test-alert', prepare: greet('AGENT', [alert('Claims', 2, 'WARNING', { test: true })], busy) },
  { name: 'banner-agent', prepare: greetWithBanners('AGENT', withAlerts, ['A1']) },
  { name: 'banner-supervisor', prepare: greetWithBanners('SUPERVISOR', withAlerts, ['A1', 'A2']) },
  {
    name: 'banner-storm',
    prepare: greetWithBanners(
      'SUPERVISOR',
      storm.slice(0, 12),
      Array.from({ length: 12 }, (_, i) => `A${i + 1}`),
    ),
  },
  { name: 'messages', prepare: greet('SUPERVISOR', withAlerts.slice(1), busy, messages) },
  {
    name: 'hidden-focus',
    prepare: greet('SUPERVISOR', withAlerts, busy, over),
    play: async (page) => {
      await page.locator('redline-toasts button.hide').first().focus();
      await page.keyboard.press('Escape');
    },
  },
  {
    name: 'blind-and-warming',
    prepare: greet(
      'SUPERVISOR',
      [],
      [
        queue('Billing', 7, 372, 'BLIND'),
        queue('Claims', 0, 0, 'WARMING'),
        queue('Claims', 2, 65, 'LIVE', 'chat'),
        ...calm.slice(2),
      ],
    ),
  },
  {
    name: 'media-types',
    prepare: greet(
      'SUPERVISOR',
      [],
      names.flatMap((name, i) => [
        queue(name, i === 1 ? 2 : 0, 65, 'LIVE', 'callback'),
        queue(name, 0, 0, 'LIVE', 'email'),
        queue(name, i % 3, 40, 'LIVE', 'voice'),
      ]),
    ),
  },
  {
    name: 'many-blind',
    prepare: greet(
      'AGENT',
      withAlerts.slice(1),
      busy.map((view, i) => (i < 5 ? { ...view, state: 'BLIND' } : view)),
    ),
  },
  {
    name: 'names-right-to-left',
    prepare: greet('SUPERVISOR', [alert('الفواتير', 1, 'CRITICAL', taken), alert('תביעות', 2, 'WARNING')], busy),
  },
  { name: 'storm', prepare: greet('SUPERVISOR', storm, busy) },
  {
    name: 'reconnecting',
    prepare: greet('AGENT', withAlerts, busy),
    play: (page, server) => lose(page, server, 20),
  },
  {
    name: 'not-connected',
    prepare: greet('SUPERVISOR', [], calm),
    play: (page, server) => lose(page, server, 90),
  },
  { name: 'genesys-outside', path: '/genesys', prepare: greet('AGENT', withAlerts, busy) },
  { name: 'signed-out', prepare: refuseCode },
  {
    name: 'signed-out-asking',
    fragment: '',
    prepare: refuseCode,
    play: async (page) => {
      await page.locator('redline-connection button').click();
      await page.locator('desktop-page input').fill('WRONG-CODE');
      await page.keyboard.press('Enter');
    },
  },
  {
    name: 'out-of-date',
    prepare: (server) => {
      server.greet = (send, socket) => {
        send({ type: 'closing', code: 'protocol.unsupported', message: '', reconnect: false });
        socket.close();
      };
    },
  },
  ...flowScenes,
];
