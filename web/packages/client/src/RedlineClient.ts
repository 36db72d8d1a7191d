import { AlertStore } from './AlertStore.ts';
import type { Connection, ConnectionState } from './Connection.ts';
import { DesktopSession } from './DesktopSession.ts';
import type { ClosingFrame, Person, ServerFrame } from './Frame.ts';
import { QueueStore } from './QueueStore.ts';
import { ReconnectPolicy } from './ReconnectPolicy.ts';
import { ServerClock } from './ServerClock.ts';
import { type Fetch, SignIn, type Token } from './SignIn.ts';
import { type OpenSocket, openWebSocket } from './Socket.ts';
import { systemTimers, type Timers } from './Timers.ts';

/** What a client needs; the last four have defaults and are given by tests. */
export interface RedlineClientOptions {
  /** `ws:` or `wss:` URL of the desktop endpoint. */
  readonly socketUrl: string;
  /** URL of the token endpoint. */
  readonly tokenUrl: string;
  /** The person's sign-in code; empty or absent starts SIGNED_OUT. */
  readonly code?: string;
  readonly openSocket?: OpenSocket;
  readonly fetch?: Fetch;
  readonly timers?: Timers;
  readonly random?: () => number;
}

/** What listeners hear: each says only that something changed; the client holds the new state. */
export interface RedlineClientEvents {
  connection: undefined;
  alerts: undefined;
  queues: undefined;
  /** The server sent something that is not in the protocol; the text is for a log, not for people. */
  problem: string;
}

type Listener<T> = (detail: T) => void;
type Listeners = { [K in keyof RedlineClientEvents]: Set<Listener<RedlineClientEvents[K]>> };

/**
 * Keeps one person's desktop connected: signs in, opens the socket, follows alerts and queues, and reconnects for ever
 * until the sign-in code is refused or `stop` is called. Listeners are called synchronously, in the order of frames.
 */
export class RedlineClient {
  /** The organization's time. */
  readonly clock: ServerClock;
  readonly alerts = new AlertStore();
  readonly queues = new QueueStore();

