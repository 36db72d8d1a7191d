import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { DemoProcess, freePort } from './DemoProcess.ts';
import { DesktopFrames } from './DesktopFrames.ts';

// One caller per queue, so that every instant below can be read off: a wait of 60 s warns, one over 300 s is critical,
// and 10 s after the caller has left it is over. What comes over the platform's sockets may be some seconds off: no time
// that is read stands beside a full minute. Simulated time starts at 09:51:00, ten minutes before the first wait of 60 s,
// and runs 60 times as fast. What has to be seen lasts: a slow machine has 15 s and more for each step.
const calls = `queue,arrived,queued,left_queue,outcome,service_start,service_end
Alpha,2026-03-02T10:00:00,2026-03-02T10:00:00,2026-03-02T11:40:00,abandoned,,
Beta,2026-03-02T10:00:30,2026-03-02T10:00:30,2026-03-02T10:45:00,abandoned,,
Delta,2026-03-02T10:00:10,2026-03-02T10:00:10,2026-03-02T10:26:20,abandoned,,
Gamma,2026-03-02T10:44:00,2026-03-02T10:44:00,2026-03-02T11:40:00,abandoned,,
`;
const speed = 60;

let browser: Browser;
let directory: string;
let demo: DemoProcess;
let options: string[];

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'redline-demo-'));
  const file = join(directory, 'calls.csv');
  await writeFile(file, calls);
  options = [
    '--calls',
    file,
    '--speed',
    String(speed),
    '--data',
    join(directory, 'data'),
    '--port',
    String(await freePort()),
  ];
  browser = await launchChromium();
});

afterAll(async () => {
  await demo?.kill();
  await browser?.close();
  await rm(directory, { recursive: true, force: true });
});

async function open(name: string): Promise<{ page: Page; frames: DesktopFrames; problems: string[] }> {
  const page = await (await browser.newContext()).newPage();
  page.setDefaultTimeout(60_000);
  const frames = new DesktopFrames(page);
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (/content security policy|trusted/i.test(message.text())) problems.push(message.text());
  });
  await page.goto(demo.linkOf(name));
  return { page, frames, problems };
}

const panel = (page: Page) => page.locator('redline-panel');
const owner = (page: Page) => panel(page).locator('.owner');
const toast = (page: Page, queue: string) => page.locator('redline-toasts .redline-alert', { hasText: queue });

