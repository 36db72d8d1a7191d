import { RedlineClient } from '@redline/client';
import { pageLanguage } from '@redline/widget';
import '@redline/widget/register';
import './components/desktop-page/desktop-page.ts';
import './components/desktop-queues/desktop-queues.ts';
import { keepSignInCode, takeSignInCode } from './signin/SignInCode.ts';

document.documentElement.lang = pageLanguage(location.search, navigator.languages);

const client = new RedlineClient({
  server: location.origin,
  code: takeSignInCode(window),
});

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

const page = document.querySelector('desktop-page');
if (page !== null) {
  page.actions = {
    signIn(code) {
      keepSignInCode(window, code);
      client.signIn(code);
    },
    reload: () => location.reload(),
  };
  page.client = client;
}
client.start();
