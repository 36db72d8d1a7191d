import { beforeEach, describe, expect, it } from 'vitest';
import { RedlineClient } from './RedlineClient.ts';
import { messageOnWire, onWire, someAlert, someInstant, someMessage } from './testing/some.ts';
import { completeMetrics, helloFrame, TestServer } from './testing/TestServer.ts';
import { settle, TestTimers } from './testing/TestTimers.ts';

let timers: TestTimers;
let server: TestServer;
let client: RedlineClient;

const state = () => client.connection.state;
const closing = (code: string, reconnect: boolean) => ({ type: 'closing', code, message: '', reconnect });

beforeEach(() => {
  timers = new TestTimers();
  server = new TestServer();
  client = newClient('CODE-1');
});

function newClient(code: string): RedlineClient {
  return new RedlineClient({
    server: 'http://redline.test',
    code,
    deviceStore: { read: () => 'device-1', write: () => {} },
    openSocket: server.openSocket,
    openStream: server.openStream,
    fetch: server.fetch,
    timers,
    random: () => 0.5,
  });
}

async function connect(alerts: readonly unknown[] = []): Promise<void> {
  client.start();
  await settle();
  server.socket.greet(alerts);
}

describe('connecting', () => {
  it('signs in, registers, says hello, and is connected once all that follows it has come', async () => {
    client.start();
    expect(state()).toBe('CONNECTING');
    await settle();
    expect(server.signIns).toEqual(['grant_type=urn%3Aredline%3Agrant-type%3Asign-in-code&code=CODE-1']);
    expect(server.registrations).toEqual([
      {
        deviceType: 'BROWSER',
        deviceId: 'device-1',
        channelId: 'redline-desktop',
        appVersion: '0.1.0',
        token: 'Bearer token-1',
      },
    ]);
    server.socket.open().receive(helloFrame());
    expect(server.socket.sent).toEqual([
      { type: 'hello', protocol: 1, token: 'token-1', registrationId: 'registration-1', position: null },
    ]);
    server.socket.receive({
      type: 'reset',
      epoch: 'e1',
      offset: 1,
      alerts: [onWire(someAlert())],
      messages: [messageOnWire(someMessage())],
    });
    expect(state()).toBe('CONNECTING');
    expect(client.alerts.open).toHaveLength(0);
    server.socket.receive(completeMetrics);
    expect(state()).toBe('CONNECTED');
    expect(client.person?.name).toBe('Ana Ruiz');
    expect(client.alerts.open).toHaveLength(1);
    expect(client.messages.open).toHaveLength(1);
    expect(client.clock.now()).toBe(Date.UTC(2026, 10, 22, 10, 0));
  });

  it('gives up on a server that never sends the list, and tries again', async () => {
    client.start();
    await settle();
    server.socket.open();
    await timers.advance(16_000);
    expect(server.sockets[0]?.closedByClient).toBe(true);
    expect(server.sockets.length).toBeGreaterThan(1);
    expect(state()).toBe('CONNECTING');
  });

  it('ends a connection whose list cannot be read, and says so', async () => {
    const problems: string[] = [];
    client.on('problem', (reason) => problems.push(reason));
    client.start();
    await settle();
    server.socket.open().receive({ type: 'reset', epoch: 'e1', offset: 1, alerts: {}, messages: [] });
    expect(server.sockets[0]?.closedByClient).toBe(true);
    expect(problems).toEqual(['reset: alerts is not a list']);
  });

  it('goes on after another frame it cannot read', async () => {
    const problems: string[] = [];
    client.on('problem', (reason) => problems.push(reason));
    await connect();
    server.socket.receive('{"type":"alert"}').receive('{"type":"tomorrow"}');
    expect(state()).toBe('CONNECTED');
    expect(problems).toEqual(['alert: offset is not a whole number of zero or more']);
  });

  it('survives a listener that throws', async () => {
    const problems: string[] = [];
    client.on('connection', () => {
      throw new Error('the page is wrong');
    });
    client.on('problem', (reason) => problems.push(reason));
    await connect();
    server.socket.drop();
    await timers.advance(500);
    expect(server.sockets).toHaveLength(2);
    expect(problems).toContain('listener: Error: the page is wrong');
  });

  it('tries again when the browser refuses to open a socket', async () => {
    let tries = 0;
    const refuse = () => {
      tries++;
      throw new DOMException('Mixed content', 'SecurityError');
    };
    client = new RedlineClient({
      server: 'http://redline.test',
      code: 'C',
      openSocket: refuse,
      openStream: refuse,
      fetch: server.fetch,
      timers,
    });
    client.start();
    await timers.advance(60_000);
    expect(tries).toBeGreaterThan(3);
    client.stop();
    expect(timers.waiting).toBe(0);
  });

  it('stops for good when told to', async () => {
    await connect();
    client.stop();
    await timers.advance(120_000);
    expect(server.sockets).toHaveLength(1);
    expect(timers.waiting).toBe(0);
    expect(state()).toBe('CONNECTING');
  });
});

