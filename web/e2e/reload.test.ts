import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { Desk } from './Desk.ts';
import { ServeProcess } from './ServeProcess.ts';

let browser: Browser;
let directory: string;
let server: ServeProcess;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'redline-reload-'));
  server = await ServeProcess.start(directory);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.kill();
  await rm(directory, { recursive: true, force: true });
});

test('a tab that is reloaded goes on by another one of its person, although its code was used', {
  timeout: 120_000,
}, async () => {
  const desk = await Desk.open(browser, await server.linkOf('sam'));
  const other = await desk.page.context().newPage();
  other.setDefaultTimeout(60_000);
  await other.goto(`${server.address}/desktop`);
  await other.getByText('Connected', { exact: true }).waitFor();

  await desk.page.reload();
  await desk.connected();
  await desk.page.bringToFront();
  await server.observe('After the reload', 120);
  await desk.panel.getByText('After the reload').first().waitFor();
  await other.locator('redline-panel').getByText('After the reload').first().waitFor();
  expect(desk.problems).toEqual([]);
  await desk.close();
});
