import { describe, expect, it } from 'vitest';
import { client, connect, server, timers, useDesk } from './testing/desk.ts';
import { blindOnWire, messageOnWire, onWire, someAlert, someBlind, someInstant, someMessage } from './testing/some.ts';
import { settle } from './testing/TestTimers.ts';

useDesk();

describe('alerts', () => {
  it('are told to listeners, except revisions that are out of date', async () => {
    await connect();
    let told = 0;
    const stopListening = client.on('alerts', () => told++);
    const frame = (revision: number) => ({
      type: 'alert',
      offset: 2,
      presentation: 'TOAST',
      alert: onWire(someAlert({ revision, openedAt: someInstant })),
    });
    server.socket.receive(frame(2)).receive(frame(1)).receive(frame(3));
    expect(told).toBe(2);
    stopListening();
    server.socket.receive(frame(4));
    expect(told).toBe(2);
  });

  it('that are withdrawn go without a line', async () => {
    await connect([onWire(someAlert())]);
    server.socket.receive({ type: 'withdrawn', offset: 2, alertId: 'A1' });
    expect(client.alerts.open).toHaveLength(0);
    expect(client.alerts.over).toHaveLength(0);
  });

  it('say who has them', async () => {
    const acknowledgement = { personId: 'sam', name: 'Sam Brook', at: someInstant, note: null, severity: null };
    await connect([onWire(someAlert({ state: 'ACKNOWLEDGED', acknowledgement }))]);
    expect(client.alerts.open[0]?.acknowledgement).toEqual(acknowledgement);
  });

  it('are hidden as the server says, until it says anew or they are over', async () => {
    const hidden = (alertId: string) => ({ type: 'hidden', alertId, severity: 'CRITICAL' });
    await connect([onWire(someAlert()), onWire(someAlert({ alertId: 'A2' }))]);
    server.socket.receive(hidden('A1')).receive(hidden('A2')).receive(hidden('A3'));
    expect([...client.hidden.keys()]).toEqual(['A1', 'A2']);
    const over = someAlert({ revision: 2, state: 'RESOLVED', resolvedAt: someInstant, resolvedReason: 'x' });
    server.socket.receive({ type: 'alert', offset: 3, presentation: 'TOAST', alert: onWire(over) });
    expect([...client.hidden.keys()]).toEqual(['A2']);
    const anew = someAlert({ alertId: 'A2', openedAt: someInstant + 1 });
    server.socket.receive({ type: 'alert', offset: 4, presentation: 'TOAST', alert: onWire(anew) });
    expect(client.hidden.size).toBe(0);
    server.socket.receive(hidden('A2'));
    server.socket.receive({ type: 'reset', epoch: 'e1', offset: 5, alerts: [onWire(anew)], messages: [] });
    expect(client.hidden.size).toBe(0);
  });
});

describe('messages', () => {
  it('come, and go by themselves on the clock of the organization', async () => {
    client.start();
    await settle();
    server.socket.greet([], 'AGENT', 60);
    let told = 0;
    client.on('messages', () => told++);
    const message = someMessage({ expiresAt: Date.UTC(2026, 10, 22, 10, 10) });
    server.socket.receive({ type: 'message', offset: 2, message: messageOnWire(message) });
    expect(client.messages.open).toEqual([message]);
    await timers.advance(9_900);
    expect(client.messages.open).toHaveLength(1);
    await timers.advance(200);
    expect(client.messages.open).toHaveLength(0);
    expect(told).toBe(2);
  });
});

describe('what is asked', () => {
  it('is settled by its answer', async () => {
    await connect([onWire(someAlert())]);
    const taken = client.acknowledge('A1', ' On my\nway. ');
    const hidden = client.hide('A1', 'WARNING');
    expect(server.socket.framesOf('acknowledge')).toEqual([
      { type: 'acknowledge', requestId: 'r1', alertId: 'A1', note: 'On my way.' },
    ]);
    expect(server.socket.framesOf('hide')).toEqual([
      { type: 'hide', requestId: 'r2', alertId: 'A1', severity: 'WARNING' },
    ]);
    const answer = { type: 'answer', message: null, ownerName: null };
    server.socket.receive({ ...answer, requestId: 'r2', ok: true, code: null });
    const code = 'alert.already.acknowledged';
    server.socket.receive({ ...answer, requestId: 'r1', ok: false, code, ownerName: 'Kim Ito' });
    await expect(hidden).resolves.toBeUndefined();
    await expect(taken).rejects.toMatchObject({ code, ownerName: 'Kim Ito' });
  });

  it('is refused when the connection is lost before the answer, or there is none', async () => {
    await connect([onWire(someAlert())]);
    const taken = client.acknowledge('A1');
    server.socket.drop();
    await expect(taken).rejects.toMatchObject({ code: 'connection.lost' });
    await expect(client.hide('A1', 'WARNING')).rejects.toMatchObject({ code: 'connection.lost' });
  });

  it('is refused without asking when it cannot be done', async () => {
    await connect([onWire(someAlert())]);
    await expect(client.acknowledge('A2')).rejects.toMatchObject({ code: 'alert.not.found' });
    await expect(client.acknowledge('A1', 'x'.repeat(501))).rejects.toMatchObject({ code: 'note.too.long' });
    expect(server.socket.sent).toHaveLength(1);
  });
});

describe('receipts', () => {
  it('leave after the paint, and once for each revision', async () => {
    await connect([onWire(someAlert())]);
    server.socket.receive({
      type: 'alert',
      offset: 2,
      presentation: 'TOAST',
      alert: onWire(someAlert({ revision: 2 })),
    });
    client.rendered(someAlert({ revision: 2 }), 'WIDGET');
    client.rendered(someAlert({ revision: 2 }), 'HANDLER');
    client.rendered(someAlert({ alertId: 'A9' }), 'WIDGET');
    expect(server.socket.framesOf('receipt')).toHaveLength(0);
    await timers.advance(20);
    expect(server.socket.framesOf('receipt')).toEqual([
      { type: 'receipt', alertId: 'A1', revision: 2, receipt: 'received' },
      { type: 'receipt', alertId: 'A1', revision: 2, receipt: 'rendered', by: 'WIDGET' },
    ]);
  });
});

describe('what there is no live data of', () => {
  it('is what the last reset said, and what has come since', async () => {
    await connect();
    let told = 0;
    client.on('blind', () => told++);
    server.socket.receive({ type: 'blind', offset: 2, blind: blindOnWire(someBlind()) });
    expect(client.blind.open).toEqual([someBlind()]);
    const other = someBlind({ blindId: 'TOKEN/crm', source: 'crm', cause: 'TOKEN' });
    const reset = { type: 'reset', epoch: 'e1', offset: 3, alerts: [], messages: [], blind: [blindOnWire(other)] };
    server.socket.receive(reset);
    expect(client.blind.open).toEqual([other]);
    server.socket.receive({ type: 'blind', offset: 4, blind: blindOnWire({ ...other, endedAt: someInstant }) });
    expect(client.blind.open).toEqual([]);
    expect(told).toBe(3);
  });

  it('is nothing where the server does not say', async () => {
    await connect();
    server.socket.receive({ type: 'blind', offset: 2, blind: blindOnWire(someBlind()) });
    server.socket.receive({ type: 'reset', epoch: 'e1', offset: 3, alerts: [], messages: [] });
    expect(client.blind.open).toEqual([]);
  });
});
