import type { Browser, BrowserContextOptions, CDPSession, Locator, Page } from 'playwright-core';
import { DesktopFrames } from './DesktopFrames.ts';

/** A person's page `/desktop` in a browser of its own, with what a test looks at. */
export class Desk {
  readonly page: Page;
  readonly frames: DesktopFrames;
  /** Errors of the page, and what its security policy refused; there should be none. */
  readonly problems: string[] = [];

  private constructor(page: Page) {
    this.page = page;
    this.frames = new DesktopFrames(page);
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (error) => this.problems.push(String(error)));
    page.on('console', (message) => {
      if (/content security policy|trusted/i.test(message.text())) this.problems.push(message.text());
    });
  }

  /** A page that nothing is loaded in yet, so that its clock or its globals can be changed first. */
  static async empty(browser: Browser, options: BrowserContextOptions = {}): Promise<Desk> {
    const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', ...options });
    return new Desk(await context.newPage());
  }

  /** Loads the page and waits until it is connected. */
  async open(link: string): Promise<this> {
    await this.page.goto(link);
    await this.connected();
    return this;
  }

  /** Another tab of the same browser. */
  async another(link: string): Promise<Desk> {
    return new Desk(await this.page.context().newPage()).open(link);
  }

  static async open(browser: Browser, link: string): Promise<Desk> {
    return (await Desk.empty(browser)).open(link);
  }

  toast(queue: string): Locator {
    return this.page.locator('redline-toasts .redline-alert', { hasText: queue });
  }

  get panel(): Locator {
    return this.page.locator('redline-panel');
  }

  async connected(): Promise<void> {
    await this.page.getByText('Connected', { exact: true }).waitFor();
  }

  /** The browser's own protocol, for what pages cannot do to themselves. */
  debug(): Promise<CDPSession> {
    return this.page.context().newCDPSession(this.page);
  }

  /** Nothing of the page runs until what is returned is called, as in a tab that the browser has frozen. */
  async freeze(): Promise<() => Promise<void>> {
    const debug = await this.debug();
    // A browser without windows only says of a page that it is frozen; at a breakpoint it is.
    await debug.send('Debugger.enable');
    await debug.send('Debugger.pause');
    // It stops at the next statement, and a page at rest may have none for long.
    const paused = new Promise((resolve) => debug.once('Debugger.paused', resolve));
    const statement = debug.send('Runtime.evaluate', { expression: '0' });
    await paused;
    return async () => {
      await debug.send('Debugger.resume');
      await statement;
      await debug.detach();
    };
  }

  close(): Promise<void> {
    return this.page.context().close();
  }
}
