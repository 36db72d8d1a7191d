import { expect, it } from 'vitest';
import { MessageStore, messageLimit } from './MessageStore.ts';
import { someInstant, someMessage } from './testing/some.ts';

const ids = (store: MessageStore) => store.open.map((message) => message.messageId);

it('orders worst first, then the newest, and takes the same one once', () => {
  const store = new MessageStore();
  store.apply(someMessage({ messageId: 'old', sentAt: someInstant - 1 }));
  store.apply(someMessage({ messageId: 'new' }));
  store.apply(someMessage({ messageId: 'grave', severity: 'CRITICAL', sentAt: someInstant - 9 }));
  store.apply(someMessage({ messageId: 'new' }));
  expect(ids(store)).toEqual(['grave', 'new', 'old']);
});

it('drops each from its end on', () => {
  const store = new MessageStore();
  store.reset([someMessage({ messageId: 'M1', expiresAt: 2_000 }), someMessage({ messageId: 'M2', expiresAt: 1_000 })]);
  expect(store.nextEnd).toBe(1_000);
  expect(store.expire(999)).toBe(false);
  expect(store.expire(1_000)).toBe(true);
  expect(ids(store)).toEqual(['M1']);
  expect(store.expire(2_000)).toBe(true);
  expect(store.nextEnd).toBeNull();
});

it('holds so many and no more', () => {
  const store = new MessageStore();
  for (let i = 0; i <= messageLimit; i++) store.apply(someMessage({ messageId: `M${i}`, sentAt: someInstant + i }));
  expect(store.open).toHaveLength(messageLimit);
  expect(ids(store)).not.toContain('M0');
});
