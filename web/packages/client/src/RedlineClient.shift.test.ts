import { expect, it } from 'vitest';
import { client, closing, server, state, timers, useDesk } from './testing/desk.ts';
import { onWire, someAlert, someInstant } from './testing/some.ts';
import { settle } from './testing/TestTimers.ts';

useDesk();

const refreshes = 480;

/** Numbers from 0 to 1 that are the same on every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

/** What the server knows to be open, and how it tells the one desktop there is. */
class Truth {
  readonly open = new Map<string, ReturnType<typeof someAlert>>();
  readonly told = new Set<string>();
  #offset = 1;
  #number = 0;

  trigger(): void {
    const alert = someAlert({ alertId: `A${++this.#number}`, queueId: `q${this.#number}` });
    this.open.set(alert.alertId, alert);
    this.#tell(alert);
  }

  resolve(): void {
    const alert = [...this.open.values()][0];
    if (alert === undefined) return;
    this.open.delete(alert.alertId);
    this.#tell({
      ...alert,
      revision: 2,
      state: 'RESOLVED',
      resolvedAt: someInstant,
      resolvedReason: 'conditionCleared',
    });
  }

  /** Greets a socket that waits for it, with all there is. */
  greet(): void {
    const socket = server.sockets.at(-1);
    if (socket === undefined || socket.closedByClient || socket.framesOf('hello').length > 0) return;
    for (const id of this.open.keys()) this.told.add(id);
    socket.greet([...this.open.values()].map(onWire));
  }

  #tell(alert: ReturnType<typeof someAlert>): void {
    if (state() !== 'CONNECTED') return;
    this.told.add(alert.alertId);
    const frame = { type: 'alert', offset: ++this.#offset, presentation: 'TOAST', alert: onWire(alert) };
    server.socket.receive(frame);
  }
}

it(`${refreshes} refreshes of a shift lose no alert, whatever fails on the way`, async () => {
  const random = seeded(7);
  const truth = new Truth();
  const shown = new Set<string>();
  client.on('alerts', () => {
    for (const alert of client.alerts.open) shown.add(alert.alertId);
  });
  server.refreshes = true;
  server.tokenSeconds = 60;
  client.start();
  await settle();
  truth.greet();

  let refreshed = 0;
  let reconnected = 0;
  for (let second = 0; refreshed < refreshes; second++) {
    if (second > 60 * refreshes * 2) throw new Error(`only ${refreshed} refreshes`);
    // A token endpoint that does not answer for a while, a token that ends, a network that drops: each now and then.
    const fault = random();
    server.tokenStatus = fault < 0.02 ? 0 : fault < 0.04 ? 503 : fault < 0.5 ? server.tokenStatus : 200;
    if (state() === 'CONNECTED' && fault > 0.995) server.socket.receive(closing('token.invalid', false));
    else if (state() === 'CONNECTED' && fault > 0.99) server.socket.drop();
    if (random() < 0.2) truth.trigger();
    const asked = server.signIns.length;
    await timers.advance(500);
    // An alert in the moment of a refresh, between its question and whatever comes of it.
    if (server.signIns.length > asked) truth.trigger();
    await timers.advance(500);
    if (server.sockets.length > reconnected) truth.greet();
    reconnected = server.sockets.length;
    if (random() < 0.35) truth.resolve();
    if (state() === 'CONNECTED') server.socket.receive({ type: 'pong', id: second });
    refreshed = server.sockets.reduce((sum, socket) => sum + socket.framesOf('token').length, 0);
  }

  server.tokenStatus = 200;
  for (let second = 0; second < 60; second++) {
    await timers.advance(1_000);
    truth.greet();
    if (state() === 'CONNECTED') server.socket.receive({ type: 'pong', id: second });
  }
  expect(state()).toBe('CONNECTED');
  expect(client.alerts.open.map(({ alertId }) => alertId).sort()).toEqual([...truth.open.keys()].sort());
  expect([...truth.told].filter((id) => !shown.has(id))).toEqual([]);
  expect(server.sockets.length).toBeGreaterThan(10);
}, 60_000);
