import { describe, expect, it } from 'vitest';
import { ReconnectPolicy } from './ReconnectPolicy.ts';

const waits = (random: () => number, count: number) => {
  const policy = new ReconnectPolicy(random);
  return Array.from({ length: count }, () => policy.next());
};

describe('ReconnectPolicy', () => {
  it('with the greatest random doubles from half a second to 30 s and stays there', () => {
    const almostOne = 0.999999999;
    const rounded = waits(() => almostOne, 9).map((wait) => Math.round(wait));
    expect(rounded).toEqual([500, 1000, 2000, 4000, 8000, 16_000, 30_000, 30_000, 30_000]);
  });

  it('with the least random tries at once, then waits half of it', () => {
    expect(waits(() => 0, 8)).toEqual([0, 500, 1000, 2000, 4000, 8000, 15_000, 15_000]);
  });

  it('never gives up and never passes the ceiling', () => {
    const many = waits(Math.random, 5_000);
    expect(many.every((wait) => wait >= 0 && wait <= 30_000)).toBe(true);
  });

  it('begins again only after a connection that lasted', () => {
    const policy = new ReconnectPolicy(() => 0);
    policy.next();
    policy.next();
    policy.connectionLasted(9_999);
    expect(policy.next()).toBe(1_000);
    policy.connectionLasted(10_000);
    expect(policy.next()).toBe(0);
  });

  it('begins again when told to', () => {
    const policy = new ReconnectPolicy(() => 0);
    policy.slowDown();
    policy.beginAgain();
    expect(policy.next()).toBe(0);
  });

  it('slowed down waits near the ceiling', () => {
    const policy = new ReconnectPolicy(() => 0);
    policy.slowDown();
    expect(policy.next()).toBe(15_000);
  });
});
