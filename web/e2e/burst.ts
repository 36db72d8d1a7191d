import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { Desk } from './Desk.ts';
import { ServeProcess } from './ServeProcess.ts';

const alerts = 200;

/** What a page says of one burst. Times in milliseconds. */
interface Burst {
  /** The longest time the page answered to nothing; 0: none over 50 ms, below which browsers report no task. */
  readonly longestTask: number;
  /** From the first frame with an alert to the paint after the last one. */
  readonly untilPainted: number;
  readonly animationFrames: number;
}

/**
 * Two hundred queues cross their line at one instant, before the real server, with a page open: how long the page is
 * busy at a stretch, which should stay under 50 ms, and how long until all is painted. `[rounds]`; the first warms up and
 * is thrown away. Build first; run it alone.
 */
export async function main([rounds = '5']: readonly string[]): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'redline-burst-'));
  const server = await ServeProcess.start(directory, ['identity.requestsPerMinute=6000']);
  const browser = await launchChromium();
  try {
    const bursts: Burst[] = [];
    for (let round = 0; round <= Number(rounds); round++) bursts.push(await burst(browser, server, round));
    const counted = bursts.slice(1);
    for (const name of ['longestTask', 'untilPainted', 'animationFrames'] as const) {
      const sorted = counted.map((one) => one[name]).sort((a, b) => a - b);
      const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(0);
      console.log(`${name.padEnd(16)} median ${at(0.5)}, least ${at(0)}, most ${at(1)}`);
    }
  } finally {
    await browser.close();
    await server.kill();
    await rm(directory, { recursive: true, force: true });
  }
}

async function burst(browser: Browser, server: ServeProcess, round: number): Promise<Burst> {
  const desk = await Desk.open(browser, await server.linkOf('sam'));
  const queues = Array.from({ length: alerts }, (_, i) => `Queue ${i}`);
  await desk.page.evaluate(() => {
    const seen = { longestTask: 0, animationFrames: 0, first: 0, painted: 0 };
    Object.assign(window, { seen });
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longestTask = Math.max(seen.longestTask, duration);
    });
    observer.observe({ type: 'longtask' });
    const badge = document.querySelector('desktop-page')?.shadowRoot?.querySelector('redline-badge');
    const look = () => {
      seen.animationFrames++;
      const text = badge?.shadowRoot?.textContent ?? '';
      if (seen.first === 0 && /[1-9]/.test(text)) seen.first = performance.now();
      if (seen.painted === 0 && text.includes('200')) seen.painted = performance.now();
      if (seen.painted === 0) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  const frames = desk.frames;
  const began = performance.now();
  await server.observeAll(queues, 120);
  await frames.until(() => frames.frames.filter(({ type }) => type === 'alert').length >= alerts);
  await desk.page.waitForFunction(() => (window as unknown as { seen: { painted: number } }).seen.painted > 0);
  // The browser reports a long task some time after it.
  await desk.page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 1_000)));
  const seen = await desk.page.evaluate(
    () =>
      (window as unknown as { seen: { longestTask: number; animationFrames: number; first: number; painted: number } })
        .seen,
  );
  console.log(`round ${round}: ${(performance.now() - began).toFixed(0)} ms, ${JSON.stringify(seen)}`);
  await server.observeAll(queues, 0);
  await desk.close();
  return {
    longestTask: seen.longestTask,
    untilPainted: seen.painted - seen.first,
    animationFrames: seen.animationFrames,
  };
}
