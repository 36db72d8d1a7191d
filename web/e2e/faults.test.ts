import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { CutProxy } from './CutProxy.ts';
import { launchChromium } from './chromium.ts';
import { Desk } from './Desk.ts';
import { ServeProcess } from './ServeProcess.ts';

let browser: Browser;
let directory: string;
let server: ServeProcess;
let network: CutProxy;
let desk: Desk | undefined;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'redline-faults-'));
  server = await ServeProcess.start(directory);
  network = await CutProxy.before(server.address);
  browser = await launchChromium();
});

// Each test has queues of its own; what it left open is over before the next begins.
afterEach(async () => {
  network.mend();
  for (const alert of await server.alerts('&state=TRIGGERED')) await server.observe(alert.queueName, 0);
  expect(desk?.problems ?? []).toEqual([]);
  await desk?.close();
  desk = undefined;
});

afterAll(async () => {
  await browser?.close();
  await network?.close();
  await server?.kill();
  await rm(directory, { recursive: true, force: true });
});

const reconnecting = 'Reconnecting. Warnings may be late.';
const telemetryOf = async (name: string) => {
  const { counts } = (await server.ask('GET', '/api/v2/telemetry/desktops')) as { counts: Record<string, unknown> };
  return counts[name] as number;
};

test('a network cut for ten seconds loses nothing', { timeout: 120_000 }, async () => {
  desk = await Desk.open(browser, await server.linkOf('sam', network.origin));
  await server.observe('Ended meanwhile', 120);
  await desk.toast('Ended meanwhile').waitFor();
  const before = desk.frames.resets.length;

  network.cut();
  await server.observe('Ended meanwhile', 0);
  await server.observe('Begun meanwhile', 120);
  await desk.page.getByText(reconnecting).first().waitFor();
  network.mend();

  await desk.toast('Begun meanwhile').waitFor();
  await desk.toast('Ended meanwhile').waitFor({ state: 'detached' });
  await desk.panel.getByText(/^Ended meanwhile back under/).waitFor();
  await desk.connected();
  // It went on where it was: what it missed was held for it.
  expect(desk.frames.resets.length).toBe(before);
});

test('a network cut for ten minutes is told, and nothing is lost', { timeout: 120_000 }, async () => {
  desk = await Desk.empty(browser);
  await desk.page.clock.install();
  await desk.open(await server.linkOf('sam', network.origin));
  await server.observe('Before', 120);
  await desk.toast('Before').waitFor();

  network.cut();
  await server.observe('During', 120);
  await desk.page.clock.fastForward('10:00');
  await desk.page
    .getByText(/^Not connected since \d\d:\d\d\. You will not see warnings here\.$/)
    .first()
    .waitFor();
  expect(await desk.toast('During').count()).toBe(0);
  // What was known is still shown.
  expect(await desk.toast('Before').count()).toBe(1);

  network.mend();
  await desk.page.getByRole('button', { name: 'Try now' }).first().click();
  await desk.toast('During').waitFor();
  await desk.connected();
});

test('a token that ends while no newer one is to be had is cured by itself', { timeout: 180_000 }, async () => {
  const shortLived = await mkdtemp(join(tmpdir(), 'redline-short-'));
  const short = await ServeProcess.start(shortLived, ['identity.accessTokenLifeSeconds=2']);
  try {
    desk = await Desk.empty(browser);
    const { page, frames } = desk;
    await desk.open(await short.linkOf('sam'));
    await page.route('**/oauth/token', (route) => route.abort());
    await frames.until(() => frames.frames.some((frame) => frame.code === 'token.invalid'));
    await short.observe('Meanwhile', 120);
    await page.unroute('**/oauth/token');
    await desk.toast('Meanwhile').waitFor();
    const reported = async () => {
      const answer = await short.ask('GET', '/api/v2/telemetry/desktops');
      return (answer as { counts: { reauthenticationsLastHour: number } }).counts.reauthenticationsLastHour;
    };
    // Reports leave some seconds after the connection stands again.
    await expect.poll(reported, { timeout: 60_000 }).toBeGreaterThanOrEqual(1);
  } finally {
    await short.kill();
    await rm(shortLived, { recursive: true, force: true });
  }
});