describe('the demo in a browser', () => {
  test('toasts come, rise, are hidden, taken and go; a killed server goes on where simulated time has got to', {
    timeout: 240_000,
  }, async () => {
    demo = await DemoProcess.start(options);
    expect(demo.printed).toContain('It begins at 2026-03-02T09:51:00');
    const sam = await open('Sam Brook');
    const samToo = await open('Sam Brook');
    const ana = await open('Ana Weber');

    // The code is a credential: it leaves the address bar at once, and a reload works without it.
    expect(sam.page.url()).not.toContain('code');

    // They come, to the supervisor and to the agent, and rise as the same alert.
    await toast(sam.page, 'Delta').waitFor();
    await toast(ana.page, 'Alpha').waitFor();
    await sam.page.locator('redline-toasts .redline-alert--critical', { hasText: 'Alpha' }).waitFor();
    const alpha = sam.frames.alerts.filter((a) => a.queueName === 'Alpha');
    expect(new Set(alpha.map((a) => a.alertId)).size).toBe(1);
    expect(alpha.at(-1)).toMatchObject({ revision: 2, severity: 'CRITICAL', triggeredAt: '2026-03-02T10:01:00.001Z' });

    // Hidden on one desktop of a person is hidden on the other, and nobody else's.
    await toast(samToo.page, 'Alpha').waitFor();
    await toast(sam.page, 'Alpha').getByRole('button', { name: 'Hide' }).click();
    await toast(sam.page, 'Alpha').waitFor({ state: 'detached' });
    await toast(samToo.page, 'Alpha').waitFor({ state: 'detached' });
    await panel(samToo.page).getByText('Alpha: over').first().waitFor();
    expect(await toast(ana.page, 'Alpha').count()).toBe(1);

    // What somebody has taken asks for nobody any more, and all see who has it.
    expect(await ana.page.locator('redline-toasts button.take').count()).toBe(0);
    await toast(samToo.page, 'Beta').getByRole('button', { name: "I'll take it" }).click();
    for (const { page } of [sam, samToo, ana]) {
      await owner(page)
        .getByText(/^Sam Brook has it since 10:\d\d\.$/)
        .waitFor();
      await toast(page, 'Beta').waitFor({ state: 'detached' });
    }

    // They go without a word, and leave a line in the panel.
    await toast(sam.page, 'Delta').waitFor({ state: 'detached' });
    await sam.page
      .locator('redline-panel')
      .getByText(/^Delta back under . min at 10:26 \(25 min\)\.$/)
      .waitFor();

    await demo.kill();
    const before = sam.frames.alerts.length;

    // Meanwhile Beta's caller leaves and Gamma's has waited for 60 s, both at 10:45:00.
    await new Promise((resolve) => setTimeout(resolve, sam.frames.untilSimulated('2026-03-02T10:46:00Z')));
    demo = await DemoProcess.start(options);
    expect(demo.printed).toContain('It goes on at 2026-03-02T1');

    await toast(sam.page, 'Gamma').waitFor();
    await owner(sam.page).waitFor({ state: 'detached' });
    await toast(ana.page, 'Gamma').waitFor();
    await toast(ana.page, 'Alpha').waitFor();

    // What was hidden stays hidden, on every desktop of the person.
    await toast(samToo.page, 'Gamma').waitFor();
    for (const { page } of [sam, samToo]) {
      expect(await toast(page, 'Alpha').count()).toBe(0);
      await panel(page).getByText('Alpha: over').first().waitFor();
    }
    const after = sam.frames.alerts.slice(before);

    // Still in breach: the same alert. Opened meanwhile: once, dated to when it must have begun. Over: never open again.
    const still = after.filter((a) => a.queueName === 'Alpha');
    expect(new Set(still.map((a) => a.alertId))).toEqual(new Set([alpha[0]?.alertId]));
    expect(still.every((a) => a.state === 'TRIGGERED' && a.openedAt === alpha[0]?.openedAt)).toBe(true);
    const meanwhile = after.filter((a) => a.queueName === 'Gamma');
    expect(new Set(meanwhile.map((a) => a.alertId)).size).toBe(1);
    expect(meanwhile[0]?.triggeredAt).toBe('2026-03-02T10:45:00.001Z');
    const over = after.filter((a) => a.queueName === 'Beta');
    expect(over.filter((a) => a.state === 'RESOLVED').length).toBeLessThanOrEqual(1);
    expect(over.at(-1)?.state ?? 'RESOLVED').toBe('RESOLVED');

    // A reload shows the same without signing in again, and without anything doubled.
    await sam.page.reload();
    await sam.page.locator('redline-toasts .redline-alert--critical', { hasText: 'Gamma' }).waitFor();
    expect(await toast(sam.page, 'Gamma').count()).toBe(1);
    expect(await toast(sam.page, 'Alpha').count()).toBe(0);

    // Escape hides for me, here and there; it stays in the panel.
    await toast(sam.page, 'Gamma').getByRole('button', { name: 'Hide' }).focus();
    await sam.page.keyboard.press('Escape');
    await toast(sam.page, 'Gamma').waitFor({ state: 'detached' });
    await toast(samToo.page, 'Gamma').waitFor({ state: 'detached' });
    await sam.page.locator('redline-panel').getByText('Gamma: over').first().waitFor();

    expect([...sam.problems, ...samToo.problems, ...ana.problems]).toEqual([]);
  });

  test('where no WebSocket gets through, the frames come over a stream', { timeout: 60_000 }, async () => {
    const page = await (await browser.newContext()).newPage();
    await page.addInitScript(() => {
      class Refused {
        onclose: (() => void) | null = null;
        constructor() {
          setTimeout(() => this.onclose?.());
        }
        close(): void {}
      }
      Object.assign(window, { WebSocket: Refused });
    });
    await page.goto(demo.linkOf('Ana Weber'));
    await page.getByText('Connected', { exact: true }).waitFor();
    await toast(page, 'Alpha').waitFor();
    // What the page sends gets through as well: hidden on one desktop, hidden on the next.
    const next = await open('Ana Weber');
    await toast(next.page, 'Alpha').waitFor();
    await toast(page, 'Alpha').getByRole('button', { name: 'Hide' }).click();
    await toast(next.page, 'Alpha').waitFor({ state: 'detached' });
  });

  test('a page without a valid code says so and shows nothing', async () => {
    const page = await (await browser.newContext()).newPage();
    const link = demo.linkOf('Sam Brook').replace(/code=.*/, 'code=not-a-code');
    await page.goto(link);
    await page.getByText('Sign in again to get queue warnings.').first().waitFor();
    expect(await page.locator('redline-toasts .redline-alert').count()).toBe(0);
  });
});
