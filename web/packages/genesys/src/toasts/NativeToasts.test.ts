import { messageOnWire, onWire, someAlert, someInstant, someMessage } from '@redline/client/testing/some';
import { speechOf } from '@redline/widget';
import { connectedStage, type Stage } from '@redline/widget/testing/stage';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { HostToast } from '../host/GenesysHost.ts';
import { NativeToasts } from './NativeToasts.ts';

const wire = (...changes: Parameters<typeof someAlert>) => onWire(someAlert(...changes));
const critical = { severity: 'CRITICAL', revision: 2 } as const;
const over = { state: 'RESOLVED', resolvedAt: someInstant + 60_000, resolvedReason: 'conditionCleared' } as const;
const owner = { personId: 'sam', name: 'Sam Brook', at: someInstant, note: null, severity: null };

let stage: Stage;
let toasts: HostToast[];
let counts: number[];
let native: NativeToasts;

/** What has been told since the last call. */
async function told(): Promise<HostToast[]> {
  await stage.timers.advance(250);
  return toasts.splice(0);
}

/** The connection is lost, and three more tries fail. */
async function loseForLong(): Promise<void> {
  stage.server.socket.drop();
  for (let i = 0; i < 3; i++) {
    await stage.timers.advance(30_000);
    stage.server.socket.open().drop();
  }
}

/** Lets time pass until the client has opened another socket. */
async function untilTriedAgain(): Promise<void> {
  const before = stage.server.sockets.length;
  for (let i = 0; i < 60 && stage.server.sockets.length === before; i++) await stage.timers.advance(1_000);
}

async function begin(role: 'AGENT' | 'SUPERVISOR', alerts: readonly unknown[] = [], language: 'en' | 'de' = 'en') {
  stage = await connectedStage(role, alerts);
  toasts = [];
  counts = [];
  const host = {
    showToast: (toast: HostToast) => toasts.push(toast),
    setAttentionCount: (n: number) => counts.push(n),
  };
  native = new NativeToasts(stage.client, host, speechOf(language, 'UTC'), stage.timers);
  native.start();
  return told();
}

beforeEach(() => void vi.spyOn(document, 'hidden', 'get').mockReturnValue(false));
afterEach(() => {
  native.stop();
  vi.restoreAllMocks();
});

describe('a warning', () => {
  it('is a toast that goes by itself, under the id of its alert, as plain text', async () => {
    expect(await begin('AGENT', [wire({ queueName: '*Billing*' })])).toEqual([
      {
        id: 'A1',
        title: 'Warning',
        text: '*Billing*: long wait. Over 5 min, 7 waiting.',
        type: 'info',
        seconds: 20,
      },
    ]);
    expect(counts).toEqual([1]);
  });

  it('is told again when it rises, and then stays until it is closed', async () => {
    await begin('SUPERVISOR', [wire()]);
    stage.alert(wire({ ...critical, metrics: { waitingCount: 9 } }));
    expect(await told()).toMatchObject([
      { id: 'A1', title: 'Critical', type: 'error', text: 'Billing: over 5 min. 9 waiting.' },
    ]);
    stage.alert(wire({ ...critical, revision: 3 }));
    expect(await told()).toEqual([]);
    expect(counts).toEqual([1]);
  });

  it('speaks the language of the page', async () => {
    expect(await begin('AGENT', [wire()], 'de')).toMatchObject([
      { title: 'Warnung', text: 'Billing: lange Wartezeit. Über 5 min, 7 warten.' },
    ]);
  });

  it('is proven by having been handed over, on a page that is shown', async () => {
    const rendered = vi.fn();
    await begin('AGENT', [wire()]);
    vi.spyOn(stage.client, 'rendered').mockImplementation(rendered);
    stage.alert(wire(critical));
    await told();
    expect(rendered).toHaveBeenCalledWith(expect.objectContaining({ alertId: 'A1', revision: 2 }), 'HANDLER');
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    stage.alert(wire({ alertId: 'A2', queueId: 'claims' }));
    expect(await told()).toHaveLength(1);
    expect(rendered).toHaveBeenCalledOnce();
  });

  it('of many queues at once is one toast', async () => {
    const many = Array.from({ length: 12 }, (_, i) => wire({ alertId: `A${i}`, queueId: `q${i}`, ...critical }));
    expect(await begin('SUPERVISOR', many)).toEqual([
      {
        id: 'redline-many',
        title: '12 queues are over their limit.',
        text: 'Since 10:02. This updates itself.',
        type: 'error',
        seconds: 20,
      },
    ]);
    expect(counts).toEqual([12]);
  });
});

describe('what asks for nobody any more', () => {
  it('is replaced when it is over', async () => {
    await begin('AGENT', [wire(critical)]);
    stage.alert(wire({ ...critical, ...over, revision: 3 }));
    expect(await told()).toEqual([
      {
        id: 'A1',
        title: 'Back under the limit',
        text: 'Billing back under 5 min at 10:03 (2 min).',
        type: 'success',
        seconds: 5,
      },
    ]);
    expect(counts).toEqual([1, 0]);
  });

  it('is replaced when somebody has it, and when it is hidden', async () => {
    await begin('AGENT', [
      wire(critical),
      wire({ ...critical, alertId: 'A2', queueId: 'claims', queueName: 'Claims' }),
    ]);
    stage.alert(wire({ ...critical, revision: 3, state: 'ACKNOWLEDGED', acknowledgement: owner }));
    stage.server.socket.receive({ type: 'hidden', alertId: 'A2', severity: 'CRITICAL' });
    expect(await told()).toMatchObject([
      { id: 'A1', title: 'Taken', text: 'Sam Brook has it since 10:02.' },
      { id: 'A2', title: 'Hidden', text: 'Claims stays in the list.' },
    ]);
    expect(counts).toEqual([2]);
  });

  it('goes without a word when its toast has gone by itself', async () => {
    await begin('AGENT', [wire()]);
    await stage.timers.advance(20_000);
    stage.alert(wire({ ...over, revision: 2 }));
    expect(await told()).toEqual([]);
  });
});

it('tells of a message once', async () => {
  await begin('AGENT');
  const frame = { type: 'message', offset: 2, message: messageOnWire(someMessage()) };
  stage.server.socket.receive(frame);
  expect(await told()).toMatchObject([{ id: 'M1', title: 'Warning: Phones in Leeds are down', type: 'info' }]);
  stage.server.socket.receive({ ...frame, offset: 3 });
  expect(await told()).toEqual([]);
});

it('says that no warning can come, after a minute, and that it is over', async () => {
  await begin('AGENT', [wire()]);
  await loseForLong();
  expect(await told()).toMatchObject([
    { id: 'redline-connection', type: 'error', text: 'Not connected since 10:00. You will not see warnings here.' },
  ]);
  await untilTriedAgain();
  stage.server.socket.greet([wire()]);
  expect(await told()).toMatchObject([{ id: 'redline-connection', type: 'success', text: 'Connected' }]);
});
