import type { Connection } from '@redline/client';
import { settle } from '@redline/client/testing/TestTimers';
import { describe, expect, it, vi } from 'vitest';
import { connectedStage, show, textOf } from '../../testing/stage.ts';
import { speechOf } from '../../texts/texts.ts';
import { connectionMessage } from './connectionMessage.ts';
import './redline-connection.ts';

const { texts } = speechOf('en', 'UTC');
const lost = (secondsLost: number, changes: Partial<Connection> = {}): Connection => ({
  state: 'RECONNECTING',
  heardAt: Date.UTC(2026, 10, 22, 10, 2),
  secondsLost,
  closingCode: null,
  ...changes,
});

describe('connectionMessage', () => {
  it.each([
    [9.9, 'Connecting.', null],
    [10, 'Reconnecting. Warnings may be late.', null],
    [59.9, 'Reconnecting. Warnings may be late.', null],
    [60, 'Not connected since 10:02. You will not see warnings here.', 'tryNow'],
  ])('after %f s without the server says "%s"', (seconds, text, action) => {
    expect(connectionMessage(texts, lost(seconds))).toMatchObject({ text, action });
  });

  it('knows no time when the server was never heard', () => {
    const never = lost(61, { state: 'CONNECTING', heardAt: null });
    expect(connectionMessage(texts, never).text).toBe('Not connected. You will not see warnings here.');
  });

  it('asks for a reload when the page is too old to be understood', () => {
    expect(connectionMessage(texts, lost(0, { closingCode: 'protocol.unsupported' })).action).toBe('reload');
  });
});

it('offers Try now after a minute, and tries', async () => {
  const stage = await connectedStage('AGENT');
  const element = await show(document.createElement('redline-connection'), stage.client);
  expect(textOf(element, '[role=status]')).toBe('Connected');
  stage.server.socket.drop();
  for (let i = 0; i < 3; i++) {
    await stage.timers.advance(30_000);
    stage.server.socket.open().drop();
  }
  await element.updateComplete;
  const sockets = stage.server.sockets.length;
  element.renderRoot.querySelector('button')?.click();
  expect(textOf(element, 'button')).toBe('Try now');
  await settle();
  expect(stage.server.sockets).toHaveLength(sockets + 1);
});

it('tells the page that the person wants to sign in', async () => {
  const stage = await connectedStage('AGENT');
  stage.server.tokenStatus = 400;
  const closing = { type: 'closing', code: 'token.invalid', message: '', reconnect: false };
  stage.server.socket.receive(closing);
  await stage.timers.advance(1_000);
  const element = await show(document.createElement('redline-connection'), stage.client);
  const asked = vi.fn();
  document.body.addEventListener('redline-sign-in', asked, { once: true });
  element.renderRoot.querySelector('button')?.click();
  expect(textOf(element, '[role=status]')).toBe('Sign in again to get queue warnings.');
  expect(asked).toHaveBeenCalledOnce();
});