describe('reconnecting', () => {
  it('begins within half a second, goes on for ever, and keeps the token', async () => {
    await connect([onWire(someAlert())]);
    await timers.advance(11_000);
    server.socket.drop();
    expect(state()).toBe('RECONNECTING');
    expect(client.alerts.open).toHaveLength(1);
    await timers.advance(500);
    expect(server.sockets).toHaveLength(2);
    for (let i = 0; i < 40; i++) {
      server.socket.open().drop();
      await timers.advance(30_000);
    }
    expect(server.sockets.length).toBeGreaterThan(40);
    expect(server.signIns).toHaveLength(1);
    server.socket.greet();
    expect(state()).toBe('CONNECTED');
    expect(client.alerts.open).toHaveLength(0);
  });

  it('tells since when nothing was heard, in the organization time, across tries', async () => {
    await connect();
    await timers.advance(2_000);
    server.socket.receive({ type: 'metrics', at: '2026-11-22T10:00:02.000Z', queues: [] });
    await timers.advance(1_000);
    server.socket.drop();
    await timers.advance(60_000);
    expect(client.connection.heardAt).toBe(Date.UTC(2026, 10, 22, 10, 0, 2));
    expect(client.connection.secondsLost).toBe(61);
    server.socket.greet();
    expect(client.connection.secondsLost).toBe(0);
  });

  it('tries at once when asked, and not twice', async () => {
    await connect();
    server.socket.drop();
    client.tryNow();
    client.tryNow();
    await settle();
    expect(server.sockets).toHaveLength(2);
  });

  it.each(['protocol.unsupported', 'frame.invalid', 'frame.too.large', 'session.replaced'])(
    'waits near the ceiling after %s, for which trying again does not help',
    async (code) => {
      await connect();
      server.socket.receive(closing(code, false));
      expect(client.connection.closingCode).toBe(code);
      await timers.advance(14_000);
      expect(server.sockets).toHaveLength(1);
      await timers.advance(16_000);
      expect(server.sockets).toHaveLength(2);
    },
  );

  it.each(['server.stopping', 'hello.timeout', 'slow.desktop', 'moon.phase'])('comes back after %s', async (code) => {
    await connect();
    server.socket.receive(closing(code, true));
    await timers.advance(500);
    expect(server.sockets).toHaveLength(2);
  });
});

