import { describe, expect, it } from 'vitest';
import { RedlineClient } from './RedlineClient.ts';
import { client, closing, connect, server, state, timers, use, useDesk } from './testing/desk.ts';
import { messageOnWire, onWire, someAlert, someMessage } from './testing/some.ts';
import { completeMetrics, helloFrame } from './testing/TestServer.ts';
import { settle } from './testing/TestTimers.ts';

useDesk();

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
    use(
      new RedlineClient({
        server: 'http://redline.test',
        code: 'C',
        openSocket: refuse,
        openStream: refuse,
        fetch: server.fetch,
        timers,
      }),
    );
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

describe('what is reported', () => {
  it('are sessions that were lost, and how they came back', async () => {
    await connect([onWire(someAlert())]);
    server.socket.receive(closing('slow.desktop', true));
    await timers.advance(1_000);
    server.socket.begin([]);
    server.socket.drop();
    await timers.advance(1_000);
    server.socket.greet([]);
    await timers.advance(10_000);
    expect(server.reports).toEqual([
      'channel.lost slow.desktop',
      'channel.resumed',
      'channel.lost gone',
      'channel.reset',
    ]);
  });

  it('are tokens and registrations that had to be got again', async () => {
    await connect();
    server.socket.receive(closing('token.invalid', false));
    await timers.advance(1_000);
    server.socket.greet([]);
    server.socket.receive(closing('registration.expired', false));
    await timers.advance(1_000);
    server.socket.greet([]);
    await timers.advance(10_000);
    expect(server.reports).toEqual([
      'channel.lost token.invalid',
      'push.unauthorized',
      'reauthentication.started',
      'reauthentication.succeeded',
      'channel.reset',
      'channel.lost registration.expired',
      'registration.renewed',
      'channel.reset',
    ]);
  });
});
