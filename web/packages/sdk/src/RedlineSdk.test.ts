import type { Alert } from '@redline/client';
import { blindOnWire, onWire, someAlert, someBlind, someInstant } from '@redline/client/testing/some';
import { settle } from '@redline/client/testing/TestTimers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Problem, PushNotification, QueueEscalation, SdkEvent, SourceBlind } from './contract.ts';
import { TestPage } from './testing/page.ts';

const warning = someAlert();
const critical = someAlert({ revision: 2, severity: 'CRITICAL' });
const taken = { personId: 'sam', name: 'Sam Brook', at: someInstant, note: null, severity: null };
const over = (alert: Alert) =>
  ({
    ...alert,
    revision: alert.revision + 1,
    state: 'RESOLVED',
    resolvedAt: someInstant,
    resolvedReason: 'x',
  }) as Alert;

let page: TestPage;
let heard: QueueEscalation[];
let blinds: SourceBlind[];
let problems: Problem[];
const handler = ({ data }: SdkEvent<'PUSH_NOTIFICATION'>) => {
  if (data.type === 'SOURCE_BLIND') blinds.push(data);
  else heard.push(data);
};
const types = () => heard.map(({ type, revision }) => `${type} ${revision}`);
const logged = vi.fn();

function setHidden(hidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
}

beforeEach(() => {
  page = new TestPage();
  heard = [];
  blinds = [];
  problems = [];
  vi.spyOn(console, 'error').mockImplementation(logged.mockReset());
  page.sdk.on('problem', ({ data }) => void problems.push(data));
});

afterEach(() => {
  page.sdk.stop();
  document.body.replaceChildren();
  vi.restoreAllMocks();
});

