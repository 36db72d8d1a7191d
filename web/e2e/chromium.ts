import { type Browser, chromium } from 'playwright-core';

/** Where Debian and Ubuntu put it; CHROMIUM_PATH names another. */
const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/**
 * Starts a headless Chromium that talks to this machine only: updates, sign-in and translation services are switched
 * off, and every other name resolves to nothing. The caller closes it.
 */
export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    headless: true,
    // Times are shown in the zone of the machine; the tests know what they are in this one.
    env: { ...process.env, TZ: 'UTC' },
    chromiumSandbox: false,
    args: [
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-domain-reliability',
      '--disable-sync',
      '--no-first-run',
      '--no-pings',
      // The last one: a page that stands for one of the internet may frame a server of this machine.
      '--disable-features=OptimizationHints,MediaRouter,Translate,AutofillServerCommunication,LocalNetworkAccessChecks',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
    ],
  });
}
