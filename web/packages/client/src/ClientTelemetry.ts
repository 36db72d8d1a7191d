import { type Fetch, inTime } from './Fetch.ts';
import type { Timers } from './Timers.ts';

/** What a desktop reports of itself; the names of docs/operating/telemetry.md. */
export type ClientEventName =
  | 'token.refreshed'
  | 'token.refresh.failed'
  | 'push.unauthorized'
  | 'reauthentication.started'
  | 'reauthentication.succeeded'
  | 'reauthentication.failed'
  | 'registration.renewed'
  | 'registration.failed'
  | 'channel.lost'
  | 'channel.resumed'
  | 'channel.reset'
  | 'render.failed';

interface ClientEvent {
  readonly name: ClientEventName;
  /** Wall time of this machine; the server notes its own beside it. */
  readonly at: string;
  readonly code?: string;
  readonly detail?: string;
}

/** Reports that wait; one more and the oldest is dropped. The server takes as many at once. */
export const mostWaiting = 100;
const longestCode = 100;
const longestDetail = 500;
/** How long the first report waits for others, and how long all wait after a try that failed. */
const gatherMilliseconds = 5_000;
const retryMilliseconds = 60_000;

/**
 * Reports what happens to this desktop, some seconds later and several at once. What cannot be sent waits, up to a bound,
 * for a token and a server: what went wrong while there was neither is told when both are back.
 */
export class ClientTelemetry {
  readonly #url: string;
  readonly #deviceId: string;
  readonly #fetch: Fetch;
  readonly #timers: Timers;
  readonly #token: () => string | null;
  #waiting: readonly ClientEvent[] = [];
  #cancel: (() => void) | null = null;

  /** `token` gives the person's bearer token, or null while there is none. */
  constructor(url: string, deviceId: string, fetch: Fetch, timers: Timers, token: () => string | null) {
    this.#url = url;
    this.#deviceId = deviceId;
    this.#fetch = fetch;
    this.#timers = timers;
    this.#token = token;
  }

  /** Notes that something happened. Never throws, never waits. */
  record(name: ClientEventName, code = '', detail = ''): void {
    const event = {
      name,
      at: new Date().toISOString(),
      ...(code === '' ? {} : { code: plain(code, longestCode) }),
      ...(detail === '' ? {} : { detail: plain(detail, longestDetail) }),
    };
    this.#waiting = [...this.#waiting, event].slice(-mostWaiting);
    this.#cancel ??= this.#timers.after(gatherMilliseconds, () => void this.#send());
  }

  /** There is a server again, and a token it takes: what waits since it could not be sent need not wait longer. */
  hurry(): void {
    if (this.#cancel === null) return;
    this.#cancel();
    this.#cancel = this.#timers.after(gatherMilliseconds, () => void this.#send());
  }

  /** Sends no more until something happens; what waits is kept. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  async #send(): Promise<void> {
    this.#cancel = null;
    const sent = this.#waiting;
    const token = this.#token();
    const isTaken = token !== null && (await this.#post(token, sent));
    if (isTaken) this.#waiting = this.#waiting.filter((event) => !sent.includes(event));
    if (this.#waiting.length === 0) return;
    this.#cancel ??= this.#timers.after(isTaken ? gatherMilliseconds : retryMilliseconds, () => void this.#send());
  }

  /** True too when the server will never take them: the same again would not help. */
  async #post(token: string, events: readonly ClientEvent[]): Promise<boolean> {
    try {
      return await inTime(this.#timers, async (signal) => {
        const { status } = await this.#fetch(this.#url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
          body: JSON.stringify({ deviceId: this.#deviceId, events }),
          credentials: 'omit',
          cache: 'no-store',
          signal,
        });
        return status < 500 && status !== 401 && status !== 429;
      });
    } catch {
      return false;
    }
  }
}

/** The server refuses a text with control characters, or one that is too long. */
function plain(text: string, longest: number): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').slice(0, longest) || ' - ';
}
