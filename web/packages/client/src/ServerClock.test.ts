import { expect, it } from 'vitest';
import { ServerClock } from './ServerClock.ts';
import { TestTimers } from './testing/TestTimers.ts';

it('knows nothing before the server has told it', () => {
  const clock = new ServerClock(new TestTimers());
  clock.atLeast(1_000);
  expect(clock.now()).toBeNull();
  expect(clock.before(10)).toBeNull();
});

it('moves with the speed of the organization', () => {
  const timers = new TestTimers();
  const clock = new ServerClock(timers);
  clock.set(1_000_000, 60);
  timers.freeze(500);
  expect(clock.now()).toBe(1_030_000);
  expect(clock.before(500)).toBe(1_000_000);
});

it('takes the server at its word in either direction', () => {
  const timers = new TestTimers();
  const clock = new ServerClock(timers);
  clock.set(1_000_000, 1);
  timers.freeze(10_000);
  clock.set(900_000, 1);
  expect(clock.now()).toBe(900_000);
});

it('is moved on by a frame of a later instant and never back', () => {
  const timers = new TestTimers();
  const clock = new ServerClock(timers);
  clock.set(1_000_000, 2);
  clock.atLeast(999_000);
  expect(clock.now()).toBe(1_000_000);
  clock.atLeast(1_060_000);
  timers.freeze(1_000);
  expect(clock.now()).toBe(1_062_000);
});