  readonly #socketUrl: string;
  readonly #openSocket: OpenSocket;
  readonly #timers: Timers;
  readonly #policy: ReconnectPolicy;
  readonly #signIn: SignIn;
  readonly #listeners: Listeners = {
    connection: new Set(),
    alerts: new Set(),
    queues: new Set(),
    problem: new Set(),
  };

  #code: string;
  #state: ConnectionState = 'CONNECTING';
  #person: Person | null = null;
  #token: Token | null = null;
  #session: DesktopSession | null = null;
  #cancelRetry: (() => void) | null = null;
  #connectedAt = 0;
  /** When the last frame of a connection that stood came, in the timers' milliseconds. */
  #heardAt: number | null = null;
  #startedAt = 0;
  #closingCode: string | null = null;
  /** Rises whenever what is under way no longer counts, so that a late answer to it is dropped. */
  #era = 0;

  constructor(options: RedlineClientOptions) {
    this.#timers = options.timers ?? systemTimers;
    this.#socketUrl = options.socketUrl;
    this.#code = options.code ?? '';
    this.#openSocket = options.openSocket ?? openWebSocket;
    this.#policy = new ReconnectPolicy(options.random);
    this.#signIn = new SignIn(options.tokenUrl, options.fetch ?? ((url, init) => fetch(url, init)), this.#timers);
    this.clock = new ServerClock(this.#timers);
  }

  /** Whose desktop this is; null until the server has said hello. */
  get person(): Person | null {
    return this.#person;
  }

  /** The connection now. */
  get connection(): Connection {
    const silence = this.#timers.now() - (this.#heardAt ?? this.#startedAt);
    return {
      state: this.#state,
      heardAt: this.#heardAt === null ? null : this.clock.before(silence),
      secondsLost: this.#state === 'CONNECTED' ? 0 : silence / 1_000,
      closingCode: this.#closingCode,
    };
  }

  /** Calls `listener` on each such event until the returned function is called. */
  on<K extends keyof RedlineClientEvents>(event: K, listener: Listener<RedlineClientEvents[K]>): () => void {
    this.#listeners[event].add(listener);
    return () => void this.#listeners[event].delete(listener);
  }

  /** Begins to connect. */
  start(): void {
    this.#halt();
    this.#startedAt = this.#timers.now();
    this.#heardAt = null;
    this.#become(this.#code === '' ? 'SIGNED_OUT' : 'CONNECTING');
    if (this.#state !== 'SIGNED_OUT') void this.#connect();
  }

  /** Ends the connection and every try to get one; reads CONNECTING from then on. What is known stays readable. */
  stop(): void {
    this.#halt();
    this.#become('CONNECTING');
  }

  /** Signs in with another code, or with the same one again when it is empty. */
  signIn(code = ''): void {
    if (code !== '') this.#code = code;
    this.#token = null;
    this.start();
  }

  /** Does not wait for the next try but makes it now. Does nothing unless one is being waited for. */
  tryNow(): void {
    if (this.#cancelRetry === null) return;
    this.#cancelRetry();
    this.#cancelRetry = null;
    void this.#connect();
  }

  async #connect(): Promise<void> {
    const era = ++this.#era;
    if (this.#token === null) {
      const signedIn = await this.#signIn.exchange(this.#code);
      if (era !== this.#era) return;
      if (signedIn.outcome === 'refused') {
        this.#become('SIGNED_OUT');
        return;
      }
      if (signedIn.outcome === 'unavailable') {
        this.#retryLater();
        return;
      }
      this.#token = signedIn.token;
    }
    try {
      this.#session = new DesktopSession(this.#socketUrl, this.#token.accessToken, this.#openSocket, this.#timers, {
        frame: (frame) => this.#take(frame),
        lost: (closing) => this.#lost(closing),
        problem: (reason) => this.#tell('problem', reason),
      });
    } catch (error) {
      this.#tell('problem', `socket: ${String(error)}`);
      this.#retryLater();
    }
  }

  #take(frame: ServerFrame): void {
    if (this.#state === 'CONNECTED') this.#heardAt = this.#timers.now();
    switch (frame.type) {
      case 'hello':
        this.clock.set(frame.clock.now, frame.clock.speed);
        this.#person = frame.person;
        break;
      case 'reset':
        this.alerts.reset(frame.alerts);
        this.#closingCode = null;
        this.#connectedAt = this.#timers.now();
        this.#heardAt = this.#connectedAt;
        this.#become('CONNECTED');
        this.#tell('alerts', undefined);
        break;
      case 'alert':
        if (this.alerts.apply(frame.alert) !== 'outdated') this.#tell('alerts', undefined);
        break;
      case 'metrics':
        this.clock.atLeast(frame.at);
        this.queues.apply(frame);
        this.#tell('queues', undefined);
        break;
      default:
    }
  }

  #lost(closing: ClosingFrame | null): void {
    this.#endSession();
    if (this.#state === 'CONNECTED') this.#policy.connectionLasted(this.#timers.now() - this.#connectedAt);
    this.#closingCode = closing?.code ?? null;
    // A refused token is got again with the code; a code that is refused too ends in SIGNED_OUT.
    if (closing?.code === 'token.invalid') this.#token = null;
    else if (closing?.reconnect === false) this.#policy.slowDown();
    this.#become(this.#heardAt === null ? 'CONNECTING' : 'RECONNECTING');
    this.#retryLater();
  }

  #retryLater(): void {
    this.#cancelRetry = this.#timers.after(this.#policy.next(), () => {
      this.#cancelRetry = null;
      void this.#connect();
    });
  }

  #halt(): void {
    this.#era++;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#endSession();
  }

  #endSession(): void {
    this.#session?.end();
    this.#session = null;
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#tell('connection', undefined);
  }

  #tell<K extends keyof RedlineClientEvents>(event: K, detail: RedlineClientEvents[K]): void {
    for (const listener of [...this.#listeners[event]]) {
      try {
        listener(detail);
      } catch (error) {
        // A page's mistake must not cost it the connection. One that fails on problems has nobody left to tell.
        if (event !== 'problem') this.#tell('problem', `listener: ${String(error)}`);
      }
    }
  }
}
