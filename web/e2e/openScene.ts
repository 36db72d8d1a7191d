import type { Browser, Page } from 'playwright-core';
import { DesktopStandIn } from './DesktopStandIn.ts';
import type { Scene } from './scenes.ts';

/** How a scene is looked at. */
export interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
  readonly language: 'en' | 'de';
  readonly direction: 'ltr' | 'rtl';
}

/** Plain, as most people see it. */
export const plainLook: Look = { width: 1280, colorScheme: 'light', language: 'en', direction: 'ltr' };

/** A scene in a page of its own, in front of a server of its own. */
export interface OpenScene {
  readonly page: Page;
  /** What the page has said in its console, and what it threw. */
  readonly problems: readonly string[];
  /** Shows the same state otherwise. */
  look(look: Look): Promise<void>;
  close(): Promise<void>;
}

/** How long a change may take to be shown: a frame, and the time a loss of connection is passed over. */
const settleMilliseconds = 350;

/** Pages of ours never ask for notifications of the system: one that so much as looks says so in the console. */
function watchNotifications(): void {
  Object.defineProperty(window, 'Notification', { get: () => void console.error('The page looks for Notification.') });
}

/** Opens a scene and brings it into its state. */
export async function openScene(browser: Browser, scene: Scene, look: Look): Promise<OpenScene> {
  const server = new DesktopStandIn();
  scene.prepare(server);
  const origin = await server.start();
  const page = await browser.newPage({ timezoneId: 'UTC' });
  const problems: string[] = [];
  page.on('console', (message) => void problems.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', (error) => void problems.push(error.message));
  const close = async () => {
    await page.close();
    await server.stop();
  };
  const show = async (next: Look) => {
    await page.setViewportSize({ width: next.width, height: 720 });
    await page.emulateMedia({ colorScheme: next.colorScheme });
    await page.evaluate(({ language, direction }) => {
      document.documentElement.lang = language;
      document.documentElement.dir = direction;
    }, next);
    await page.waitForTimeout(settleMilliseconds / 2);
  };
  try {
    await page.addInitScript(watchNotifications);
    await page.clock.install();
    await page.goto(`${origin}${scene.path ?? '/desktop'}${scene.fragment ?? '#code=demo'}`);
    await show(look);
    await page.waitForTimeout(settleMilliseconds);
    await scene.play?.(page, server);
    await page.waitForTimeout(settleMilliseconds);
  } catch (error) {
    await close();
    throw error;
  }
  return { page, problems, look: show, close };
}
