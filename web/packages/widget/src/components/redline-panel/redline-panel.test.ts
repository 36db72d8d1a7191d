import {
  blindOnWire,
  messageOnWire,
  onWire,
  someAlert,
  someBlind,
  someInstant,
  someMessage,
  someQueue,
} from '@redline/client/testing/some';
import { expect, it } from 'vitest';
import { connectedStage, type Stage, show, textsOf } from '../../testing/stage.ts';
import { CheckedAt } from './CheckedAt.ts';
import './redline-panel.ts';

const panel = (stage: Stage) => show(document.createElement('redline-panel'), stage.client);
const metrics = (...queues: ReturnType<typeof someQueue>[]) => ({
  type: 'metrics',
  at: '2026-11-22T10:00:00.000Z',
  complete: true,
  queues: queues.map((queue) => ({ ...queue, oldestWaitingSince: '2026-11-22T09:59:00.000Z' })),
});

it('lists open alerts worst first, with severity and start in words', async () => {
  const critical = someAlert({ alertId: 'A2', queueId: 'claims', queueName: 'Claims', severity: 'CRITICAL' });
  const element = await panel(await connectedStage('AGENT', [onWire(someAlert()), onWire(critical)]));
  expect(textsOf(element, 'li')).toEqual([
    'Critical since 10:01 Claims: very long wait. Over 5 min, 7 waiting.',
    'Warning since 10:01 Billing: long wait. Over 5 min, 7 waiting.',
  ]);
});

it('names who has an alert', async () => {
  const acknowledgement = { personId: 'sam', name: 'Sam Brook', at: someInstant, note: null, severity: null };
  const taken = onWire(someAlert({ state: 'ACKNOWLEDGED', acknowledgement }));
  const element = await panel(await connectedStage('AGENT', [taken]));
  expect(textsOf(element, '.owner')).toEqual(['Sam Brook has it since 10:02.']);
});

it('shows the note left with it', async () => {
  const acknowledgement = {
    personId: 'sam',
    name: 'Sam Brook',
    at: someInstant,
    note: 'Two from Sales help.',
    severity: null,
  };
  const taken = onWire(someAlert({ state: 'ACKNOWLEDGED', acknowledgement }));
  const element = await panel(await connectedStage('AGENT', [taken]));
  expect(textsOf(element, '.note')).toEqual(['Note: Two from Sales help.']);
});

it('lists messages under a heading of their own', async () => {
  const stage = await connectedStage('AGENT');
  stage.server.socket.receive({ type: 'message', offset: 2, message: messageOnWire(someMessage()) });
  const element = await panel(stage);
  expect(textsOf(element, 'h2')).toEqual(['Over the limit', 'Messages']);
  expect(textsOf(element, '.messages li')).toEqual([
    'Warning since 10:02 Phones in Leeds are down Calls come in over Hull until noon.',
  ]);
});

it('keeps a line for what is over', async () => {
  const stage = await connectedStage('AGENT', [onWire(someAlert())]);
  const element = await panel(stage);
  const resolved = {
    state: 'RESOLVED',
    resolvedAt: someInstant + 300_000,
    resolvedReason: 'conditionCleared',
  } as const;
  stage.alert(onWire(someAlert({ revision: 2, ...resolved })));
  await element.updateComplete;
  expect(textsOf(element, '.over li')).toEqual(['Billing back under 5 min at 10:07 (6 min).']);
});

it('says that no queue is over its limit, and when that was', async () => {
  const element = await panel(await connectedStage('AGENT'));
  expect(textsOf(element, '.quiet')).toEqual(['No queue over its limit. Checked 10:00:00.']);
});

it('never says so of queues that are blind or warming', async () => {
  const stage = await connectedStage('AGENT');
  stage.server.socket.receive(metrics(someQueue({ state: 'BLIND' }), someQueue({ queueId: 'w', state: 'WARMING' })));
  const element = await panel(stage);
  expect(textsOf(element, '.quiet')).toEqual([
    'No live data for Billing. Times shown are old.',
    '1 queue not checked yet.',
    'No other queue over its limit. Checked 10:00:00.',
  ]);
});

it('says since when there is no live data of a queue', async () => {
  const stage = await connectedStage('AGENT');
  stage.server.socket.receive(metrics(someQueue({ state: 'BLIND' })));
  const element = await panel(stage);
  stage.server.socket.receive({ type: 'blind', offset: 2, blind: blindOnWire(someBlind()) });
  await element.updateComplete;
  expect(textsOf(element, '.quiet')[0]).toBe('No live data for Billing since 10:02. Times shown are old.');
});

it('speaks of the past once the connection is lost', async () => {
  const stage = await connectedStage('AGENT');
  const element = await panel(stage);
  await stage.timers.advance(4_000);
  stage.server.socket.drop();
  await element.updateComplete;
  expect(textsOf(element, '.quiet')).toEqual(['No queue was over its limit at 10:00:00.']);
});

it('holds the time of the check still for ten real seconds', () => {
  const checkedAt = new CheckedAt();
  expect(checkedAt.steady(0, 1)).toBe(0);
  expect(checkedAt.steady(9_999, 1)).toBe(0);
  expect(checkedAt.steady(10_000, 1)).toBe(10_000);
  expect(checkedAt.steady(600_000, 60)).toBe(10_000);
  expect(checkedAt.steady(610_000, 60)).toBe(610_000);
});
