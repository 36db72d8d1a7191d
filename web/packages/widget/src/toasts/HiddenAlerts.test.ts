import { onWire, someAlert } from '@redline/client/testing/some';
import { settle } from '@redline/client/testing/TestTimers';
import { beforeEach, expect, it, vi } from 'vitest';
import { connectedStage, type Stage } from '../testing/stage.ts';
import { HiddenAlerts } from './HiddenAlerts.ts';

const warning = someAlert();
const critical = someAlert({ revision: 2, severity: 'CRITICAL' });
let stage: Stage;
let hidden: HiddenAlerts;
const undone = vi.fn();

const has = (alert = warning) => hidden.has(alert, stage.client.hidden);
const answer = (code: string | null) =>
  stage.server.socket.receive({
    type: 'answer',
    requestId: stage.server.socket.framesOf('hide').at(-1)?.requestId,
    ok: code === null,
    code,
    message: null,
    ownerName: null,
  });

beforeEach(async () => {
  undone.mockClear();
  hidden = new HiddenAlerts();
  stage = await connectedStage('AGENT', [onWire(warning)]);
});

it('hides at once, through later revisions, until the severity rises', () => {
  hidden.hide(stage.client, warning, undone);
  expect(has(someAlert({ revision: 7 }))).toBe(true);
  expect(has(critical)).toBe(false);
  expect(stage.server.socket.framesOf('hide')).toHaveLength(1);
});

it('follows what the server says, whichever desktop it was hidden on', () => {
  stage.server.socket.receive({ type: 'hidden', alertId: 'A1', severity: 'CRITICAL' });
  expect(has()).toBe(true);
  expect(has(critical)).toBe(true);
});

it('shows it again when the server will not hide it, unless it is over', async () => {
  hidden.hide(stage.client, warning, undone);
  answer('alert.not.found');
  await settle();
  expect(has()).toBe(true);
  hidden.hide(stage.client, warning, undone);
  answer('not.ready');
  await settle();
  expect(has()).toBe(false);
  expect(undone).toHaveBeenCalledOnce();
});

it('keeps it hidden here without a connection, and tells the server later', async () => {
  stage.server.socket.drop();
  hidden.hide(stage.client, warning, undone);
  await settle();
  expect(has()).toBe(true);
  await stage.timers.advance(1_000);
  stage.server.socket.greet([onWire(critical)]);
  hidden.askAgain(stage.client, stage.client.alerts.open, undone);
  hidden.askAgain(stage.client, stage.client.alerts.open, undone);
  expect(stage.server.socket.framesOf('hide')).toMatchObject([{ alertId: 'A1', severity: 'WARNING' }]);
});

it('does not hide another breach that got the same id', () => {
  hidden.hide(stage.client, warning, undone);
  expect(has(someAlert({ openedAt: warning.openedAt + 1 }))).toBe(false);
});

it('forgets what is no longer open', () => {
  hidden.hide(stage.client, warning, undone);
  hidden.keepOnly([]);
  expect(has()).toBe(false);
});
