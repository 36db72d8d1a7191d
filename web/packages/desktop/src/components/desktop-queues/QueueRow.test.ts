import { someAlert, someInstant, someQueue } from '@redline/client/testing/some';
import { expect, it } from 'vitest';
import { isAwake, keyOf, longestWaitSeconds, queueRows } from './QueueRow.ts';

const view = (...changes: Parameters<typeof someQueue>) => ({ ...someQueue(...changes), at: someInstant });
const queues = [
  view(),
  view({ queueId: 'claims', queueName: 'Claims' }),
  view({ queueId: 'sales', queueName: 'Sales' }),
];
const order = (rows: ReturnType<typeof queueRows>) => rows.map((row) => row.queue.queueName);

it('puts queues over their limit first, worst first, and leaves the others in order', () => {
  const open = [someAlert({ alertId: 'A2', queueId: 'sales', severity: 'CRITICAL' }), someAlert({ queueId: 'claims' })];
  expect(order(queueRows(queues, open))).toEqual(['Sales', 'Claims', 'Billing']);
});

it('does not move rows when values change', () => {
  const busy = queues.map((queue, i) => ({ ...queue, waitingCount: i * 10 }));
  expect(order(queueRows(busy, []))).toEqual(['Billing', 'Claims', 'Sales']);
});

it('gives an alert to its media type, and one without to all', () => {
  const both = [view(), view({ mediaType: 'chat' })];
  const woken = new Set(both.map(keyOf));
  expect(queueRows(both, [someAlert()], woken).map((row) => row.alert !== null)).toEqual([true, false]);
  const all = queueRows(both, [someAlert({ mediaType: null })], woken);
  expect(all.map((row) => row.alert !== null)).toEqual([true, true]);
});

it('has one row a queue while its other media types sleep', () => {
  const idle = { waitingCount: 0, oldestWaitingSince: null };
  const types = ['callback', 'chat', 'voice', 'email'].map((mediaType) => view({ ...idle, mediaType }));
  const mail = ['email', 'message'].map((mediaType) =>
    view({ ...idle, queueId: 'mail', queueName: 'Mail', mediaType }),
  );
  const shown = (woken: Iterable<string> = []) =>
    queueRows([...types, ...mail], [], new Set(woken)).map(({ queue }) => `${queue.queueName} ${queue.mediaType}`);
  expect(shown()).toEqual(['Billing voice', 'Mail email']);
  expect(shown([...types, ...mail].filter(({ mediaType }) => /chat|message/.test(mediaType ?? '')).map(keyOf))).toEqual(
    ['Billing chat', 'Billing voice', 'Mail message'],
  );
});

it('wakes a media type when somebody waits in it or an alert is open in it, not in the queue', () => {
  const chat = view({ mediaType: 'chat', waitingCount: 0 });
  expect(isAwake(chat, [])).toBe(false);
  expect(isAwake({ ...chat, waitingCount: 1 }, [])).toBe(true);
  expect(isAwake(chat, [someAlert({ mediaType: 'chat' })])).toBe(true);
  expect(isAwake(chat, [someAlert(), someAlert({ mediaType: null })])).toBe(false);
});

it('reckons a wait to now while the queue is live, else to when it was told', () => {
  const later = someInstant + 60_000;
  expect(longestWaitSeconds(view(), later)).toBeCloseTo(432.4);
  expect(longestWaitSeconds(view({ state: 'BLIND' }), later)).toBeCloseTo(372.4);
  expect(longestWaitSeconds(view({ waitingCount: 0 }), later)).toBeNull();
  expect(longestWaitSeconds(view(), null)).toBeNull();
});
