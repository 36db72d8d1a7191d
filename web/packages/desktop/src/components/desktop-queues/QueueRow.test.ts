import { someAlert, someInstant, someQueue } from '@redline/client/testing/some';
import { expect, it } from 'vitest';
import { longestWaitSeconds, queueRows } from './QueueRow.ts';

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
  expect(queueRows(both, [someAlert()]).map((row) => row.alert !== null)).toEqual([true, false]);
  expect(queueRows(both, [someAlert({ mediaType: null })]).every((row) => row.alert !== null)).toBe(true);
});

it('reckons a wait to now while the queue is live, else to when it was told', () => {
  const later = someInstant + 60_000;
  expect(longestWaitSeconds(view(), later)).toBeCloseTo(432.4);
  expect(longestWaitSeconds(view({ state: 'BLIND' }), later)).toBeCloseTo(372.4);
  expect(longestWaitSeconds(view({ waitingCount: 0 }), later)).toBeNull();
  expect(longestWaitSeconds(view(), null)).toBeNull();
});
