import { expect, it } from 'vitest';
import { BlindStore } from './BlindStore.ts';
import { someBlind, someInstant } from './testing/some.ts';

it('holds each in its newest state until it is over', () => {
  const store = new BlindStore();
  store.apply(someBlind());
  store.apply(someBlind({ queueCount: 2 }));
  store.apply(someBlind({ blindId: 'TOKEN/acd', since: someInstant - 1 }));
  expect(store.open.map(({ blindId, queueCount }) => `${blindId} ${queueCount}`)).toEqual([
    'TOKEN/acd 1',
    'SILENCE/acd 2',
  ]);
  store.apply(someBlind({ endedAt: someInstant }));
  expect(store.open.map(({ blindId }) => blindId)).toEqual(['TOKEN/acd']);
  store.reset([]);
  expect(store.open).toEqual([]);
});

it('knows since when there is no live data of a queue: by the oldest cause', () => {
  const store = new BlindStore();
  expect(store.sinceOf('billing')).toBeNull();
  store.reset([someBlind(), someBlind({ blindId: 'TOKEN/acd', since: someInstant - 9 })]);
  expect(store.sinceOf('billing')).toBe(someInstant - 9);
  expect(store.sinceOf('sales')).toBeNull();
});
