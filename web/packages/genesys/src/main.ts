import { startPage } from '@redline/desktop';
import { chooseLanguage, speechOf } from '@redline/widget';
import { genesysHost } from './host/GenesysHost.ts';
import { NativeToasts } from './toasts/NativeToasts.ts';

const device = { deviceType: 'GENESYS_CLIENT_APP', channelId: 'redline-genesys', appVersion: '0.1.0' };

const page = document.querySelector('desktop-page');
if (page !== null) {
  const client = startPage(page, { device });
  const speech = speechOf(chooseLanguage([document.documentElement.lang]));
  try {
    const host = genesysHost();
    const toasts = new NativeToasts(client, host, speech);
    toasts.start();
    host.onBootstrap((done) => done());
    host.onStop((done) => {
      toasts.stop();
      client.stop();
      host.setAttentionCount(0);
      done();
    });
  } catch (error) {
    // The page does what it can without: it shows warnings itself.
    page.notice = speech.texts.notInGenesys;
    // biome-ignore lint/suspicious/noConsole: whoever registers the app reads why
    console.warn(`Redline: no Genesys Cloud around this page: ${String(error)}`);
  }
  client.start();
}