describe('token', () => {
  it('is got again with the code when the server says it is invalid', async () => {
    await connect();
    server.socket.receive(closing('token.invalid', false));
    await timers.advance(500);
    expect(server.signIns).toHaveLength(2);
    server.socket.greet();
    expect(server.socket.framesOf('hello')[0]?.token).toBe('token-2');
    expect(state()).toBe('CONNECTED');
  });

  it('that a server does not know after a long time away is got again without more waiting', async () => {
    await connect();
    for (let i = 0; i < 9; i++) {
      server.socket.drop();
      await timers.advance(30_000);
      server.socket.open();
    }
    server.socket.receive(closing('token.invalid', false));
    await timers.advance(500);
    expect(server.signIns).toHaveLength(2);
    expect(server.sockets.at(-1)?.closedByClient).toBe(false);
  });

  it('refused with its code ends in SIGNED_OUT, until the person signs in', async () => {
    await connect();
    server.tokenStatus = 400;
    server.socket.receive(closing('token.invalid', false));
    await timers.advance(120_000);
    expect(state()).toBe('SIGNED_OUT');
    expect(server.sockets).toHaveLength(1);
    server.tokenStatus = 200;
    client.signIn('CODE-2');
    await settle();
    expect(server.signIns.at(-1)).toContain('CODE-2');
    server.socket.greet();
    expect(state()).toBe('CONNECTED');
  });

  it.each([0, 429, 500, 503])('unavailable (%i) is asked for again and never signs out', async (status) => {
    server.tokenStatus = status;
    client.start();
    await timers.advance(60_000);
    expect(state()).toBe('CONNECTING');
    expect(server.signIns.length).toBeGreaterThan(3);
    server.tokenStatus = 200;
    await timers.advance(30_000);
    expect(server.sockets).toHaveLength(1);
  });

  it('fresh and yet invalid does not make a tight loop', async () => {
    client.start();
    for (let second = 0; second < 60; second++) {
      await timers.advance(1_000);
      if (server.sockets.at(-1)?.closedByClient === false)
        server.socket.open().receive(closing('token.invalid', false));
    }
    expect(server.signIns.length).toBeLessThan(10);
  });

  it('needs a code', () => {
    client = newClient('');
    client.start();
    expect(state()).toBe('SIGNED_OUT');
    expect(server.signIns).toHaveLength(0);
  });
});

describe('heartbeat', () => {
  it('pings every half of it and stays connected while the server answers', async () => {
    await connect();
    for (let i = 1; i <= 12; i++) {
      await timers.advance(10_000);
      server.socket.receive({ type: 'pong', id: i });
    }
    expect(server.socket.framesOf('ping').length).toBeGreaterThanOrEqual(11);
    expect(state()).toBe('CONNECTED');
  });

  it('takes silence for a loss within heartbeat, grace and one beat', async () => {
    await connect();
    await timers.advance(25_000);
    expect(state()).toBe('CONNECTED');
    await timers.advance(5_001);
    expect(server.sockets[0]?.closedByClient).toBe(true);
    expect(state()).toBe('RECONNECTING');
  });

  it('asks before it takes the silence of a sleeping machine for a loss', async () => {
    await connect();
    timers.freeze(3_600_000);
    await timers.advance(0);
    expect(state()).toBe('CONNECTED');
    expect(server.socket.framesOf('ping')).toHaveLength(1);
    server.socket.receive({ type: 'pong', id: 1 });
    await timers.advance(20_000);
    expect(state()).toBe('CONNECTED');
  });

  it('is driven by frames too while the timers of a hidden page hardly run', async () => {
    await connect();
    timers.freeze(30_000);
    server.socket.receive({ type: 'metrics', at: '2026-11-22T10:00:30.000Z', queues: [] });
    expect(server.socket.framesOf('ping')).toHaveLength(1);
  });
});

describe('registration', () => {
  it.each(['registration.unknown', 'registration.expired'])('is made again after %s', async (code) => {
    await connect();
    server.socket.receive(closing(code, false));
    await timers.advance(500);
    expect(server.registrations).toHaveLength(2);
    server.socket.greet();
    expect(server.socket.framesOf('hello')[0]?.registrationId).toBe('registration-2');
    expect(server.signIns).toHaveLength(1);
  });

  it('that was revoked signs out, until the person signs in', async () => {
    await connect();
    server.socket.receive(closing('registration.revoked', false));
    await timers.advance(120_000);
    expect(state()).toBe('SIGNED_OUT');
    expect(server.registrations).toHaveLength(1);
    client.signIn();
    await settle();
    expect(server.registrations).toHaveLength(2);
  });

  it('is tried again when nobody answers, and with a new token when the old one is refused', async () => {
    server.registrationStatus = 503;
    client.start();
    await timers.advance(5_000);
    expect(server.registrations.length).toBeGreaterThan(1);
    expect(server.signIns).toHaveLength(1);
    server.registrationStatus = 401;
    await timers.advance(30_000);
    expect(server.signIns.length).toBeGreaterThan(1);
    server.registrationStatus = 201;
    await timers.advance(30_000);
    expect(server.sockets).toHaveLength(1);
  });

  it('about to end is renewed with a fresh token', async () => {
    await connect();
    const registration = { type: 'registration', registrationId: 'r', expires: '2026-03-02T09:02:00.000Z' };
    server.socket.receive({ ...registration, state: 'EXPIRING' });
    await settle();
    expect(server.socket.framesOf('token')).toEqual([{ type: 'token', token: 'token-2' }]);
    server.socket.receive({ ...registration, state: 'ACTIVE' });
    expect(server.signIns).toHaveLength(2);
  });
});

