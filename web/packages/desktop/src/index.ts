/** @redline/desktop: the page with queues and warnings, for the pages of ours that show it. */
import '@redline/widget/register';
import './components/desktop-page/desktop-page.ts';
import './components/desktop-queues/desktop-queues.ts';

export { DesktopPage } from './components/desktop-page/desktop-page.component.ts';
export { type StartOptions, startPage } from './startPage.ts';
