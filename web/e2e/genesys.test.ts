import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, FrameLocator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { DemoProcess, freePort } from './DemoProcess.ts';

// One caller who waits past 60 s at 10:01, past 300 s at 10:05, and leaves at 10:40: 60 times as fast, from start to end 49 s.
const calls = `queue,arrived,queued,left_queue,outcome,service_start,service_end
Alpha,2026-03-02T10:00:00,2026-03-02T10:00:00,2026-03-02T10:40:00,abandoned,,
Omega,2026-03-02T11:30:00,2026-03-02T11:30:00,2026-03-02T11:30:30,abandoned,,
`;

const host = 'https://apps.mypurecloud.de';

/** A message of the platform's client app protocol. */
interface HostMessage {
  readonly action: string;
  readonly protocol: string;
  readonly id?: string;
  readonly title?: string;
  readonly message?: string;
  readonly type?: string;
  readonly markdownMessage?: boolean;
  readonly count?: number;
}

/** Stands in for Genesys Cloud: frames the app directly, writes down what it asks for, and sends it lifecycle hooks. */
function hostPage(app: string): string {
  return `<!doctype html><title>Genesys Cloud</title><iframe id="app" title="Redline" width="300" height="600"></iframe>
    <script>
      const frame = document.getElementById('app');
      window.messages = [];
      addEventListener('message', (event) => {
        if (event.source === frame.contentWindow && event.origin === ${JSON.stringify(new URL(app).origin)}) messages.push(event.data);
      });
      window.hook = (hook) => frame.contentWindow.postMessage(
        { purecloudEventType: 'appLifecycleHook', hook, protocol: 'purecloud-client-apps' }, ${JSON.stringify(new URL(app).origin)});
      frame.src = ${JSON.stringify(app)};
    </script>`;
}

let browser: Browser;
let directory: string;
let demo: DemoProcess;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'redline-genesys-'));
  await writeFile(join(directory, 'calls.csv'), calls);
  browser = await launchChromium();
  const files = ['--calls', join(directory, 'calls.csv'), '--data', join(directory, 'data')];
  demo = await DemoProcess.start([...files, '--port', String(await freePort()), '--allow-frame', host]);
});

afterAll(async () => {
  await demo?.kill();
  await browser?.close();
  await rm(directory, { recursive: true, force: true });
});

/** The host's page with the app in it, as its registered address would open it. */
async function openHost(
  origin: string,
  parameters: string,
): Promise<{ page: Page; context: BrowserContext; app: FrameLocator; refused: string[] }> {
  const context = await browser.newContext();
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  const refused: string[] = [];
  page.on('console', (message) => {
    if (/content security policy|trusted/i.test(message.text())) refused.push(message.text());
  });
  const app = `${new URL(demo.linkOf('Sam Brook')).origin}/genesys?${parameters}`;
  await context.route(`${origin}/**`, (route) => route.fulfill({ contentType: 'text/html', body: hostPage(app) }));
  await page.goto(`${origin}/directory/`);
  return { page, context, app: page.frameLocator('#app'), refused };
}

const messagesOf = (page: Page) =>
  page.evaluate(() => (window as unknown as { readonly messages: HostMessage[] }).messages);

const hook = (page: Page, name: string) =>
  page.evaluate((name) => (window as unknown as { hook(name: string): void }).hook(name), name);

const parameters = `gcHostOrigin=${encodeURIComponent(host)}&gcTargetEnv=prod-euc1&langTag=de`;

test('in Genesys Cloud warnings are toasts and a badge of the platform, in its language', {
  timeout: 180_000,
}, async () => {
  const { page, app, refused } = await openHost(host, parameters);
  const told = async (action: string) => (await messagesOf(page)).filter((message) => message.action === action);
  await app.getByRole('button', { name: 'Anmelden' }).waitFor();
  await hook(page, 'bootstrap');
  await expect.poll(() => told('bootstrapped')).toHaveLength(1);

  // The person signs in inside the frame.
  await app.getByRole('button', { name: 'Anmelden' }).click();
  await app.getByLabel('Anmeldecode').fill(new URL(demo.linkOf('Sam Brook')).hash.replace('#code=', ''));
  await page.keyboard.press('Enter');
  await app.getByText('Verbunden', { exact: true }).waitFor();

  // It rises to critical under the id it came with, and the platform is told no markup.
  const toasts = async () => (await told('showToast')).filter(({ message }) => message?.includes('Alpha'));
  await expect
    .poll(async () => (await toasts()).at(-1), { timeout: 30_000, interval: 200 })
    .toMatchObject({ title: 'Kritisch', type: 'error', markdownMessage: false, protocol: 'purecloud-client-apps' });
  const shown = await toasts();
  expect(new Set(shown.map(({ id }) => id)).size).toBe(1);
  expect(shown.at(-1)?.message).toMatch(/^Alpha: über 5 min\./);
  expect((await told('setAttentionCount')).at(-1)).toMatchObject({ count: 1 });

  // Taken in the frame, where the two actions are, the platform's toast is replaced.
  await app.getByRole('button', { name: 'Ich übernehme: Alpha' }).click();
  await app.getByText(/^Sam Brook kümmert sich seit 10:\d\d Uhr\.$/).waitFor();
  await expect
    .poll(async () => (await told('showToast')).at(-1))
    .toMatchObject({ id: shown[0]?.id, title: 'Übernommen', type: 'info' });

  // Told to stop, it ends its connection and says so.
  await hook(page, 'stop');
  await expect.poll(() => told('stopped')).toHaveLength(1);
  expect((await told('setAttentionCount')).at(-1)).toMatchObject({ count: 0 });
  expect(refused).toEqual([]);
});

test('a host whose address is wrong, or that is none, gets no messages, and the page says so', {
  timeout: 90_000,
}, async () => {
  const { page, app } = await openHost(host, 'gcHostOrigin=https%3A%2F%2Fapps.example.com&gcTargetEnv=prod-euc1');
  await app.getByText('Not inside Genesys Cloud. Warnings show on this page only.').waitFor();
  expect(await messagesOf(page)).toEqual([]);
});

test('a page that is not named may not frame it', { timeout: 60_000 }, async () => {
  const { app, refused } = await openHost('https://apps.example.com', parameters);
  await expect.poll(() => refused.join()).toContain('frame-ancestors');
  expect(await app.locator('desktop-page').count()).toBe(0);
});
