import type { ClientEventName } from './ClientTelemetry.ts';

/** Puts what happens to the sessions of a client into the words of telemetry. */
export class SessionReports {
  readonly #record: (name: ClientEventName, code?: string, detail?: string) => void;
  #everReady = false;
  #reauthenticating = false;
  /** Whether the session that begins was given the whole state. */
  #wasReset = false;

  constructor(record: (name: ClientEventName, code?: string, detail?: string) => void) {
    this.#record = record;
  }

  /** The token of a session was refused. */
  refused(): void {
    this.#record('push.unauthorized');
    if (!this.#reauthenticating) this.#record('reauthentication.started');
    this.#reauthenticating = true;
  }

  /** What came of getting a token; of interest only after one was refused. */
  signedIn(outcome: 'signedIn' | 'refused' | 'unavailable'): void {
    if (!this.#reauthenticating || outcome === 'unavailable') return;
    this.#reauthenticating = false;
    this.#record(outcome === 'signedIn' ? 'reauthentication.succeeded' : 'reauthentication.failed');
  }

  /** Registered; the first time is nothing to report. */
  registered(): void {
    if (this.#everReady) this.#record('registration.renewed');
  }

  begins(): void {
    this.#wasReset = false;
  }

  reset(): void {
    this.#wasReset = true;
  }

  /** A session has heard all there is; the first one is nothing to report. */
  ready(): void {
    if (this.#everReady) this.#record(this.#wasReset ? 'channel.reset' : 'channel.resumed');
    this.#everReady = true;
  }

  /** A session that was ready is over. */
  lost(code: string): void {
    this.#record('channel.lost', code);
  }
}
