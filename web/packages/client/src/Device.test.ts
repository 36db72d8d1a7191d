import { expect, it } from 'vitest';
import { deviceIdFrom } from './Device.ts';

it('makes a name once and keeps it', () => {
  let kept: string | null = null;
  const store = {
    read: () => kept,
    write: (deviceId: string) => {
      kept = deviceId;
    },
  };
  const made = deviceIdFrom(store);
  expect(made).toMatch(/^[0-9a-f]{32}$/);
  expect(deviceIdFrom(store)).toBe(made);
});

it('makes one without storage too', () => {
  const forbidden = () => {
    throw new DOMException('denied', 'SecurityError');
  };
  expect(deviceIdFrom({ read: forbidden, write: forbidden })).toMatch(/^[0-9a-f]{32}$/);
  expect(deviceIdFrom({ read: () => null, write: forbidden })).toMatch(/^[0-9a-f]{32}$/);
});
