import { expect, it } from 'vitest';
import { AlertStore, overLimit } from './AlertStore.ts';
import { someAlert, someInstant } from './testing/some.ts';

const ids = (store: AlertStore) => store.open.map((alert) => alert.alertId);
const resolved = { state: 'RESOLVED', resolvedAt: someInstant, resolvedReason: 'conditionCleared' } as const;

it('takes an alert and its later revisions', () => {
  const store = new AlertStore();
  expect(store.apply(someAlert())).toBe('opened');
  expect(store.apply(someAlert({ revision: 2, severity: 'CRITICAL' }))).toBe('changed');
  expect(store.open).toHaveLength(1);
  expect(store.open[0]?.severity).toBe('CRITICAL');
});

it.each([1, 2, 3])('ignores revision %i after revision 3', (revision) => {
  const store = new AlertStore();
  store.apply(someAlert({ revision: 3, severity: 'CRITICAL' }));
  expect(store.apply(someAlert({ revision }))).toBe('outdated');
  expect(store.open[0]?.severity).toBe('CRITICAL');
});

it('moves a resolved alert from open to over, and an older revision does not bring it back', () => {
  const store = new AlertStore();
  store.apply(someAlert());
  expect(store.apply(someAlert({ revision: 3, ...resolved }))).toBe('resolved');
  expect(store.apply(someAlert({ revision: 2 }))).toBe('outdated');
  expect(store.open).toHaveLength(0);
  expect(store.over.map((alert) => alert.alertId)).toEqual(['A1']);
});

it('takes an id again for another breach', () => {
  const store = new AlertStore();
  store.apply(someAlert({ revision: 9, ...resolved }));
  expect(store.apply(someAlert({ revision: 1, openedAt: someInstant + 1 }))).toBe('opened');
  expect(store.over).toHaveLength(0);
});

it('orders worst first: severity, priority, then the one triggered first', () => {
  const store = new AlertStore();
  store.apply(someAlert({ alertId: 'late', triggeredAt: someInstant + 1 }));
  store.apply(someAlert({ alertId: 'early' }));
  store.apply(someAlert({ alertId: 'important', priority: 1, triggeredAt: someInstant + 2 }));
  store.apply(someAlert({ alertId: 'critical', priority: 5, severity: 'CRITICAL' }));
  expect(ids(store)).toEqual(['critical', 'important', 'early', 'late']);
});

it('reset drops the rest without a line, and takes lower revisions', () => {
  const store = new AlertStore();
  store.apply(someAlert({ alertId: 'A1', revision: 5 }));
  store.apply(someAlert({ alertId: 'A2' }));
  store.reset([someAlert({ alertId: 'A1', revision: 2 }), someAlert({ alertId: 'A3', ...resolved })]);
  expect(ids(store)).toEqual(['A1']);
  expect(store.open[0]?.revision).toBe(2);
  expect(store.over).toHaveLength(0);
});

it('reset takes back an alert that was over', () => {
  const store = new AlertStore();
  store.apply(someAlert({ revision: 2, ...resolved }));
  store.reset([someAlert({ revision: 3 })]);
  expect(ids(store)).toEqual(['A1']);
  expect(store.over).toHaveLength(0);
});

it('keeps the last ones that are over', () => {
  const store = new AlertStore();
  for (let i = 1; i <= overLimit + 5; i++) store.apply(someAlert({ alertId: `A${i}`, ...resolved }));
  expect(store.over).toHaveLength(overLimit);
  expect(store.over[0]?.alertId).toBe(`A${overLimit + 5}`);
});

it('answers the same list until something changes', () => {
  const store = new AlertStore();
  store.apply(someAlert());
  const before = store.open;
  expect(store.open).toBe(before);
  store.apply(someAlert({ revision: 2 }));
  expect(store.open).not.toBe(before);
});

it('lets a withdrawn alert go without a line', () => {
  const store = new AlertStore();
  store.apply(someAlert());
  expect(store.withdraw('A1')).toBe(true);
  expect(store.withdraw('A1')).toBe(false);
  expect(store.open).toHaveLength(0);
  expect(store.over).toHaveLength(0);
});
