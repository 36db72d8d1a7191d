import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { Desk } from './Desk.ts';
import { ServeProcess } from './ServeProcess.ts';

let browser: Browser;
let directory: string;
let server: ServeProcess;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'redline-pages-'));
  // A desktop that does not show an alert is told of after a second.
  server = await ServeProcess.start(directory, ['telemetry.renderTimeoutSeconds=1']);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.kill();
  await rm(directory, { recursive: true, force: true });
});

/** A page with whatever it complains of. */
async function open(path: string): Promise<{ page: Page; problems: string[] }> {
  const page = await (await browser.newContext()).newPage();
  const problems: string[] = [];
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    // Browsers ask for an icon by themselves.
    const asked = message.location().url.endsWith('/favicon.ico');
    if (message.type() === 'error' && !asked) problems.push(message.text());
  });
  await page.goto(`${server.address}${path}`);
  return { page, problems };
}

test('the page of desktops shows who is connected, who dropped and why, and what is on no screen', {
  timeout: 120_000,
}, async () => {
  const { page, problems } = await open('/telemetry');
  await page.getByLabel('Sign-in code or access token').fill(await server.codeOf('sam'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('No desktop is connected.').waitFor();
  await page.getByText('No session has ended since the server started.').waitFor();

  const desk = await Desk.open(browser, await server.linkOf('ana'));
  await page.locator('#online').getByRole('cell', { name: 'Ana Weber' }).waitFor();
  expect(await page.locator('#online').getByRole('cell', { name: 'socket' }).count()).toBe(1);

  await desk.close();
  await page.locator('#drops').getByRole('cell', { name: 'Ana Weber' }).waitFor();
  await page
    .locator('#counts')
    .getByText(/^Ended: /)
    .first()
    .waitFor();
  await server.observe('Nobody looks', 120);
  await page.locator('#undelivered').getByRole('cell', { name: 'Nobody looks' }).waitFor();
  expect(problems).toEqual([]);
});

test('the page of desktops asks those to sign in who may not see it', async () => {
  const { page, problems } = await open('/telemetry');
  await page.getByLabel('Sign-in code or access token').fill(await server.codeOf('ana'));
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('This needs the permission telephony:supervision:view.').waitFor();
  expect(await page.locator('#shown').isVisible()).toBe(false);
  // What was refused stands in the console of every browser.
  expect(problems.filter((problem) => !problem.includes('403'))).toEqual([]);
});

test('the page of the API finds an operation and shows its body', async () => {
  const { page, problems } = await open('/docs/api');
  await page.getByRole('searchbox').fill('pushnotifications/registrations');
  const operation = page.locator('details.operation:not([hidden])', { hasText: 'POST' }).first();
  await operation.locator('summary').first().click();
  await operation.getByText('"deviceId"').first().waitFor();
  expect(problems).toEqual([]);
});