describe('what is raised', () => {
  beforeEach(() => void page.sdk.on('PUSH_NOTIFICATION', handler));

  it('gives a handler the whole of an escalation', async () => {
    await page.connect();
    page.alert(warning);
    const { alertId, revision, state, severity, queueId, queueName, mediaType } = warning;
    const { metrics, threshold, comparisons, streamId, test } = warning;
    const names = { alertId, revision, state, severity, queueId, queueName, mediaType, streamId, test };
    const openedAt = '2026-11-22T10:01:00.000Z';
    expect(heard).toEqual([{ type: 'QUEUE_ESCALATION', ...names, metrics, threshold, comparisons, openedAt }]);
  });

  it('raises on trigger and on a rise in level; what else changes is an update', async () => {
    await page.connect();
    page.alert(warning);
    page.alert(critical);
    page.alert(someAlert({ revision: 3, severity: 'CRITICAL' }));
    page.alert(someAlert({ revision: 4 }));
    page.alert(someAlert({ revision: 5, severity: 'CRITICAL' }));
    page.alert(over(someAlert({ revision: 5 })));
    expect(types()).toEqual([
      'QUEUE_ESCALATION 1',
      'QUEUE_ESCALATION 2',
      'QUEUE_ESCALATION_UPDATED 3',
      'QUEUE_ESCALATION_UPDATED 4',
      'QUEUE_ESCALATION 5',
      'QUEUE_ESCALATION_RESOLVED 6',
    ]);
    expect(heard.at(-1)?.state).toBe('RESOLVED');
  });

  it('raises no escalation for what is taken, until it is given back above the level last told', async () => {
    await page.connect(warning);
    page.alert(someAlert({ revision: 2, state: 'ACKNOWLEDGED', acknowledgement: taken }));
    page.alert(someAlert({ revision: 3, severity: 'CRITICAL', state: 'ACKNOWLEDGED', acknowledgement: taken }));
    expect(types().slice(1)).toEqual(['QUEUE_ESCALATION_UPDATED 2', 'QUEUE_ESCALATION_UPDATED 3']);
    page.alert(someAlert({ revision: 4, severity: 'CRITICAL' }));
    expect(types().at(-1)).toBe('QUEUE_ESCALATION 4');
  });

  it('raises an escalation for what is taken when it grows worse than it was then', async () => {
    await page.connect(warning);
    const acknowledgement = { ...taken, severity: 'WARNING' } as const;
    page.alert(someAlert({ revision: 2, state: 'ACKNOWLEDGED', acknowledgement }));
    page.alert(someAlert({ revision: 3, severity: 'CRITICAL', state: 'ACKNOWLEDGED', acknowledgement }));
    expect(types().slice(1)).toEqual(['QUEUE_ESCALATION_UPDATED 2', 'QUEUE_ESCALATION 3']);
  });

  it('raises no escalation for what was hidden before the page came, until it rises above that', async () => {
    await page.start();
    page.server.socket.begin([
      { type: 'reset', epoch: 'e1', offset: 1, alerts: [onWire(warning)], messages: [] },
      { type: 'hidden', alertId: 'A1', severity: 'WARNING' },
    ]);
    page.reset(warning);
    page.frame({ type: 'hidden', alertId: 'A1', severity: 'WARNING' });
    page.alert(critical);
    expect(types()).toEqual(['QUEUE_ESCALATION_UPDATED 1', 'QUEUE_ESCALATION 2']);
  });

  it('says nothing when an escalation is hidden, nor again of one in a reset or after a reconnect', async () => {
    await page.connect(warning);
    page.frame({ type: 'hidden', alertId: 'A1', severity: 'WARNING' });
    page.reset(warning);
    await page.reconnect();
    page.server.socket.greet([onWire(warning)]);
    expect(types()).toEqual(['QUEUE_ESCALATION 1']);
  });

  it('tells once what rose while the connection was lost', async () => {
    await page.connect(warning);
    await page.reconnect();
    page.server.socket.greet([onWire(critical)]);
    expect(types()).toEqual(['QUEUE_ESCALATION 1', 'QUEUE_ESCALATION 2']);
  });

  it('says of what a person no longer sees that it was withdrawn, and does not raise it anew', async () => {
    await page.connect(warning);
    page.frame({ type: 'withdrawn', alertId: 'A1' });
    expect(heard.at(-1)).toMatchObject({ type: 'QUEUE_ESCALATION_RESOLVED', state: 'WITHDRAWN' });
    page.alert(warning);
    expect(heard.at(-1)).toMatchObject({ type: 'QUEUE_ESCALATION_UPDATED', state: 'TRIGGERED' });
  });

  it('takes another breach that got the same id for another escalation', async () => {
    await page.connect(warning);
    page.reset(someAlert({ openedAt: someInstant }));
    expect(types()).toEqual(['QUEUE_ESCALATION 1', 'QUEUE_ESCALATION_RESOLVED 1', 'QUEUE_ESCALATION 1']);
  });

  it('says nothing of what came and went while nobody listened', async () => {
    await page.connect();
    page.alert(over(warning));
    expect(heard).toEqual([]);
  });
});

describe('handlers', () => {
  it('hear once of what is open, registered before the connection, while it begins or when it stands', async () => {
    const late: PushNotification[] = [];
    page.sdk.on('PUSH_NOTIFICATION', handler);
    await page.start();
    page.sdk.on('PUSH_NOTIFICATION', handler);
    page.server.socket.greet([onWire(warning)]);
    page.sdk.on('PUSH_NOTIFICATION', ({ data }) => void late.push(data));
    expect(late).toEqual([]);
    await settle();
    expect(late).toMatchObject([{ type: 'QUEUE_ESCALATION', alertId: 'A1' }]);
    expect(types()).toEqual(['QUEUE_ESCALATION 1', 'QUEUE_ESCALATION 1']);
  });

  it('hear nothing once they are unsubscribed, even of what was open when they came', async () => {
    const { on } = page.sdk;
    const subscription = on('PUSH_NOTIFICATION', handler);
    await page.connect(warning);
    on('PUSH_NOTIFICATION', handler).unsubscribe();
    subscription.unsubscribe();
    subscription.unsubscribe();
    page.alert(critical);
    await settle();
    expect(types()).toEqual(['QUEUE_ESCALATION 1']);
  });

  it('cannot change what others hear', async () => {
    page.sdk.on('PUSH_NOTIFICATION', ({ data }) => {
      if ('metrics' in data) Object.assign(data.metrics, { waitTimeSeconds: -1 });
    });
    page.sdk.on('PUSH_NOTIFICATION', handler);
    await page.connect(warning);
    expect(heard[0]?.metrics.waitTimeSeconds).toBe(372.4);
  });

  it.each(['PUSH', '', undefined, 'toString'])('of an event that does not exist are reported and harmless', (name) => {
    page.sdk.on(name as never, handler).unsubscribe();
    expect(problems).toEqual([{ message: expect.stringContaining('PUSH_NOTIFICATION and problem') }]);
    expect(logged).toHaveBeenCalledOnce();
  });

  it('that are no functions are reported and harmless', async () => {
    page.sdk.on('PUSH_NOTIFICATION', undefined as never).unsubscribe();
    await page.connect(warning);
    expect(problems).toEqual([{ message: 'The handler of PUSH_NOTIFICATION is not a function.' }]);
  });
});

