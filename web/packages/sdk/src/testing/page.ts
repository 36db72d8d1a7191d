import type { Alert } from '@redline/client';
import { RedlineClient } from '@redline/client';
import { onWire } from '@redline/client/testing/some';
import { TestServer } from '@redline/client/testing/TestServer';
import { settle, TestTimers } from '@redline/client/testing/TestTimers';
import { RedlineSdk } from '../RedlineSdk.ts';

/** A page with the SDK and a server in memory. */
export class TestPage {
  readonly server = new TestServer();
  readonly timers = new TestTimers();
  readonly sdk: RedlineSdk;
  #offset = 1;

  constructor() {
    const { openSocket, openStream, fetch } = this.server;
    const deviceStore = { read: () => 'device-1', write: () => {} };
    const parts = { openSocket, openStream, fetch, timers: this.timers, deviceStore, random: () => 0.5 };
    this.sdk = new RedlineSdk((options) => new RedlineClient({ ...options, ...parts }));
  }

  /** Starts, up to the socket that waits for the server. */
  async start(): Promise<void> {
    this.sdk.start({ server: 'http://redline.test', getToken: async () => 'T' });
    await settle();
  }

  /** Starts and connects, with alerts that are open. */
  async connect(...alerts: readonly Alert[]): Promise<void> {
    await this.start();
    this.server.socket.greet(alerts.map(onWire));
    await settle();
  }

  /** Loses the connection and waits for the next socket. */
  async reconnect(): Promise<void> {
    this.server.socket.drop();
    await this.timers.advance(1_000);
  }

  alert(alert: Alert): void {
    this.frame({ type: 'alert', presentation: 'TOAST', alert: onWire(alert) });
  }

  frame(frame: Record<string, unknown>): void {
    this.server.socket.receive({ offset: ++this.#offset, ...frame });
  }

  reset(...alerts: readonly Alert[]): void {
    this.frame({ type: 'reset', epoch: 'e2', alerts: alerts.map(onWire), messages: [] });
  }

  /** The `rendered` receipts sent over all sockets, once what waits for a paint has left. */
  async rendered(): Promise<Record<string, unknown>[]> {
    await this.timers.advance(50);
    return this.server.sockets.flatMap((socket) => socket.framesOf('receipt')).filter((r) => r.receipt === 'rendered');
  }
}
