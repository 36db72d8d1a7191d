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
  directory = await mkdtemp(join(tmpdir(), 'redline-tabs-'));
  server = await ServeProcess.start(directory);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.kill();
  await rm(directory, { recursive: true, force: true });
});

const online = async () => {
  const { counts } = (await server.ask('GET', '/api/v2/telemetry/desktops')) as { counts: { online: number } };
  return counts.online;
};
const toasts = async (desks: readonly Desk[], queue: string) =>
  (await Promise.all(desks.map((desk) => desk.toast(queue).count()))).reduce((sum, count) => sum + count, 0);

test('two tabs of a person act as one, and go on when the one that leads freezes or is closed', {
  timeout: 180_000,
}, async () => {
  const first = await Desk.open(browser, await server.linkOf('sam'));
  // The second needs no code: it follows the first.
  const second = await first.another(`${server.address}/desktop`);
  await second.page.getByRole('heading', { name: 'Sam Brook' }).waitFor();
  expect(await online()).toBe(1);
  expect(second.frames.frames).toEqual([]);

  // One toast, and both panels know.
  await server.observe('One toast', 120);
  for (const { panel } of [first, second]) await panel.getByText('One toast: over').first().waitFor();
  await expect.poll(() => toasts([first, second], 'One toast')).toBe(1);

  // Hidden in the one, hidden in the other.
  const showing = (await first.toast('One toast').count()) > 0 ? first : second;
  await showing.toast('One toast').getByRole('button', { name: 'Hide' }).click();
  await expect.poll(() => toasts([first, second], 'One toast')).toBe(0);

  // Taken by way of the tab that leads.
  await server.observe('Taken', 120);
  await expect.poll(() => toasts([first, second], 'Taken')).toBe(1);
  const taking = (await first.toast('Taken').count()) > 0 ? first : second;
  await taking.toast('Taken').getByRole('button', { name: "I'll take it" }).click();
  for (const { panel } of [first, second]) await panel.getByText(/^Sam Brook has it since/).waitFor();

  // Frozen as a whole, the first holds up nobody: the second leads within seconds.
  const thaw = await first.freeze();
  await second.frames.until(() => second.frames.frames.some(({ type }) => type === 'hello'));
  await server.observe('While frozen', 120);
  await second.panel.getByText('While frozen: over').first().waitFor();
  await thaw();
  await first.panel.getByText('While frozen: over').first().waitFor();
  await expect.poll(online).toBe(1);
  await expect.poll(() => toasts([first, second], 'While frozen')).toBe(1);

  // Closed, the second leaves the first to lead again.
  await second.page.close();
  await first.connected();
  await server.observe('Alone again', 120);
  await first.toast('Alone again').waitFor();
  expect(await first.toast('While frozen').count()).toBe(1);
  expect([...first.problems, ...second.problems]).toEqual([]);
  await server.observeAll(['One toast', 'Taken', 'While frozen', 'Alone again'], 0);
  await first.close();
});

test('two persons in one browser are two desktops', { timeout: 120_000 }, async () => {
  const sam = await Desk.open(browser, await server.linkOf('sam'));
  const ana = await sam.another(await server.linkOf('ana'));
  await ana.page.getByRole('heading', { name: 'Ana Weber' }).waitFor();
  await ana.connected();
  await server.observe('Of both', 120);
  for (const desk of [sam, ana]) await desk.toast('Of both').waitFor();
  expect(await online()).toBe(2);
  await sam.close();
});
