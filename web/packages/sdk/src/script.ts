/** The script: puts the SDK on `window`, and starts it when its tag says from where tokens come. */
import { type InstallPlace, install } from './install.ts';
import { RedlineSdk } from './RedlineSdk.ts';
import { startFromTag } from './startFromTag.ts';

const sdk = new RedlineSdk();
if (install(window as InstallPlace, sdk)) startFromTag(document.currentScript, document.baseURI, sdk);
else sdk.report('redline-desktop.js is on this page already.');