describe('proof', () => {
  it('is sent by HANDLER when a handler has returned from an escalation, and from nothing else', async () => {
    page.sdk.on('PUSH_NOTIFICATION', handler);
    await page.connect();
    page.alert(warning);
    page.alert(someAlert({ revision: 2 }));
    expect(await page.rendered()).toEqual([
      { type: 'receipt', alertId: 'A1', revision: 1, receipt: 'rendered', by: 'HANDLER' },
    ]);
  });

  it('is not sent where no handler heard of it', async () => {
    await page.connect(warning);
    expect(await page.rendered()).toEqual([]);
  });

  it('waits for what a handler promised', async () => {
    let resolve = () => {};
    const shown = new Promise<void>((done) => {
      resolve = done;
    });
    page.sdk.on('PUSH_NOTIFICATION', () => shown);
    await page.connect(warning);
    expect(await page.rendered()).toEqual([]);
    resolve();
    expect(await page.rendered()).toHaveLength(1);
  });

  it.each([
    [
      'throws',
      () => {
        throw new Error('broken');
      },
    ],
    [
      'rejects',
      async () => {
        throw new Error('broken');
      },
    ],
  ])('is not sent for a handler that %s; it is reported, and the others hear nevertheless', async (_, broken) => {
    page.sdk.on('PUSH_NOTIFICATION', broken);
    await page.connect(warning);
    expect(await page.rendered()).toEqual([]);
    expect(problems).toMatchObject([{ message: expect.stringContaining('A1'), error: { message: 'broken' } }]);
    expect(logged).toHaveBeenCalledOnce();
    page.sdk.on('PUSH_NOTIFICATION', handler);
    page.alert(critical);
    await settle();
    expect(types().at(-1)).toBe('QUEUE_ESCALATION 2');
    expect(await page.rendered()).toHaveLength(1);
  });

  it('waits until the page is shown', async () => {
    setHidden(true);
    page.sdk.on('PUSH_NOTIFICATION', handler);
    await page.connect(warning);
    expect(await page.rendered()).toEqual([]);
    setHidden(false);
    expect(await page.rendered()).toMatchObject([{ revision: 1, by: 'HANDLER' }]);
  });

  it('is not sent for what was over before the page was shown', async () => {
    setHidden(true);
    page.sdk.on('PUSH_NOTIFICATION', handler);
    await page.connect(warning);
    page.alert(over(warning));
    setHidden(false);
    expect(await page.rendered()).toEqual([]);
  });
});

describe('renderEscalationToast', () => {
  const toasts = async () => {
    const element = document.querySelector('redline-escalation-toasts') as HTMLElement & {
      readonly updateComplete: Promise<unknown>;
    };
    await element.updateComplete;
    return [...(element.shadowRoot?.querySelectorAll('.toast .words') ?? [])].map((found) => found.textContent ?? '');
  };

  it('shows the toast of that queue and no other, until its escalation is over', async () => {
    await page.connect(warning, someAlert({ alertId: 'A2', queueId: 'sales', queueName: 'Sales' }));
    page.sdk.renderEscalationToast({ queueId: 'billing', waitTime: 372.4, threshold: 300 });
    expect(await toasts()).toEqual([expect.stringContaining('Billing')]);
    page.sdk.renderEscalationToast({ queueId: 'billing' });
    expect(await toasts()).toHaveLength(1);
    page.alert(over(warning));
    expect(await toasts()).toEqual([]);
    page.alert(someAlert({ alertId: 'A3' }));
    expect(await toasts()).toEqual([]);
    expect(document.querySelectorAll('redline-escalation-toasts')).toHaveLength(1);
  });
});

