import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { DemoProcess, freePort } from './DemoProcess.ts';
import { PlainPage } from './PlainPage.ts';

// One caller who waits past 60 s at 10:01 and leaves at 10:27: 60 times as fast, the alert lasts for 26 s.
const calls = `queue,arrived,queued,left_queue,outcome,service_start,service_end
Alpha,2026-03-02T10:00:00,2026-03-02T10:00:00,2026-03-02T10:27:00,abandoned,,
Omega,2026-03-02T11:00:00,2026-03-02T11:00:00,2026-03-02T11:00:30,abandoned,,
`;

// One level, so that nothing that follows the trigger is a rise.
const streams = [
  {
    name: 'Long waits',
    entityType: 'queue',
    levels: [
      {
        severity: 'WARNING',
        filterExpression: { field: 'waitTimeSeconds', operator: 'GREATER_THAN_OR_EQUAL', value: 60 },
      },
    ],
  },
];

// As it is in the documentation, not a letter changed.
const snippet = `const subscription = window.GenesysCloudSDK.on('PUSH_NOTIFICATION', (event) => { const payload = event.data;
      if (payload.type === 'QUEUE_ESCALATION') renderEscalationToast({queueId: payload.queueId, waitTime: payload.metrics.waitTimeSeconds, threshold: payload.threshold}); });`;

/** What the test has the page write down. */
interface Seen {
  readonly events: { readonly type: string; readonly alertId: string }[];
  readonly toasts: unknown[];
}

let browser: Browser;
let directory: string;
let demo: DemoProcess | undefined;
let page: PlainPage | undefined;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'redline-sdk-'));
  await writeFile(join(directory, 'calls.csv'), calls);
  await writeFile(join(directory, 'streams.json'), JSON.stringify(streams));
  browser = await launchChromium();
});

afterAll(async () => {
  await demo?.kill();
  await page?.close();
  await browser?.close();
  await rm(directory, { recursive: true, force: true });
});

/** Exchanges the code of a person's link for a token, as the server of a page would with its own means. */
async function token(demo: DemoProcess, name: string): Promise<{ readonly access_token: string }> {
  const link = new URL(demo.linkOf(name));
  const form = { grant_type: 'urn:redline:grant-type:sign-in-code', code: link.hash.replace('#code=', '') };
  const answer = await fetch(new URL('/oauth/token', link), { method: 'POST', body: new URLSearchParams(form) });
  expect(answer.status).toBe(200);
  return answer.json();
}

test('a plain page of another origin shows one toast, and proves that it did', { timeout: 120_000 }, async () => {
  const [port, pagePort] = [await freePort(), await freePort()];
  const origin = `http://127.0.0.1:${pagePort}`;
  const inDirectory = (name: string) => join(directory, name);
  const files = ['--calls', inDirectory('calls.csv'), '--streams', inDirectory('streams.json')];
  const places = ['--data', inDirectory('data'), '--port', String(port), '--allow-origin', origin];
  const running = await DemoProcess.start([...files, ...places]);
  demo = running;
  const server = new URL(running.linkOf('Ana Weber')).origin;
  const html = `<!doctype html><title>Desk</title>
    <script src="${server}/sdk/v1/redline-desktop.js" data-server="${server}" data-token-url="/token"></script>
    <script>
      ${snippet}
    </script>
    <script>
      window.seen = { events: [], toasts: [] };
      GenesysCloudSDK.on('PUSH_NOTIFICATION', ({ data }) => { seen.events.push(data); });
      const provided = renderEscalationToast;
      window.renderEscalationToast = (toast) => { seen.toasts.push(toast); provided(toast); };
    </script>`;
  page = await PlainPage.serve(pagePort, html, () => token(running, 'Ana Weber'));

  // Nothing keeps a page from loading it, not even one that isolates itself.
  const script = await fetch(`${server}/sdk/v1/redline-desktop.js`, { headers: { origin } });
  expect(script.headers.get('content-type')).toContain('text/javascript');
  expect(script.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
  expect(script.headers.get('access-control-allow-origin')).toBe(origin);

  const desk = await (await browser.newContext()).newPage();
  desk.setDefaultTimeout(60_000);
  const problems: string[] = [];
  desk.on('pageerror', (error) => problems.push(String(error)));
  desk.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('favicon')) problems.push(message.text());
  });
  await desk.goto(page.url);
  const seen = () => desk.evaluate(() => (window as unknown as { readonly seen: Seen }).seen);
  const heard = (type: string) =>
    desk.waitForFunction(
      (wanted) => (window as unknown as { readonly seen: Seen }).seen.events.some((event) => event.type === wanted),
      type,
    );

  const toast = desk.locator('redline-escalation-toasts .redline-alert', { hasText: 'Alpha' });
  await toast.waitFor();
  expect(await toast.count()).toBe(1);
  expect((await seen()).toasts).toEqual([{ queueId: expect.any(String), waitTime: expect.any(Number), threshold: 60 }]);
  const alertId = (await seen()).events[0]?.alertId;

  // A supervisor sees that it was shown, and by what.
  const bearer = { authorization: `Bearer ${(await token(running, 'Sam Brook')).access_token}` };
  const alert = `${server}/api/v2/alerts/${alertId}`;
  const delivery = async () => {
    const answer = await fetch(`${alert}/deliveries`, { headers: bearer });
    expect(answer.status).toBe(200);
    const { entities } = (await answer.json()) as { entities: { person: { name: string }; state: string }[] };
    return entities.find(({ person }) => person.name === 'Ana Weber');
  };
  await expect.poll(delivery).toMatchObject({ state: 'RENDERED', renderedBy: 'HANDLER' });

  // Taken, it is nobody's toast any more; that it is, and that it is over, is told and shows nothing.
  expect((await fetch(`${alert}/acknowledgement`, { method: 'POST', headers: bearer })).status).toBe(200);
  await heard('QUEUE_ESCALATION_UPDATED');
  await toast.waitFor({ state: 'detached' });
  await heard('QUEUE_ESCALATION_RESOLVED');
  const { events, toasts } = await seen();
  const types = events.map(({ type }) => type);
  expect(types).toEqual(['QUEUE_ESCALATION', 'QUEUE_ESCALATION_UPDATED', 'QUEUE_ESCALATION_RESOLVED']);
  expect(toasts).toHaveLength(1);
  expect(await toast.count()).toBe(0);
  expect(problems).toEqual([]);
});
