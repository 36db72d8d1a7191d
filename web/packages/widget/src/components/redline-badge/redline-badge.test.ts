import { RedlineClient } from '@redline/client';
import { onWire, someAlert } from '@redline/client/testing/some';
import { expect, it } from 'vitest';
import { connectedStage, show, textOf } from '../../testing/stage.ts';
import './redline-badge.ts';

it('counts queues, not alerts, and names the worst severity', async () => {
  const second = someAlert({ alertId: 'A2', mediaType: 'chat', severity: 'CRITICAL' });
  const stage = await connectedStage('AGENT', [onWire(someAlert()), onWire(second)]);
  const element = await show(document.createElement('redline-badge'), stage.client);
  expect(textOf(element, '.for-ears')).toBe('Critical. 1 queue over the limit');
  expect(element.renderRoot.querySelector('.redline-alert--critical')).not.toBeNull();
});

it('says zero when connected', async () => {
  const element = await show(document.createElement('redline-badge'), (await connectedStage('AGENT')).client);
  expect(textOf(element, '.for-ears')).toBe('No queue over its limit');
});

it('claims nothing before the server has been heard', async () => {
  const client = new RedlineClient({ server: 'http://redline.test' });
  const element = await show(document.createElement('redline-badge'), client);
  expect(textOf(element, '.for-ears')).toBe('Not known');
});