describe('the language of the toast', () => {
  const hides = async (language?: string) => {
    page.sdk.start({ server: 'http://redline.test', getToken: async () => 'T', language });
    await settle();
    page.server.socket.greet([onWire(warning)]);
    page.sdk.renderEscalationToast({ queueId: 'billing' });
    const element = document.querySelector('redline-escalation-toasts');
    const button = () => element?.shadowRoot?.querySelector('.hide')?.textContent?.trim();
    await vi.waitFor(() => expect(button()).toBe(language === undefined ? 'Hide' : 'Ausblenden'));
  };

  it('is the one start asks for, else the page’s', async () => {
    await hides('de-DE');
    await hides();
  });

  it('is refused when it is no text', () => {
    const start = () => page.sdk.start({ server: 'http://a', getToken: async () => 'T', language: 7 as never });
    expect(start).toThrow(TypeError);
  });
});

describe('start', () => {
  it('registers this page by itself', async () => {
    await page.connect();
    expect(page.server.registrations).toMatchObject([
      { deviceType: 'BROWSER', deviceId: 'device-1', channelId: 'redline-sdk', token: 'Bearer T' },
    ]);
  });

  it.each([undefined, {}, { server: 'redline', getToken: async () => 'T' }, { server: 'https://redline.example' }])(
    'refuses options that are wrong',
    (options) => {
      expect(() => page.sdk.start(options as never)).toThrow(TypeError);
    },
  );

  it('ends the connection there was; stop ends it for good', async () => {
    await page.connect();
    const first = page.server.socket;
    await page.connect();
    expect(first.closedByClient).toBe(true);
    page.sdk.stop();
    expect(page.server.socket.closedByClient).toBe(true);
    await page.timers.advance(60_000);
    expect(page.server.sockets).toHaveLength(2);
  });

  it('reports a page that gives no token', async () => {
    page.sdk.start({ server: 'http://redline.test', getToken: () => Promise.reject(new Error('no session')) });
    await settle();
    expect(problems).toEqual([{ message: 'getToken: no session' }]);
  });
});

describe('what there is no live data of', () => {
  const blind = (changes = {}) => page.frame({ type: 'blind', blind: blindOnWire(someBlind(changes)) });

  it('is raised when it begins, changes and is over, and not again by a reset', async () => {
    page.sdk.on('PUSH_NOTIFICATION', handler);
    await page.connect();
    blind();
    blind();
    blind({ queueCount: 2 });
    page.frame({
      type: 'reset',
      epoch: 'e2',
      alerts: [],
      messages: [],
      blind: [blindOnWire(someBlind({ queueCount: 2 }))],
    });
    page.reset();
    expect(blinds.map(({ state, queueCount }) => `${state} ${queueCount}`)).toEqual(['BLIND 1', 'BLIND 2', 'OVER 2']);
    expect(blinds[0]).toEqual({
      type: 'SOURCE_BLIND',
      blindId: 'SILENCE/acd',
      state: 'BLIND',
      source: 'acd',
      cause: 'SILENCE',
      since: '2026-11-22T10:02:00.000Z',
      endedAt: null,
      queueCount: 1,
      queues: [{ queueId: 'billing', queueName: 'Billing' }],
    });
    expect(blinds[2]?.endedAt).toMatch(/Z$/);
  });

  it('is told to a handler that comes later, and one that throws disturbs no other', async () => {
    await page.connect();
    blind();
    page.sdk.on('PUSH_NOTIFICATION', () => {
      throw new Error('broken');
    });
    page.sdk.on('PUSH_NOTIFICATION', handler);
    await settle();
    expect(blinds).toHaveLength(1);
    expect(problems.map(({ message }) => message)).toEqual(['a handler failed on SOURCE_BLIND of SILENCE/acd.']);
    expect(await page.rendered()).toEqual([]);
  });
});
