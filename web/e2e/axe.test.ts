import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from './chromium.ts';
import { type Look, openScene, plainLook } from './openScene.ts';
import { scenes } from './scenes.ts';

/** Both schemes, both widths, both languages, both directions: each pairs with each of the widths once. */
const looks: readonly Look[] = [
  plainLook,
  { ...plainLook, width: 300, colorScheme: 'dark' },
  { ...plainLook, width: 1280, colorScheme: 'dark', language: 'de', direction: 'rtl' },
  { ...plainLook, width: 300, language: 'de', direction: 'rtl' },
];

let browser: Browser;
let axe: string;

beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  browser = await launchChromium();
});

afterAll(() => browser?.close());

/** What axe finds, one line each. */
async function findings(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: readonly Violation[] }> } };
    interface Violation {
      readonly id: string;
      readonly help: string;
      readonly nodes: readonly { readonly target: readonly unknown[]; readonly failureSummary?: string }[];
    }
    const { violations } = await axe.run();
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${JSON.stringify(target)} ${failureSummary ?? ''}`),
    );
  });
}

/** Whether anything has to be scrolled for sideways. */
const overflows = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

test.concurrent.each(scenes)('axe finds nothing in $name', { timeout: 180_000 }, async (scene) => {
  const open = await openScene(browser, scene, plainLook);
  try {
    // Whatever came, it took no focus, and asked for no notification of the system.
    const focused = await open.page.evaluate(() => document.activeElement?.tagName);
    if (scene.play === undefined) expect(focused).toBe('BODY');
    expect(open.problems.join()).not.toContain('Notification');
    await open.page.evaluate(axe);
    for (const look of looks) {
      await open.look(look);
      expect(await findings(open.page), JSON.stringify(look)).toEqual([]);
      expect(await overflows(open.page), `${JSON.stringify(look)} is wider than its page`).toBe(false);
    }
  } finally {
    await open.close();
  }
});

test('axe finds what is wrong', async () => {
  const page = await browser.newPage();
  await page.setContent('<html lang="en"><title>t</title><main><h1>h</h1><button></button></main></html>');
  await page.evaluate(axe);
  expect(await findings(page)).toEqual([expect.stringContaining('button-name')]);
  await page.close();
});
