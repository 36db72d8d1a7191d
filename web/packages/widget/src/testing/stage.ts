import { RedlineClient } from '@redline/client';
import { TestServer } from '@redline/client/testing/TestServer';
import { settle, TestTimers } from '@redline/client/testing/TestTimers';
import type { ClientElement } from '../ClientElement.ts';

/** A client connected to a server in memory, for elements to follow. */
export interface Stage {
  readonly client: RedlineClient;
  readonly server: TestServer;
  readonly timers: TestTimers;
  /** Sends an alert frame. */
  alert(alert: unknown, presentation?: string): void;
}

/** Connects, with the organization's clock at 22 November 2026, 10:00 UTC. */
export async function connectedStage(role: 'AGENT' | 'SUPERVISOR', alerts: readonly unknown[] = []): Promise<Stage> {
  const timers = new TestTimers();
  const server = new TestServer();
  const { openSocket, openStream, fetch } = server;
  const client = new RedlineClient({
    server: 'http://redline.test',
    code: 'C',
    deviceStore: { read: () => 'device-1', write: () => {} },
    openSocket,
    openStream,
    fetch,
    timers,
    random: () => 0.5,
  });
  client.start();
  await settle();
  server.socket.greet(alerts, role);
  const alert = (content: unknown, presentation = 'TOAST') =>
    void server.socket.receive({ type: 'alert', offset: 2, presentation, alert: content });
  return { client, server, timers, alert };
}

/** Puts an element on the page and lets it render. */
export async function show<T extends ClientElement>(element: T, client: RedlineClient): Promise<T> {
  element.client = client;
  document.body.replaceChildren(element);
  await element.updateComplete;
  return element;
}

/** The text people see in the first element that matches, white space folded; empty when there is none. */
export function textOf(element: ClientElement, selector: string): string {
  return fold(element.renderRoot.querySelector(selector)?.textContent);
}

/** As `textOf`, of every element that matches. */
export function textsOf(element: ClientElement, selector: string): string[] {
  return [...element.renderRoot.querySelectorAll(selector)].map((found) => fold(found.textContent));
}

function fold(text: string | null | undefined): string {
  return (text ?? '').replaceAll(/\s+/g, ' ').trim();
}
