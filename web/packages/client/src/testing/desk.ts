import { beforeEach } from 'vitest';
import { RedlineClient } from '../RedlineClient.ts';
import { TestServer } from './TestServer.ts';
import { settle, TestTimers } from './TestTimers.ts';

/** What each test of the client has, new for each: its timers, its server, and the client. */
export let timers: TestTimers;
export let server: TestServer;
export let client: RedlineClient;

export const state = () => client.connection.state;
export const closing = (code: string, reconnect: boolean) => ({ type: 'closing', code, message: '', reconnect });

/** Makes them anew before each test of a file. */
export function useDesk(): void {
  beforeEach(() => {
    timers = new TestTimers();
    server = new TestServer();
    client = newClient('CODE-1');
  });
}

/** A client of the test's server, with a code or without. */
export function newClient(code: string): RedlineClient {
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

/** Takes another client for the test's. */
export function use(other: RedlineClient): void {
  client = other;
}

/** Starts the client and greets it. */
export async function connect(alerts: readonly unknown[] = []): Promise<void> {
  client.start();
  await settle();
  server.socket.greet(alerts);
}
