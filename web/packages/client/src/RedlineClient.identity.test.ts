import { describe, expect, it } from 'vitest';
import { client, closing, connect, newClient, server, state, timers, use, useDesk } from './testing/desk.ts';
import { settle } from './testing/TestTimers.ts';

useDesk();

/** Keeps the session alive, so that minutes may pass. */
async function live(seconds: number): Promise<void> {
  for (let i = 0; i < seconds; i += 10) {
    await timers.advance(10_000);
    server.socket.receive({ type: 'pong', id: i });
  }
}

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
    use(newClient(''));
    client.start();
    expect(state()).toBe('SIGNED_OUT');
    expect(server.signIns).toHaveLength(0);
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
