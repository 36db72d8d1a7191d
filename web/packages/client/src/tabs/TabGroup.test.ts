import { describe, expect, it } from 'vitest';
import { RequestRefused } from '../Requests.ts';
import { onWire, someAlert } from '../testing/some.ts';
import { settle } from '../testing/TestTimers.ts';
import {
  advance,
  alertFrame,
  answerTo,
  browser,
  closeTab,
  ids,
  keepOnly,
  leading,
  openTab,
  server,
  tabs,
  useTabs,
} from '../testing/tabs.ts';

useTabs();

describe('a second tab', () => {
  it('follows the one that is connected, with all it knows, and opens nothing itself', async () => {
    await leading();
    const second = openTab();
    await settle();
    expect(second.client.connection.state).toBe('CONNECTED');
    expect(second.client.person?.id).toBe('ana');
    expect(ids(second)).toEqual(['A1']);
    server.socket.receive(alertFrame(2, { alertId: 'A2' })).receive({ type: 'withdrawn', offset: 3, alertId: 'A1' });
    await settle();
    expect(ids(second)).toEqual(['A2']);
    expect([server.sockets.length, server.signIns.length, server.registrations.length]).toEqual([1, 1, 1]);
  });

  it('with a code of its own comes to follow too, once it knows whose it is', async () => {
    await leading();
    const second = openTab('CODE-2');
    await settle();
    const own = server.socket;
    own.greet([onWire(someAlert())]);
    await settle();
    expect(server.sockets).toHaveLength(2);
    expect(own.closedByClient).toBe(true);
    expect(second.client.connection.state).toBe('CONNECTED');
    server.sockets[0]?.receive(alertFrame(2, { alertId: 'A2' }));
    await settle();
    expect(ids(second).sort()).toEqual(['A1', 'A2']);
  });

  it('of another person is a desktop of its own', async () => {
    const first = await leading();
    const second = openTab('CODE-2');
    await settle();
    server.socket.greet([], 'SUPERVISOR', 1, 'sam');
    await settle();
    expect(second.client.person?.id).toBe('sam');
    expect(ids(second)).toEqual([]);
    expect(ids(first)).toEqual(['A1']);
    expect(server.sockets.filter((socket) => socket.closedByClient)).toEqual([]);
  });

  it('without anybody to follow is signed out after a second, and follows whoever signs in later', async () => {
    const second = openTab();
    await advance(2_000);
    expect(second.client.connection.state).toBe('SIGNED_OUT');
    await leading();
    await settle();
    expect(second.client.connection.state).toBe('CONNECTED');
    expect(ids(second)).toEqual(['A1']);
  });
});

describe('a tab whose own code is of no use any more', () => {
  it('follows whoever leads, as after a reload with a code that was used', async () => {
    await leading();
    server.tokenStatus = 400;
    const reloaded = openTab('CODE-1');
    await advance(1_000);
    expect(reloaded.client.connection.state).toBe('CONNECTED');
    expect(ids(reloaded)).toEqual(['A1']);
    expect(server.sockets).toHaveLength(1);
  });

  it('does not become a desktop of another person', async () => {
    const anas = await leading();
    server.socket.receive({ type: 'closing', code: 'registration.revoked', message: '', reconnect: false });
    await settle();
    const sams = openTab('CODE-2');
    await settle();
    server.socket.greet([onWire(someAlert({ alertId: 'A9' }))], 'SUPERVISOR', 1, 'sam');
    await advance(1_000);
    expect(sams.client.connection.state).toBe('CONNECTED');
    expect(anas.client.connection.state).toBe('SIGNED_OUT');
    expect(ids(anas)).toEqual(['A1']);
  });
});

describe('what a tab that follows does', () => {
  it('is asked for by the one that leads, and answered', async () => {
    await leading();
    const second = openTab();
    await settle();
    const hidden = second.client.hide('A1', 'WARNING');
    await settle();
    expect(server.socket.framesOf('hide')).toMatchObject([{ alertId: 'A1', severity: 'WARNING' }]);
    answerTo(server.socket, 'hide');
    await expect(hidden).resolves.toBeUndefined();

    const taken = second.client.acknowledge('A1', 'mine');
    const refused = expect(taken).rejects.toMatchObject({ code: 'alert.already.acknowledged', ownerName: 'Sam' });
    await settle();
    answerTo(server.socket, 'acknowledge', false);
    await refused;
    await expect(taken).rejects.toBeInstanceOf(RequestRefused);
  });

  it('hides everywhere', async () => {
    const first = await leading();
    const second = openTab();
    await settle();
    server.socket.receive({ type: 'hidden', alertId: 'A1', severity: 'WARNING' });
    await settle();
    expect([...first.client.hidden.keys()]).toEqual(['A1']);
    expect([...second.client.hidden.keys()]).toEqual(['A1']);
  });

  it('proves what was painted, once', async () => {
    const first = await leading();
    const second = openTab();
    await settle();
    const alert = second.client.alerts.find('A1');
    if (alert === undefined) throw new Error('no alert');
    second.client.rendered(alert, 'WIDGET');
    first.client.rendered(alert, 'WIDGET');
    await advance(1_000);
    const rendered = server.socket.framesOf('receipt').filter(({ receipt }) => receipt === 'rendered');
    expect(rendered).toMatchObject([{ alertId: 'A1', revision: 1, by: 'WIDGET' }]);
    expect(server.socket.framesOf('receipt').filter(({ receipt }) => receipt === 'received')).toHaveLength(1);
  });

  it('is not lost when the one that leads goes before the answer', async () => {
    const first = await leading();
    const second = openTab();
    await settle();
    const hidden = second.client.hide('A1', 'WARNING');
    const refused = expect(hidden).rejects.toMatchObject({ code: 'connection.lost' });
    await settle();
    closeTab(first);
    await advance(500);
    await refused;
  });
});

