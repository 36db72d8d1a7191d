import { type Fetch, inTime } from './Fetch.ts';
import type { OpenSocket, Socket } from './Socket.ts';
import type { Timers } from './Timers.ts';

/** Sockets that fail to open in a row, while HTTP works, before the stream is used instead; and for how long. */
const failureLimit = 2;
const streamMilliseconds = 10 * 60_000;
/** A socket that is given up has failed to open only if it had this long. */
const patienceMilliseconds = 10_000;

/** The two ways to the server. */
export interface Ways {
  readonly socket: { readonly url: string; readonly open: OpenSocket };
  readonly stream: { readonly url: string; readonly open: OpenSocket };
  /** A URL of the same server that is answered without a token. */
  readonly probeUrl: string;
}

/**
 * Chooses between the WebSocket and the event stream. The stream is for networks that let no socket through, not for
 * servers that are down: a failure counts only if the server answers HTTP right after it.
 */
export class SocketChoice {
  readonly #ways: Ways;
  readonly #fetch: Fetch;
  readonly #timers: Timers;
  #failures = 0;
  /** Until when the stream is used, in the timers' milliseconds. */
  #streamUntil: number | null = null;

  constructor(ways: Ways, fetch: Fetch, timers: Timers) {
    this.#ways = ways;
    this.#fetch = fetch;
    this.#timers = timers;
  }

  /** Opens whichever is due; to be used as any OpenSocket, the URL is passed over. Throws what the browser throws. */
  readonly open: OpenSocket = (_url, events) => {
    const streaming = this.#streamUntil !== null && this.#timers.now() < this.#streamUntil;
    if (!streaming) this.#streamUntil = null;
    return streaming ? this.#openStream(events) : this.#openSocket(events);
  };

  #openSocket(events: Parameters<OpenSocket>[1]): Socket {
    const { url, open } = this.#ways.socket;
    const beganAt = this.#timers.now();
    let opening = true;
    const failed = () => {
      if (!opening) return;
      opening = false;
      void this.#failed();
    };
    try {
      const socket = open(url, {
        opened: () => {
          opening = false;
          this.#failures = 0;
          events.opened();
        },
        received: (data) => events.received(data),
        closed: () => {
          failed();
          events.closed();
        },
      });
      return {
        send: (text) => socket.send(text),
        close: () => {
          if (this.#timers.now() - beganAt >= patienceMilliseconds) failed();
          opening = false;
          socket.close();
        },
      };
    } catch (error) {
      failed();
      throw error;
    }
  }

  /** A stream that ends before anything came through it is no better than a socket. */
  #openStream(events: Parameters<OpenSocket>[1]): Socket {
    const { url, open } = this.#ways.stream;
    let heard = false;
    const ended = () => {
      if (!heard) this.#streamUntil = null;
    };
    const socket = open(url, {
      opened: () => events.opened(),
      received: (data) => {
        heard = true;
        events.received(data);
      },
      closed: () => {
        ended();
        events.closed();
      },
    });
    return {
      send: (text) => socket.send(text),
      close: () => {
        ended();
        socket.close();
      },
    };
  }

  async #failed(): Promise<void> {
    const answered = await this.#answers();
    this.#failures = answered ? this.#failures + 1 : 0;
    if (this.#failures < failureLimit) return;
    this.#failures = 0;
    this.#streamUntil = this.#timers.now() + streamMilliseconds;
  }

  async #answers(): Promise<boolean> {
    try {
      return await inTime(this.#timers, async (signal) => {
        // Across origins the answer may not be read, but that there is one is all that is asked.
        const request: RequestInit = { mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal };
        return (await this.#fetch(this.#ways.probeUrl, request)).status < 500;
      });
    } catch {
      return false;
    }
  }
}
