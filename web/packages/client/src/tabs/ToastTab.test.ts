import { describe, expect, it } from 'vitest';
import { settle } from '../testing/TestTimers.ts';
import { advance, keepOnly, leading, openTab, useTabs } from '../testing/tabs.ts';

useTabs();

describe('toasts', () => {
  it('are shown by the tab looked at last, by one alone', async () => {
    const first = await leading();
    const second = openTab();
    await settle();
    const shows = () => [first, second].map(({ client }) => client.showsToasts);
    first.tab.look(true, 5);
    await settle();
    expect(shows()).toEqual([true, false]);
    let moved = 0;
    second.client.on('alerts', () => moved++);
    second.tab.look(true, 10);
    await settle();
    expect(shows()).toEqual([false, true]);
    expect(moved).toBeGreaterThan(0);
    first.tab.look(true, 20);
    await settle();
    expect(shows()).toEqual([true, false]);
    first.tab.look(false, 20);
    await settle();
    expect(shows()).toEqual([false, true]);
  });

  it('are spoken by the tab that leads while none is on a screen', async () => {
    const first = await leading();
    const second = openTab();
    await settle();
    for (const { tab } of [first, second]) tab.look(false, 5);
    await settle();
    expect([first, second].map(({ client }) => client.showsToasts)).toEqual([true, false]);
  });

  it('come back from a tab that is gone without a word', async () => {
    const first = await leading();
    const second = openTab();
    await settle();
    second.tab.look(true, 10);
    await settle();
    expect(first.client.showsToasts).toBe(false);
    second.tab.close();
    keepOnly([first]);
    await advance(25_000);
    expect(first.client.showsToasts).toBe(true);
  });
});
