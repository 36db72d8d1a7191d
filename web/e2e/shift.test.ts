import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { Desk } from './Desk.ts';
import { ServeProcess } from './ServeProcess.ts';

/** A shift of eight hours with tokens of a minute has 480; that takes a quarter of an hour, so only long runs have it. */
const refreshes = process.env.REDLINE_LONG === '1' ? 480 : 30;
const queues = ['North', 'East', 'South', 'West'];

let browser: Browser;
let directory: string;
let server: ServeProcess;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'redline-shift-'));
  // What a desktop uses in a shift comes here within minutes.
  const settings = [
    'identity.accessTokenLifeSeconds=2',
    'identity.requestsPerMinute=6000',
    'identity.requestBurst=1000',
  ];
  server = await ServeProcess.start(directory, settings);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.kill();
  await rm(directory, { recursive: true, force: true });
});

test(`${refreshes} refreshes of the token lose no alert`, { timeout: refreshes * 4_000 + 60_000 }, async () => {
  const desk = await Desk.empty(browser);
  let refreshed = 0;
  let changed = () => {};
  desk.page.on('requestfinished', async (request) => {
    if (!request.url().endsWith('/oauth/token') || (await request.response())?.status() !== 200) return;
    refreshed++;
    changed();
  });
  await desk.open(await server.linkOf('sam'));
  const opened = new Set<string>();

  // At each refresh, as near to it as can be, one queue crosses the line and another is back.
  for (let turn = 0; refreshed <= refreshes; turn++) {
    const [begins, ends] = [queues[turn % queues.length] ?? '', queues[(turn + 2) % queues.length] ?? ''];
    await Promise.all([server.observe(begins, 61 + turn), server.observe(ends, 0)]);
    for (const alert of await server.alerts('&state=TRIGGERED')) opened.add(alert.id);
    const seen = refreshed;
    await new Promise<void>((resolve) => {
      changed = () => refreshed > seen && resolve();
      changed();
    });
  }

  const truth = await server.alerts();
  expect(truth.length).toBeGreaterThan(refreshes / 2);
  await desk.frames.until(() => truth.every(({ id }) => desk.frames.alerts.some(({ alertId }) => alertId === id)));
  for (const id of opened) expect(truth.map((alert) => alert.id)).toContain(id);
  const open = truth.filter(({ state }) => state !== 'RESOLVED').map(({ queueName }) => queueName);
  for (const queue of queues) {
    await desk.toast(queue).waitFor({ state: open.includes(queue) ? 'attached' : 'detached' });
  }
  // It was one connection all the time: a token is renewed in its place.
  expect(desk.frames.frames.filter(({ type }) => type === 'hello')).toHaveLength(1);
  expect(desk.problems).toEqual([]);
});
