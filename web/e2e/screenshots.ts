import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import { launchChromium } from './chromium.ts';
import { type Look, openScene, plainLook } from './openScene.ts';
import { type Scene, scenes } from './scenes.ts';

/** In both schemes and widths; narrow in German too, and both widths from right to left. */
const looks: readonly Look[] = [
  ...[300, 1280].flatMap((width) => [
    { ...plainLook, width },
    { ...plainLook, width, colorScheme: 'dark' as const },
    { ...plainLook, width, direction: 'rtl' as const },
  ]),
  { ...plainLook, width: 300, language: 'de' },
];

/** Takes pictures of every scene: `[folder] [scene …]`. Build the pages first. */
export async function main([folder = 'screenshots', ...wanted]: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  const browser = await launchChromium();
  try {
    for (const scene of scenes.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      await pictures(browser, scene, resolve(folder));
    }
  } finally {
    await browser.close();
  }
}

async function pictures(browser: Browser, scene: Scene, folder: string): Promise<void> {
  const open = await openScene(browser, scene, plainLook);
  try {
    for (const look of looks) {
      await open.look(look);
      const special = [look.language === 'en' ? [] : [look.language], look.direction === 'ltr' ? [] : ['rtl']].flat();
      const name = [scene.name, look.width, look.colorScheme, ...special].join('-');
      await open.page.screenshot({ path: join(folder, `${name}.png`), fullPage: scene.path === '/flows' });
    }
    for (const problem of open.problems) console.log(`${scene.name}: ${problem}`);
  } finally {
    await open.close();
  }
}
