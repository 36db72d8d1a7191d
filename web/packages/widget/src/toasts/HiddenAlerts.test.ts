import { someAlert } from '@redline/client/testing/some';
import { expect, it } from 'vitest';
import { HiddenAlerts } from './HiddenAlerts.ts';

const warning = someAlert();
const critical = someAlert({ revision: 2, severity: 'CRITICAL' });

it('hides an alert through later revisions of the same severity', () => {
  const hidden = new HiddenAlerts();
  hidden.hide(warning);
  expect(hidden.has(someAlert({ revision: 7 }))).toBe(true);
});

it('brings it back when its severity rises', () => {
  const hidden = new HiddenAlerts();
  hidden.hide(warning);
  expect(hidden.has(critical)).toBe(false);
});

it('keeps a hidden critical hidden when it falls and rises again', () => {
  const hidden = new HiddenAlerts();
  hidden.hide(critical);
  expect(hidden.has(warning)).toBe(true);
  hidden.hide(warning);
  expect(hidden.has(critical)).toBe(true);
});

it('does not hide another breach that got the same id', () => {
  const hidden = new HiddenAlerts();
  hidden.hide(warning);
  expect(hidden.has(someAlert({ openedAt: warning.openedAt + 1 }))).toBe(false);
});

it('forgets what is no longer open', () => {
  const hidden = new HiddenAlerts();
  hidden.hide(warning);
  hidden.keepOnly([]);
  expect(hidden.has(warning)).toBe(false);
});
