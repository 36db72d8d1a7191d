import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { DesktopStandIn } from './DesktopStandIn.ts';
import { type Scene, scenes } from './scenes.ts';

const widths = [300, 1280];
const schemes = ['light', 'dark'] as const;

/** Takes a picture of every scene in both schemes and widths: `[folder] [scene …]`. Build the page first. */
export async function main([folder = 'screenshots', ...wanted]: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const browser = await launchChromium();
  try {
    for (const scene of scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      for (const colorScheme of schemes) {
        for (const width of widths) await picture(browser, scene, colorScheme, width, resolve(folder));
      }
    }
  } finally {
    await browser.close();
  }
}

async function picture(
  browser: Browser,
  scene: Scene,
  colorScheme: 'light' | 'dark',
  width: number,
  folder: string,
): Promise<void> {
  const server = new DesktopStandIn();
  scene.prepare(server);
  const origin = await server.start();
  const page = await browser.newPage({ colorScheme, viewport: { width, height: 720 } });
  page.on('console', (message) => console.log(`${scene.name}: ${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => console.log(`${scene.name}: ${error.message}`));
  try {
    await page.clock.install();
    await page.goto(`${origin}/desktop${scene.fragment ?? '#code=demo'}`);
    await page.waitForTimeout(350);
    await scene.play?.(page, server);
    await page.waitForTimeout(350);
    await page.screenshot({ path: join(folder, `${scene.name}-${width}-${colorScheme}.png`) });
  } finally {
    await page.close();
    await server.stop();
  }
}
