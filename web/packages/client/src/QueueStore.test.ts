import { expect, it } from 'vitest';
import type { MetricsFrame } from './Frame.ts';
import { QueueStore } from './QueueStore.ts';
import { someInstant, someQueue } from './testing/some.ts';

const metrics = (complete: boolean, ...queues: MetricsFrame['queues']): MetricsFrame => ({
  type: 'metrics',
  at: someInstant,
  complete,
  queues,
});

it('is not complete until a complete frame has come', () => {
  const store = new QueueStore();
  store.apply(metrics(false, someQueue()));
  expect(store.complete).toBe(false);
  store.apply(metrics(true));
  expect(store.complete).toBe(true);
  expect(store.all).toHaveLength(0);
});

it('changes named queues only, and a complete frame drops the others', () => {
  const store = new QueueStore();
  store.apply(metrics(true, someQueue(), someQueue({ queueId: 'claims', queueName: 'Claims' })));
  store.apply(metrics(false, someQueue({ waitingCount: 9 })));
  expect(store.all.map((queue) => [queue.queueName, queue.waitingCount])).toEqual([
    ['Billing', 9],
    ['Claims', 7],
  ]);
  store.apply(metrics(true, someQueue({ queueId: 'sales', queueName: 'Sales' })));
  expect(store.all.map((queue) => queue.queueName)).toEqual(['Sales']);
});

it('keeps media types of one queue apart', () => {
  const store = new QueueStore();
  store.apply(metrics(true, someQueue(), someQueue({ mediaType: 'chat', waitingCount: 1 })));
  expect(store.find('billing', 'chat')?.waitingCount).toBe(1);
  expect(store.find('billing', 'voice')?.waitingCount).toBe(7);
  expect(store.find('billing', null)).toBeUndefined();
});
