import { describe, expect, it } from 'vitest';
import { client, closing, connect, server, state, timers, useDesk } from './testing/desk.ts';
import { onWire, someAlert } from './testing/some.ts';

useDesk();

/** Long enough for reports to leave, also after a try that failed. */
const untilSent = 130_000;

describe('a desktop reports', () => {
  it('a token that was refreshed ahead of time', async () => {
    [server.tokenSeconds, server.refreshes] = [100, true];
    await connect();
    for (let second = 0; second < 79; second++) {
      server.socket.receive({ type: 'pong', id: second });
      await timers.advance(1_000);
    }
    expect(server.reports).toEqual([]);
    await timers.advance(7_000);
    expect(server.reports).toEqual(['token.refreshed']);
  });

  it('a refresh that nobody answered, and the one that was', async () => {
    [server.tokenSeconds, server.refreshes] = [100, true];
    await connect();
    server.tokenStatus = 503;
    await timers.advance(81_000);
    server.tokenStatus = 200;
    await timers.advance(untilSent);
    const reports = server.reports.filter((report) => report.startsWith('token.'));
    expect(reports[0]).toBe('token.refresh.failed');
    expect(reports).toContain('token.refreshed');
  });

  it('a registration that was refused', async () => {
    await connect();
    server.registrationStatus = 503;
    server.socket.receive(closing('registration.expired', false));
    await timers.advance(1_000);
    server.registrationStatus = 201;
    await timers.advance(60_000);
    server.socket.greet([]);
    await timers.advance(untilSent);
    const reports = server.reports.filter((report) => report.startsWith('registration.'));
    expect(reports[0]).toBe('registration.failed unavailable');
    expect(reports.at(-1)).toBe('registration.renewed');
  });

  it('signing in again that was refused, once somebody has signed in', async () => {
    await connect();
    server.tokenStatus = 400;
    server.socket.receive(closing('token.invalid', false));
    await timers.advance(1_000);
    expect(state()).toBe('SIGNED_OUT');
    server.tokenStatus = 200;
    client.signIn('CODE-2');
    await timers.advance(0);
    server.socket.greet([]);
    await timers.advance(untilSent);
    expect(server.reports.slice(0, 4)).toEqual([
      'channel.lost token.invalid',
      'push.unauthorized',
      'reauthentication.started',
      'reauthentication.failed',
    ]);
  });

  it('an alert that could not be shown, by its id', async () => {
    await connect([onWire(someAlert())]);
    client.renderFailed('A1', 'TypeError: no such element');
    await timers.advance(5_000);
    expect(server.reports).toEqual(['render.failed A1']);
  });
});
