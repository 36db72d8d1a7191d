import { beforeEach, expect, it } from 'vitest';
import type { ClientReceipt } from './Frame.ts';
import { Receipts } from './Receipts.ts';
import { someAlert, someInstant } from './testing/some.ts';
import { TestTimers } from './testing/TestTimers.ts';

let timers: TestTimers;
let receipts: Receipts;
let sent: ClientReceipt[];
let connected: boolean;

beforeEach(() => {
  timers = new TestTimers();
  sent = [];
  connected = true;
  receipts = new Receipts(timers, (receipt) => {
    if (connected) sent.push(receipt);
    return connected;
  });
});

it('are made out once per revision, of open alerts only', async () => {
  receipts.received(someAlert());
  await timers.advance(20);
  receipts.received(someAlert());
  receipts.received(someAlert({ revision: 2, state: 'RESOLVED' }));
  await timers.advance(20);
  expect(sent).toEqual([{ type: 'receipt', alertId: 'A1', revision: 1, receipt: 'received' }]);
});

it('wait for a session', async () => {
  connected = false;
  receipts.received(someAlert());
  await timers.advance(1_000);
  connected = true;
  receipts.resume();
  await timers.advance(20);
  expect(sent).toHaveLength(1);
});

it('leave once more when the session was lost soon after, but not much later', async () => {
  receipts.rendered(someAlert(), 'WIDGET');
  await timers.advance(20);
  receipts.lost();
  receipts.resume();
  await timers.advance(31_000);
  expect(sent).toHaveLength(2);
  receipts.lost();
  receipts.resume();
  await timers.advance(20);
  expect(sent).toHaveLength(2);
});

it('of another alert under the same id are made out too', async () => {
  receipts.received(someAlert({ revision: 5 }));
  receipts.received(someAlert({ revision: 1, openedAt: someInstant }));
  await timers.advance(20);
  expect(sent.map((receipt) => receipt.revision)).toEqual([1]);
});

it('of alerts that are gone from the list do not leave', async () => {
  receipts.received(someAlert());
  receipts.keepOnly(() => false);
  await timers.advance(20);
  expect(sent).toHaveLength(0);
});