describe('token renewal', () => {
  /** Keeps the session alive, so that minutes may pass. */
  async function live(seconds: number): Promise<void> {
    for (let i = 0; i < seconds; i += 10) {
      await timers.advance(10_000);
      server.socket.receive({ type: 'pong', id: i });
    }
  }

  it('happens in place when four fifths of its life are over, with the refresh token', async () => {
    server.refreshes = true;
    server.tokenSeconds = 600;
    await connect();
    await live(470);
    expect(server.signIns).toHaveLength(1);
    await live(20);
    expect(server.signIns[1]).toBe('grant_type=refresh_token&refresh_token=refresh-1');
    expect(server.socket.framesOf('token')).toEqual([{ type: 'token', token: 'token-2' }]);
    await live(480);
    expect(server.signIns[2]).toBe('grant_type=refresh_token&refresh_token=refresh-2');
    expect(server.sockets).toHaveLength(1);
  });

  it('is tried again when nobody answers', async () => {
    server.tokenSeconds = 600;
    await connect();
    server.tokenStatus = 0;
    await live(520);
    expect(server.signIns.length).toBeGreaterThan(1);
    server.tokenStatus = 200;
    await live(40);
    expect(server.socket.framesOf('token')).toHaveLength(1);
  });

  it('that is refused leaves the session alone for as long as its token is good', async () => {
    server.tokenSeconds = 600;
    server.refreshes = true;
    await connect();
    server.tokenStatus = 400;
    await live(550);
    expect(server.signIns).toHaveLength(3);
    expect(state()).toBe('CONNECTED');
    server.socket.receive(closing('token.invalid', false));
    await timers.advance(1_000);
    expect(state()).toBe('SIGNED_OUT');
  });
});

describe('coming back', () => {
  const withdrawn = (offset: number, alertId: string) => ({ type: 'withdrawn', offset, alertId });

  it('says which numbered frame was the last, and keeps what it has when there is no reset', async () => {
    await connect([onWire(someAlert())]);
    server.socket.receive({
      type: 'alert',
      offset: 7,
      presentation: 'TOAST',
      alert: onWire(someAlert({ revision: 2 })),
    });
    server.socket.receive({ type: 'hidden', alertId: 'A1', severity: 'WARNING' });
    server.socket.drop();
    await timers.advance(500);
    server.socket.begin([withdrawn(9, 'A7')]);
    expect(server.socket.framesOf('hello')[0]?.position).toEqual({ epoch: 'e1', offset: 7 });
    expect(client.alerts.open[0]?.revision).toBe(2);
    expect(client.hidden.get('A1')).toBe('WARNING');
    server.socket.drop();
    await timers.advance(2_000);
    server.socket.open();
    expect(server.socket.framesOf('hello')[0]?.position).toEqual({ epoch: 'e1', offset: 9 });
  });

  it('does not count frames that were cut off before they were complete', async () => {
    await connect();
    server.socket.drop();
    await timers.advance(500);
    server.socket.open().receive(helloFrame()).receive(withdrawn(8, 'A7'));
    server.socket.drop();
    await timers.advance(2_000);
    server.socket.open();
    expect(server.socket.framesOf('hello')[0]?.position).toEqual({ epoch: 'e1', offset: 1 });
  });

  it('begins anew for another person', async () => {
    await connect();
    client.signIn('CODE-2');
    await settle();
    server.socket.open();
    expect(server.socket.framesOf('hello')[0]).toMatchObject({ registrationId: 'registration-2', position: null });
  });
});

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
    const acknowledgement = { personId: 'sam', name: 'Sam Brook', at: someInstant, note: null };
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
