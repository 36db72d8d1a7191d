import { type Device, RedlineClient } from '@redline/client';
import { pageLanguage } from '@redline/widget';
import type { DesktopPage } from './components/desktop-page/desktop-page.component.ts';
import { keepSignInCode, takeSignInCode } from './signin/SignInCode.ts';

/** What differs between the pages that show a desktop. */
export interface StartOptions {
  /** What the registration says; a desktop in a browser by default. */
  readonly device?: Device;
}

/** Gives a page its client, in the language and with the sign-in code of its address. Nothing is connected yet. */
export function startPage(page: DesktopPage, options: StartOptions = {}): RedlineClient {
  document.documentElement.lang = pageLanguage(location.search, navigator.languages);
  const client = new RedlineClient({ server: location.origin, code: takeSignInCode(window), ...options });

  client.on('problem', (reason) => {
    // biome-ignore lint/suspicious/noConsole: nobody reads it but whoever is asked why a frame had no effect
    console.warn(`Redline: ${reason}`);
  });

  // A network that is back, or a person who looks, should not wait for the next try.
  addEventListener('online', () => client.tryNow());
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) client.tryNow();
  });
  // A new link opened in this tab changes the fragment only, without a reload.
  addEventListener('hashchange', () => {
    if (location.hash.includes('code=')) client.signIn(takeSignInCode(window));
  });

  page.actions = {
    signIn(code) {
      keepSignInCode(window, code);
      client.signIn(code);
    },
    reload: () => location.reload(),
  };
  page.client = client;
  return client;
}