test('a token that is revoked signs out, and a new code signs in again', { timeout: 120_000 }, async () => {
  desk = await Desk.empty(browser);
  const hellos: string[] = [];
  desk.page.on('websocket', (socket) =>
    socket.on('framesent', ({ payload }) => {
      const frame = JSON.parse(payload.toString()) as { readonly type: string; readonly token?: string };
      if (frame.type === 'hello' && frame.token !== undefined) hellos.push(frame.token);
    }),
  );
  await desk.open(await server.linkOf('ana'));
  await server.observe('Seen', 120);
  await desk.toast('Seen').waitFor();

  await server.ask('POST', '/api/v2/oauth/tokens/revocation', undefined, hellos.at(-1));
  await desk.page.getByText('Sign in again to get queue warnings.').first().waitFor();
  await server.observe('After', 120);

  await desk.page.getByRole('button', { name: 'Sign in' }).first().click();
  await desk.page.getByLabel('Sign-in code').fill(await server.codeOf('ana'));
  await desk.page.keyboard.press('Enter');
  await desk.toast('After').waitFor();
  await desk.connected();
});

test('a tab that is frozen shows on thawing what happened meanwhile, once', { timeout: 120_000 }, async () => {
  desk = await Desk.open(browser, await server.linkOf('sam'));
  await server.observe('Ended frozen', 120);
  await desk.toast('Ended frozen').waitFor();

  const thaw = await desk.freeze();
  await server.observe('Ended frozen', 0);
  await server.observe('Begun frozen', 120);
  await expect.poll(() => server.alerts('&state=TRIGGERED')).toHaveLength(1);
  await thaw();

  await desk.toast('Begun frozen').waitFor();
  await desk.toast('Ended frozen').waitFor({ state: 'detached' });
  expect(await desk.toast('Begun frozen').count()).toBe(1);
});

test('a clock that is an hour ahead changes no time that people read', { timeout: 120_000 }, async () => {
  desk = await Desk.empty(browser);
  await desk.page.clock.install({ time: Date.now() + 3_600_000 });
  await desk.open(await server.linkOf('sam'));
  await server.observe('Punctual', 125);
  await desk.toast('Punctual').waitFor();
  // A wait reckoned by that clock would be an hour longer.
  await expect.poll(() => desk?.toast('Punctual').textContent()).toMatch(/longest [2-9]:\d\d/);
  const [alert] = await server.alerts('&state=TRIGGERED');
  await server.observe('Punctual', 0);
  const over = desk.panel.getByText(/^Punctual back under 1 min at/);
  await over.waitFor();
  const resolved = (await server.alerts()).find(({ id }) => id === alert?.id);
  expect(await over.textContent()).toContain(` at ${resolved?.resolvedAt?.slice(11, 16)} `);
});

test('between the frame and the paint nothing is asked of the network', { timeout: 120_000 }, async () => {
  desk = await Desk.open(browser, await server.linkOf('sam'));
  const debug = await desk.debug();
  const requests: number[] = [];
  let frameAt = 0;
  let paintedAt = 0;
  debug.on('Network.requestWillBeSent', ({ timestamp }) => requests.push(timestamp));
  debug.on('Network.webSocketFrameReceived', ({ timestamp, response }) => {
    if (JSON.parse(response.payloadData).type === 'alert') frameAt ||= timestamp;
  });
  debug.on('Network.webSocketFrameSent', ({ timestamp, response }) => {
    // It says so after the paint, and only then.
    if (JSON.parse(response.payloadData).receipt === 'rendered') paintedAt ||= timestamp;
  });
  await debug.send('Network.enable');
  await server.observe('Painted', 120);
  await desk.toast('Painted').waitFor();
  await expect.poll(() => paintedAt).toBeGreaterThan(0);
  expect(frameAt).toBeGreaterThan(0);
  expect(requests.filter((at) => at >= frameAt && at <= paintedAt)).toEqual([]);
});

test('the notifications of the operating system are never touched', { timeout: 120_000 }, async () => {
  desk = await Desk.empty(browser);
  await desk.page.addInitScript(() => {
    const touched: string[] = [];
    Object.assign(window, { touched });
    const watched = (name: string) => ({
      configurable: true,
      get: () => {
        touched.push(name);
        return undefined;
      },
    });
    Object.defineProperty(window, 'Notification', watched('Notification'));
    Object.defineProperty(ServiceWorkerRegistration.prototype, 'showNotification', watched('showNotification'));
    Object.defineProperty(Navigator.prototype, 'serviceWorker', watched('serviceWorker'));
  });
  await desk.open(await server.linkOf('sam'));
  await server.observe('Shown', 400);
  await desk.toast('Shown').waitFor();
  await desk.toast('Shown').getByRole('button', { name: 'Hide' }).click();
  await desk.toast('Shown').waitFor({ state: 'detached' });
  expect(await desk.page.evaluate(() => (window as unknown as { touched: string[] }).touched)).toEqual([]);
});

test('desktops that dropped and came back are in the telemetry', async () => {
  expect(await telemetryOf('resumedLastHour')).toBeGreaterThanOrEqual(1);
});
