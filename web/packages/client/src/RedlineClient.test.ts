import { beforeEach, describe, expect, it } from 'vitest';
import { RedlineClient } from './RedlineClient.ts';
import { onWire, someAlert, someInstant } from './testing/some.ts';
import { TestServer } from './testing/TestServer.ts';
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
    socketUrl: 'ws://redline.test/api/v2/desktop',
    tokenUrl: 'http://redline.test/oauth/token',
    code,
    openSocket: server.openSocket,
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
  it('signs in, says hello with the token, and is connected once the list has come', async () => {
    client.start();
    expect(state()).toBe('CONNECTING');
    await settle();
    expect(server.signIns).toEqual(['grant_type=urn%3Aredline%3Agrant-type%3Asign-in-code&code=CODE-1']);
    server.socket.open();
    expect(server.socket.sent).toEqual([{ type: 'hello', protocol: 1, token: 'token-1', position: null }]);
    expect(state()).toBe('CONNECTING');
    server.socket.greet([onWire(someAlert())]);
    expect(state()).toBe('CONNECTED');
    expect(client.person?.name).toBe('Ana Ruiz');
    expect(client.alerts.open).toHaveLength(1);
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
    server.socket.open().receive({ type: 'reset', epoch: 'e1', offset: 1, alerts: {} });
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
      socketUrl: 'x',
      tokenUrl: 'x',
      code: 'C',
      openSocket: refuse,
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
      server.socket.drop();
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

  it('waits near the ceiling when the server says reconnecting would not help', async () => {
    await connect();
    server.socket.receive(closing('protocol.unsupported', false));
    expect(client.connection.closingCode).toBe('protocol.unsupported');
    await timers.advance(14_000);
    expect(server.sockets).toHaveLength(1);
    await timers.advance(16_000);
    expect(server.sockets).toHaveLength(2);
  });

  it.each(['server.stopping', 'server.restarted', 'slow.desktop', 'moon.phase'])(
    'comes back after %s',
    async (code) => {
      await connect();
      server.socket.receive(closing(code, true));
      await timers.advance(500);
      expect(server.sockets).toHaveLength(2);
    },
  );
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
});
