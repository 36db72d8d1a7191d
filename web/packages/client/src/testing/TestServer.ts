import type { Fetch } from '../SignIn.ts';
import type { OpenSocket, SocketEvents } from '../Socket.ts';

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

  /** Open, hello, complete list: what a good start looks like. */
  greet(alerts: readonly unknown[] = [], role = 'AGENT', speed = 1): this {
    return this.open()
      .receive({
        type: 'hello',
        protocol: 1,
        epoch: 'e1',
        offset: 1,
        clock: { now: '2026-11-22T10:00:00.000Z', speed },
        heartbeatSeconds: 20,
        person: { id: 'ana', name: 'Ana Ruiz', role },
      })
      .receive({ type: 'reset', epoch: 'e1', offset: 1, alerts });
  }

  /** Frames of one type the client has sent. */
  framesOf(type: string): Record<string, unknown>[] {
    return this.sent.filter((frame) => frame.type === type);
  }
}

/** A server in memory: keeps every socket opened and every sign-in asked for. */
export class TestServer {
  readonly sockets: TestSocket[] = [];
  readonly signIns: string[] = [];
  /** Status the token endpoint answers with; 0 is no answer at all. */
  tokenStatus = 200;

  readonly openSocket: OpenSocket = (_url, events) => {
    const socket = new TestSocket(events);
    this.sockets.push(socket);
    return {
      send: (text) => socket.sent.push(JSON.parse(text) as Record<string, unknown>),
      close: () => {
        socket.closedByClient = true;
      },
    };
  };

  readonly fetch: Fetch = async (_url, request) => {
    this.signIns.push(String(request.body));
    if (this.tokenStatus === 0) throw new TypeError('Failed to fetch');
    const token = { access_token: `token-${this.signIns.length}`, token_type: 'Bearer', expires_in: 3600 };
    return new Response(JSON.stringify(this.tokenStatus === 200 ? token : { message: 'no' }), {
      status: this.tokenStatus,
    });
  };

  /** The newest socket. */
  get socket(): TestSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) throw new Error('No socket was opened');
    return socket;
  }
}
