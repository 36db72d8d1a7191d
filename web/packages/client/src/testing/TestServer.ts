import type { Fetch } from '../Fetch.ts';
import type { OpenSocket, Socket, SocketEvents } from '../Socket.ts';

/** What the server says first: the organization's clock shows 22 November 2026, 10:00 UTC. */
export function helloFrame(role = 'AGENT', speed = 1, personId = 'ana'): unknown {
  return {
    type: 'hello',
    protocol: 1,
    epoch: 'e1',
    offset: 1,
    clock: { now: '2026-11-22T10:00:00.000Z', speed },
    heartbeatSeconds: 20,
    sessionId: 's1',
    person: { id: personId, name: 'Ana Ruiz', role },
  };
}

/** No queue at all, and that is complete. */
export const completeMetrics = { type: 'metrics', at: '2026-11-22T10:00:00.000Z', complete: true, queues: [] };

/** One socket as the server sees it. */
export class TestSocket {
  readonly sent: Record<string, unknown>[] = [];
  closedByClient = false;
  readonly #events: SocketEvents;

  constructor(events: SocketEvents) {
    this.#events = events;
  }

  open(): this {
    this.#events.opened();
    return this;
  }

  receive(frame: unknown): this {
    this.#events.received(typeof frame === 'string' ? frame : JSON.stringify(frame));
    return this;
  }

  /** The server closes, or the network does. */
  drop(): void {
    this.#events.closed();
  }

  /** Open, hello, complete list, complete values of queues: what a good start looks like. */
  greet(alerts: readonly unknown[] = [], role = 'AGENT', speed = 1, personId = 'ana'): this {
    return this.begin([{ type: 'reset', epoch: 'e1', offset: 1, alerts, messages: [] }], role, speed, personId);
  }

  /** As `greet`, with what is to follow hello instead of the list. */
  begin(frames: readonly unknown[], role = 'AGENT', speed = 1, personId = 'ana'): this {
    this.open().receive(helloFrame(role, speed, personId));
    for (const frame of frames) this.receive(frame);
    return this.receive(completeMetrics);
  }

  /** Frames of one type the client has sent. */
  framesOf(type: string): Record<string, unknown>[] {
    return this.sent.filter((frame) => frame.type === type);
  }
}

/** A server in memory: keeps every socket opened and every request made. */
export class TestServer {
  readonly sockets: TestSocket[] = [];
  readonly streams: TestSocket[] = [];
  /** The forms sent to the token endpoint. */
  readonly signIns: string[] = [];
  /** The bodies sent to the registrations, with the token they came with. */
  readonly registrations: (Record<string, unknown> & { readonly token: string | null })[] = [];
  /** Status the token endpoint answers with; 0 is no answer at all. */
  tokenStatus = 200;
  registrationStatus = 201;
  /** What tokens live, and whether refresh tokens are given with them. */
  tokenSeconds = 3600;
  refreshes = false;

  readonly openSocket: OpenSocket = (_url, events) => open(this.sockets, events);
  readonly openStream: OpenSocket = (_url, events) => open(this.streams, events);

  /** What the client reported of itself: names, with their codes. */
  readonly reports: string[] = [];

  readonly fetch: Fetch = async (url, request) => {
    if (url.endsWith('/registrations')) return this.#register(request);
    if (url.endsWith('/client-events')) return this.#report(request);
    if (request.method !== 'POST') return this.#answer(this.tokenStatus === 200 ? 405 : this.tokenStatus, {});
    this.signIns.push(String(request.body));
    const count = this.signIns.length;
    const token = { access_token: `token-${count}`, token_type: 'Bearer', expires_in: this.tokenSeconds };
    return this.#answer(this.tokenStatus, this.refreshes ? { ...token, refresh_token: `refresh-${count}` } : token);
  };

  /** The newest socket. */
  get socket(): TestSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error('No socket was opened');
    return socket;
  }

  #register(request: RequestInit): Response {
    const token = new Headers(request.headers).get('authorization');
    this.registrations.push({ ...(JSON.parse(String(request.body)) as Record<string, unknown>), token });
    return this.#answer(this.registrationStatus, { id: `registration-${this.registrations.length}` });
  }

  #report(request: RequestInit): Response {
    const { events } = JSON.parse(String(request.body)) as { events: { name: string; code?: string }[] };
    this.reports.push(...events.map(({ name, code }) => (code === undefined ? name : `${name} ${code}`)));
    return this.#answer(202, {});
  }

  #answer(status: number, body: unknown): Response {
    if (status === 0) throw new TypeError('Failed to fetch');
    return new Response(JSON.stringify(body), { status });
  }
}

function open(sockets: TestSocket[], events: SocketEvents): Socket {
  const socket = new TestSocket(events);
  sockets.push(socket);
  return {
    send: (text) => void socket.sent.push(JSON.parse(text) as Record<string, unknown>),
    close: () => {
      socket.closedByClient = true;
    },
  };
}
