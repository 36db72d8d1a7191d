import { onWire, someAlert } from '@redline/client/testing/some';
import { afterEach, expect, it } from 'vitest';
import { connectedStage, type Stage, textOf, textsOf } from '../../testing/stage.ts';
import type { RedlineToasts } from '../redline-toasts/redline-toasts.component.ts';
import '../redline-toasts/redline-toasts.ts';
import type { RedlineBanner } from './redline-banner.component.ts';
import './redline-banner.ts';

const claims = { alertId: 'A2', queueId: 'claims', queueName: 'Claims' };
const words = (element: RedlineToasts) => textsOf(element, '.toast .words');

/** A page with a place for banners, and toasts. */
async function page(stage: Stage): Promise<{ banner: RedlineBanner; toasts: RedlineToasts; settle(): Promise<void> }> {
  const [banner, toasts] = [document.createElement('redline-banner'), document.createElement('redline-toasts')];
  banner.client = toasts.client = stage.client;
  document.body.append(banner, toasts);
  const settle = async () => {
    await banner.updateComplete;
    await toasts.updateComplete;
    await toasts.updateComplete;
  };
  await settle();
  return { banner, toasts, settle };
}

afterEach(() => document.body.replaceChildren());

it('shows what asks for a banner, and the toasts leave it to it', async () => {
  const stage = await connectedStage('SUPERVISOR', [onWire(someAlert(claims))]);
  const { banner, toasts, settle } = await page(stage);
  stage.alert(onWire(someAlert()), 'BANNER');
  await settle();
  expect(words(banner)).toEqual(['WarningBilling: over 5 min. 7 waiting, 0 free, longest 6:12.']);
  expect(words(toasts)).toEqual(['WarningClaims: over 5 min. 7 waiting, 0 free, longest 6:12.']);
  expect(textsOf(banner, '.actions button')).toEqual(["I'll take it", 'Hide']);
  expect(textOf(banner, '[aria-live=polite]')).toContain('Billing');
  expect(textOf(toasts, '[aria-live=polite]')).not.toContain('Billing');
});

it('shows all alerts of a queue that has a banner as that one', async () => {
  const stage = await connectedStage('AGENT', [onWire(someAlert({ alertId: 'A9', severity: 'CRITICAL' }))]);
  const { banner, toasts, settle } = await page(stage);
  stage.alert(onWire(someAlert()), 'BANNER');
  await settle();
  expect(words(banner)).toEqual(['CriticalBilling: very long wait. Over 5 min, 7 waiting.']);
  expect(words(toasts)).toEqual([]);
});

it('is a toast on a page without a place for banners, also when the place has gone', async () => {
  const stage = await connectedStage('AGENT');
  const { banner, toasts, settle } = await page(stage);
  stage.alert(onWire(someAlert()), 'BANNER');
  await settle();
  expect(words(toasts)).toEqual([]);
  banner.remove();
  await settle();
  expect(words(toasts)).toHaveLength(1);
});

it('is hidden like a toast', async () => {
  const stage = await connectedStage('AGENT');
  const { banner, settle } = await page(stage);
  stage.alert(onWire(someAlert()), 'BANNER');
  await settle();
  banner.renderRoot.querySelector<HTMLButtonElement>('.hide')?.click();
  await settle();
  expect(words(banner)).toEqual([]);
  expect(stage.server.socket.framesOf('hide')).toMatchObject([{ alertId: 'A1' }]);
});
