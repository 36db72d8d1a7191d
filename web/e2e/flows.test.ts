import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { ServeProcess } from './ServeProcess.ts';

let browser: Browser;
let directory: string;
let server: ServeProcess;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'redline-flows-'));
  server = await ServeProcess.start(directory);
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.kill();
  await rm(directory, { recursive: true, force: true });
});

/** The page, signed in, with whatever it complains of. */
async function open(fragment = '', person = 'sam'): Promise<{ page: Page; problems: string[] }> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC' });
  const page = await context.newPage();
  const problems: string[] = [];
  page.setDefaultTimeout(30_000);
  page.on('pageerror', (error) => problems.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') problems.push(message.text());
  });
  await page.goto(`${server.address}/flows${fragment}`);
  await page.getByLabel('Sign-in code or access token').fill(await server.codeOf(person));
  await page.getByRole('button', { name: 'Sign in' }).click();
  return { page, problems };
}

const define = (name: string, nodes: readonly unknown[]) => server.ask('PUT', `/api/v2/flows/${name}`, { nodes });

async function startRun(flow: string, body: object): Promise<string> {
  const { id } = (await server.ask('POST', `/api/v2/flows/${flow}/executions`, body)) as { readonly id: string };
  return id;
}

const node = (page: Page, id: string) => page.locator(`flow-graph [data-rove="${id}"]`);
const runs = (page: Page) => page.locator('execution-list li button');

async function tokenOf(person: string): Promise<string> {
  const form = { grant_type: 'urn:redline:grant-type:sign-in-code', code: await server.codeOf(person) };
  const answer = await fetch(`${server.address}/oauth/token`, { method: 'POST', body: new URLSearchParams(form) });
  return ((await answer.json()) as { readonly access_token: string }).access_token;
}

test('a run is seen where it waits, and how it ended after, without loading anew', { timeout: 120_000 }, async () => {
  await define('Waits_Then_Tells', [
    { id: 'ask', type: 'decision', expression: 'waitTimeSeconds > threshold', next: { yes: 'pause', no: 'end' } },
    {
      id: 'pause',
      type: 'wait',
      seconds: 600,
      until: ['acknowledged'],
      next: { elapsed: 'tell', acknowledged: 'end' },
    },
    { id: 'tell', type: 'notify', audience: { roles: ['SUPERVISOR'] }, next: { done: 'end' } },
  ]);
  const { page, problems } = await open('#flow=Waits_Then_Tells');
  await page.getByText('No run yet.').waitFor();

  await server.observe('Waiting', 120);
  await expect.poll(async () => (await server.alerts('&state=TRIGGERED')).length).toBe(1);
  const alertId = (await server.alerts('&state=TRIGGERED'))[0]?.id;
  const id = await startRun('Waits_Then_Tells', { alertId });
  await runs(page).first().waitFor();
  expect(await runs(page).first().textContent()).toMatch(/Running.*Waiting/s);
  await expect.poll(() => node(page, 'pause').getAttribute('aria-label')).toContain('1 run here now');

  // With the keyboard alone: to the run, then to its way in the graph.
  await runs(page).first().focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: `Run ${id}` }).waitFor();
  await page.getByText(`Alert ${alertId}`, { exact: true }).waitFor();
  await expect.poll(() => node(page, 'pause').getAttribute('aria-label')).toContain('the run is here');
  expect(await node(page, 'tell').getAttribute('aria-label')).not.toContain('step');
  expect(new URL(page.url()).hash).toBe(`#flow=Waits_Then_Tells&run=${id}`);

  await node(page, 'ask').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'pause Wait' }).waitFor();
  const focused = () =>
    page.evaluate(() => {
      let at = document.activeElement;
      while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
      return at?.getAttribute('data-rove');
    });
  expect(await focused()).toBe('pause');

  await server.ask('POST', `/api/v2/alerts/${alertId}/acknowledgement`, {}, await tokenOf('sam'));
  await expect.poll(() => runs(page).first().textContent()).toMatch(/Ended/);
  await expect.poll(() => node(page, 'pause').getAttribute('aria-label')).not.toContain('here now');
  await expect.poll(() => page.locator('execution-steps ol').textContent()).toMatch(/pause\s*Wait\s*acknowledged/);
  // What was chosen and where the focus was is as it was.
  expect(await focused()).toBe('pause');
  expect(problems).toEqual([]);
});

test('what failed is told: a step, and a run that came to a bound', { timeout: 120_000 }, async () => {
  await define('Fails', [
    {
      id: 'call',
      type: 'httpRequest',
      method: 'GET',
      url: 'https://crm.example.com/',
      next: { ok: 'end', failed: 'end' },
    },
  ]);
  await define('Runs_Round', [{ id: 'again', type: 'wait', seconds: 0.1, next: { elapsed: 'again' } }]);
  const failing = await startRun('Fails', { queueId: 'claims', queueName: 'Claims' });
  await startRun('Fails', { queueId: 'sales', queueName: 'Sales' });
  const round = await startRun('Runs_Round', {});

  const { page, problems } = await open(`#flow=Fails&run=${failing}`);
  await page.locator('execution-steps').getByText('host.refused').first().waitFor();
  await expect.poll(() => node(page, 'call').getAttribute('aria-label')).toContain('failed');
  await expect.poll(() => runs(page).allTextContents()).toHaveLength(2);

  await page.getByLabel('Queue', { exact: true }).fill('Claims');
  await page.keyboard.press('Enter');
  await expect.poll(() => runs(page).allTextContents()).toEqual([expect.stringContaining('1 step failed')]);
  await page.getByLabel('State').selectOption('FAILED');
  await page.getByText('No run is like that.').waitFor();

  await page.getByRole('button', { name: /^Runs_Round/ }).click();
  await expect.poll(() => page.locator('flow-list ul').textContent()).toContain('1 failed');
  await expect.poll(() => runs(page).first().textContent()).toMatch(new RegExp(`Failed.*${round}`, 's'));
  expect(problems).toEqual([]);
});

test('a run is drawn with the version it follows', async () => {
  await define('Changes', [{ id: 'first', type: 'wait', seconds: 600, next: { elapsed: 'end' } }]);
  const id = await startRun('Changes', {});
  const answer = await fetch(`${server.address}/api/v2/flows/Changes`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${server.key}`, 'content-type': 'application/json', 'if-match': '*' },
    body: JSON.stringify({ nodes: [{ id: 'second', type: 'wait', seconds: 60, next: { elapsed: 'end' } }] }),
  });
  expect(answer.status).toBe(200);
  const { page } = await open('#flow=Changes');
  await node(page, 'second').waitFor();
  await page.getByText('1 run of other versions not shown here.').waitFor();
  await runs(page).first().click();
  await node(page, 'first').waitFor();
  await page.getByText('Version 1, which this run follows. The newest is 2.').waitFor();
  expect(page.url()).toContain(id);
});

test('who may not see runs is told what is missing', async () => {
  const { page } = await open('', 'ana');
  await page.getByText('This needs the permission flows:execution:view.').waitFor();
  expect(await page.getByLabel('Sign-in code or access token').isVisible()).toBe(true);
});