describe('when the tab that leads goes', () => {
  it('the next one leads with its token and registration, and goes on where it was', async () => {
    const first = await leading();
    const second = openTab();
    const third = openTab();
    await settle();
    server.socket.receive(alertFrame(7, { alertId: 'A2' }));
    await settle();
    closeTab(first);
    await advance(1_000);
    expect(server.sockets).toHaveLength(2);
    expect(server.socket.open().framesOf('hello')).toMatchObject([
      { token: 'token-1', registrationId: 'registration-1', position: { epoch: 'e1', offset: 7 } },
    ]);
    expect(server.signIns).toHaveLength(1);
    server.socket.begin([alertFrame(8, { alertId: 'A3' })]);
    await advance(1_000);
    for (const tab of [second, third]) {
      expect(tab.client.connection.state).toBe('CONNECTED');
      expect(ids(tab).sort()).toEqual(['A1', 'A2', 'A3']);
    }
    expect(server.sockets).toHaveLength(2);
  });

  it('its newest token is used: a refresh token of two tabs would end the sign-in', async () => {
    server.tokenSeconds = 10;
    const first = await leading();
    openTab();
    await settle();
    await advance(9_000);
    server.socket.receive({ type: 'pong', id: 1 });
    expect(server.signIns).toHaveLength(2);
    closeTab(first);
    await advance(1_000);
    expect(server.socket.open().framesOf('hello')).toMatchObject([{ token: 'token-2' }]);
    server.socket.begin([]);
    await advance(9_000);
    expect(server.signIns.at(-1)).toBe('grant_type=refresh_token&refresh_token=refresh-2');
  });

  it('frozen, it is replaced within seconds, and follows once it thaws', async () => {
    const first = await leading();
    const second = openTab();
    await settle();
    first.tab.freeze();
    keepOnly([second]);
    await advance(20_000);
    expect(server.sockets).toHaveLength(2);
    server.socket.begin([alertFrame(2, { alertId: 'A2' })]);
    await settle();
    keepOnly([first, second]);
    first.tab.thaw();
    await advance(2_000);
    expect(server.sockets[0]?.closedByClient).toBe(true);
    for (const tab of tabs) {
      expect(tab.client.connection.state).toBe('CONNECTED');
      expect(ids(tab).sort()).toEqual(['A1', 'A2']);
    }
    expect(server.sockets).toHaveLength(2);
  });
});

describe('a tab that led and was frozen for long', () => {
  it('does not use the refresh token once more that others have used', async () => {
    server.tokenSeconds = 60;
    const first = await leading();
    const second = openTab();
    await settle();
    first.tab.freeze();
    keepOnly([second]);
    await advance(20_000);
    server.socket.begin([]);
    for (let second = 0; second < 40; second++) {
      server.socket.receive({ type: 'pong', id: second });
      await advance(1_000);
    }
    const used = [...server.signIns];
    expect(used.at(-1)).toBe('grant_type=refresh_token&refresh_token=refresh-1');
    // On thawing its timers may run before it hears that the lock was taken from it.
    first.timers.freeze(60_000);
    await first.timers.advance(100);
    first.tab.thaw();
    await settle();
    await first.timers.advance(5_000);
    expect(server.signIns).toEqual(used);
    expect(first.client.connection.state).toBe('CONNECTED');
  });
});

describe('when the tab that leads loses its connection', () => {
  it('all wait with it, and go on with it', async () => {
    const first = await leading();
    const second = openTab();
    await settle();
    server.socket.drop();
    await settle();
    expect([first, second].map(({ client }) => client.connection.state)).toEqual(['RECONNECTING', 'RECONNECTING']);
    await advance(2_000);
    server.socket.begin([alertFrame(2, { alertId: 'A2' })]);
    await settle();
    expect([first, second].map(({ client }) => client.connection.state)).toEqual(['CONNECTED', 'CONNECTED']);
    expect(ids(second).sort()).toEqual(['A1', 'A2']);
  });

  it('a person at another need not wait', async () => {
    await leading();
    const second = openTab();
    await settle();
    server.socket.drop();
    await settle();
    second.client.tryNow();
    await settle();
    expect(server.sockets).toHaveLength(2);
  });

  it('for good, all are signed out, and come back with the one that signs in', async () => {
    const first = await leading();
    const second = openTab();
    await settle();
    server.socket.receive({ type: 'closing', code: 'registration.revoked', message: '', reconnect: false });
    await settle();
    expect([first, second].map(({ client }) => client.connection.state)).toEqual(['SIGNED_OUT', 'SIGNED_OUT']);
    second.client.signIn('CODE-2');
    await settle();
    server.socket.greet([]);
    await settle();
    expect([first, second].map(({ client }) => client.connection.state)).toEqual(['CONNECTED', 'CONNECTED']);
  });
});

describe('a registration that was revoked', () => {
  it('stays so when a follower gets the lock before it hears of it', async () => {
    const first = await leading();
    const second = openTab();
    await settle();
    browser.slow = true;
    server.socket.receive({ type: 'closing', code: 'registration.revoked', message: '', reconnect: false });
    await advance(3_000);
    expect([first, second].map(({ client }) => client.connection.state)).toEqual(['SIGNED_OUT', 'SIGNED_OUT']);
    expect(server.registrations).toHaveLength(1);
  });
});
