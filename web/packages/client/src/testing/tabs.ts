import { beforeEach } from 'vitest';
import { RedlineClient } from '../RedlineClient.ts';
import { onWire, someAlert } from './some.ts';
import { TestServer, type TestSocket } from './TestServer.ts';
import { type TestTab, TestTabs } from './TestTabs.ts';
import { settle, TestTimers } from './TestTimers.ts';

/** One tab, with its client. */
export interface Tab {
  readonly client: RedlineClient;
  readonly tab: TestTab;
  readonly timers: TestTimers;
}

/** What each test of tabs has, new for each. */
export let browser: TestTabs;
export let server: TestServer;
export let tabs: Tab[];

/** Makes them anew before each test of a file. */
export function useTabs(): void {
  beforeEach(() => {
    browser = new TestTabs();
    server = new TestServer();
    server.refreshes = true;
    tabs = [];
  });
}

/** From here on time passes in these tabs only. */
export function keepOnly(others: Tab[]): void {
  tabs = others;
}

/** Opens a tab, with a code or without. */
export function openTab(code = ''): Tab {
  const [tab, timers] = [browser.open(), new TestTimers()];
  const client = new RedlineClient({
    server: 'http://redline.test',
    code,
    tabs: tab,
    deviceStore: { read: () => 'device-1', write: () => {} },
    openSocket: server.openSocket,
    openStream: server.openStream,
    fetch: server.fetch,
    timers,
    random: () => 0.5,
  });
  client.start();
  const opened = { client, tab, timers };
  tabs.push(opened);
  return opened;
}

/** Closes a tab, as a person does or as it crashes: nobody is told. */
export function closeTab({ tab, client }: Tab): void {
  tab.close();
  server.socket.drop();
  tabs = tabs.filter((other) => other.client !== client);
}

export async function advance(milliseconds: number): Promise<void> {
  for (let passed = 0; passed < milliseconds; passed += 500) {
    for (const { timers } of tabs) await timers.advance(500);
    await settle();
  }
}

/** A tab that leads, connected, with alerts. */
export async function leading(alerts: readonly unknown[] = [onWire(someAlert())]): Promise<Tab> {
  const tab = openTab('CODE-1');
  await settle();
  server.socket.greet(alerts);
  await settle();
  return tab;
}

export const alertFrame = (offset: number, changes: Parameters<typeof someAlert>[0]) => ({
  type: 'alert',
  offset,
  presentation: 'TOAST',
  alert: onWire(someAlert(changes)),
});
export const ids = ({ client }: Tab) => client.alerts.open.map(({ alertId }) => alertId);
export const answerTo = (socket: TestSocket, type: string, ok = true) =>
  socket.receive({
    type: 'answer',
    requestId: socket.framesOf(type).at(-1)?.requestId,
    ok,
    code: ok ? null : 'alert.already.acknowledged',
    message: ok ? null : 'Sam has it.',
    ownerName: ok ? null : 'Sam',
  });
