import { EventStreamReader } from './EventStreamReader.ts';
import { type Fetch, inTime } from './Fetch.ts';
import type { ClientFrame, ClientHello } from './Frame.ts';
import type { OpenSocket, Socket, SocketEvents } from './Socket.ts';
import type { Timers } from './Timers.ts';

/** More frames than this waiting to be posted means that nothing gets through. */
const waitingLimit = 2_000;
/** How long a frame waits that the server has no time for, and how often it is sent. */
const busyMilliseconds = 2_000;
const busyTries = 5;

const tokenInvalid = JSON.stringify({ type: 'closing', code: 'token.invalid', message: 'HTTP 401', reconnect: false });

/** Opens event streams in place of sockets: the same frames, where the network lets no WebSocket through. */
export function eventStreams(fetch: Fetch, timers: Timers): OpenSocket {
  return (url, events) => new EventStream(url, fetch, timers, events);
}

/**
 * Looks like a socket: hello, the first frame sent, opens the stream and each later one is posted, one after the other
 * so that they keep their order. `url` is that of the desktop endpoint, by http.
 */
class EventStream implements Socket {
  readonly #url: string;
  readonly #fetch: Fetch;
  readonly #timers: Timers;
  readonly #events: SocketEvents;
  readonly #abort = new AbortController();
  readonly #waiting: string[] = [];
  #token: string | null = null;
  #sessionId: string | null = null;
  #posting = false;
  #over = false;

  constructor(url: string, fetch: Fetch, timers: Timers, events: SocketEvents) {
    this.#url = url;
    this.#fetch = fetch;
    this.#timers = timers;
    this.#events = events;
    queueMicrotask(() => {
      if (!this.#over) events.opened();
    });
  }

  send(text: string): void {
    if (this.#over) return;
    if (this.#token === null) {
      void this.#stream(JSON.parse(text) as ClientHello);
      return;
    }
    this.#waiting.push(text);
    if (this.#waiting.length > waitingLimit) this.#end();
    else void this.#post();
  }

  close(): void {
    this.#over = true;
    this.#abort.abort();
  }

  async #stream(hello: ClientHello): Promise<void> {
    this.#token = hello.token;
    const query = new URLSearchParams({ registrationId: hello.registrationId });
    if (hello.position !== null) {
      query.set('epoch', hello.position.epoch);
      query.set('offset', String(hello.position.offset));
    }
    try {
      const response = await this.#fetch(`${this.#url}/stream?${query}`, {
        headers: { accept: 'text/event-stream', authorization: `Bearer ${hello.token}` },
        credentials: 'omit',
        cache: 'no-store',
        signal: this.#abort.signal,
      });
      if (response.status === 401) this.#receive(tokenInvalid);
      else if (response.ok && response.body !== null) await this.#read(response.body);
    } catch {
      // Whatever it was, the stream is over, which is all there is to say.
    }
    this.#end();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const reader = body.getReader();
    const decoder = new TextDecoder();
    const events = new EventStreamReader();
    while (!this.#over) {
      const { done, value } = await reader.read();
      if (done) return;
      for (const data of events.read(decoder.decode(value, { stream: true }))) this.#receive(data);
    }
  }

  #receive(data: string): void {
    if (this.#over) return;
    if (this.#sessionId === null) this.#sessionId = sessionIdIn(data);
    this.#events.received(data);
    void this.#post();
  }

  async #post(): Promise<void> {
    if (this.#posting || this.#sessionId === null) return;
    this.#posting = true;
    try {
      for (let text = this.#waiting[0]; text !== undefined && !this.#over; text = this.#waiting[0]) {
        await this.#postOne(text);
        this.#waiting.shift();
      }
    } catch {
      this.#end();
    } finally {
      this.#posting = false;
    }
  }

  /** Rejects when the session cannot go on. */
  async #postOne(text: string): Promise<void> {
    for (let tries = 1; !this.#over; tries++) {
      const status = await this.#statusOf(text);
      if (status === 401) this.#receive(tokenInvalid);
      const busy = status === 429 || status === 503;
      if (busy && tries < busyTries) {
        await new Promise<void>((resolve) => this.#timers.after(busyMilliseconds, resolve));
        continue;
      }
      if (status < 200 || status > 299) throw new Error(`HTTP ${status}`);
      const frame = JSON.parse(text) as ClientFrame;
      if (frame.type === 'token') this.#token = frame.token;
      return;
    }
  }

  #statusOf(body: string): Promise<number> {
    const url = `${this.#url}/sessions/${encodeURIComponent(this.#sessionId ?? '')}/frames`;
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${this.#token}` };
    return inTime(this.#timers, async (signal) => {
      const request: RequestInit = { method: 'POST', headers, body, credentials: 'omit', cache: 'no-store', signal };
      return (await this.#fetch(url, request)).status;
    });
  }

  #end(): void {
    if (this.#over) return;
    this.close();
    this.#events.closed();
  }
}

/** The session's id when this is hello; null of anything else, which others will complain of. */
function sessionIdIn(data: string): string | null {
  try {
    const frame = JSON.parse(data) as { readonly type?: unknown; readonly sessionId?: unknown } | null;
    return frame?.type === 'hello' && typeof frame.sessionId === 'string' ? frame.sessionId : null;
  } catch {
    return null;
  }
}
