import { ClientTelemetry } from './ClientTelemetry.ts';
import type { Connection, ConnectionState } from './Connection.ts';
import { DesktopSession, type SessionEvents } from './DesktopSession.ts';
import type { DesktopState } from './DesktopState.ts';
import { browserDevice, browserDeviceStore, deviceIdFrom, randomId } from './Device.ts';
import { eventStreams } from './EventStream.ts';
import type { Fetch } from './Fetch.ts';
import type { ClientFrame, ClosingFrame, ServerFrame } from './Frame.ts';
import type { Link } from './Link.ts';
import { PageTokens } from './PageTokens.ts';
import { ReconnectPolicy } from './ReconnectPolicy.ts';
import type { RedlineClientOptions } from './RedlineClientOptions.ts';
import { Registrar } from './Registrar.ts';
import { SessionReports } from './SessionReports.ts';
import { SignIn, type Token } from './SignIn.ts';
import { openWebSocket } from './Socket.ts';
import { SocketChoice } from './SocketChoice.ts';
import type { Timers } from './Timers.ts';
import { TokenSource } from './TokenSource.ts';
import { TabGroup, type TabGroupEvents } from './tabs/TabGroup.ts';
import type { Credentials } from './tabs/TabMessage.ts';
import { browserTabs } from './tabs/TabPlace.ts';

/** What a connection tells the client it belongs to. */
export interface LifeEvents extends Pick<TabGroupEvents, 'asked' | 'rendered' | 'toastsMoved'> {
  /** A frame of a session, in order. */
  frame(frame: ServerFrame): void;
  /** A session has told all there is. */
  ready(): void;
  /** The session is over: nothing that was sent and not answered will be. */
  over(): void;
  /** It stands otherwise with the server. */
  changed(): void;
  problem(reason: string): void;
}

/** How long a tab that has nothing to sign in with waits for another that leads. */
const seekMilliseconds = 1_000;

/**
 * The way to the server: signs in, registers, opens a session or follows the tab that has one, and after each loss does so
 * again, until signing in is refused or it is stopped.
 */
export class ConnectionLife {
  readonly telemetry: ClientTelemetry;
  readonly #known: DesktopState;
  readonly #events: LifeEvents;
  readonly #timers: Timers;
  readonly #policy: ReconnectPolicy;
  readonly #tokens: TokenSource;
  readonly #registrar: Registrar;
  readonly #choice: SocketChoice;
  readonly #tabs: TabGroup | null;
  readonly #reports = new SessionReports((...event) => this.telemetry.record(...event));

  #state: ConnectionState = 'CONNECTING';
  #token: Token | null = null;
  #registrationId: string | null = null;
  #session: Link | null = null;
  #cancelRetry: (() => void) | null = null;
  #cancelSeek = () => {};
  #connectedAt = 0;
  /** When the last frame of a connection that stood came, in the timers' milliseconds. */
  #heardAt: number | null = null;
  #startedAt = 0;
  #closingCode: string | null = null;
  /** Rises whenever what is under way no longer counts, so that a late answer to it is dropped. */
  #era = 0;

  constructor(options: RedlineClientOptions, known: DesktopState, timers: Timers, events: LifeEvents) {
    const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
    const random = options.random ?? Math.random;
    const server = new URL(options.server);
    const url = (path: string) => new URL(path, server).href;
    this.#known = known;
    this.#events = events;
    this.#timers = timers;
    this.#policy = new ReconnectPolicy(random);
    const tokenUrl = options.tokenUrl ?? url('/oauth/token');
    const problem = (reason: string) => events.problem(reason);
    const issuer =
      options.getToken === undefined
        ? new SignIn(tokenUrl, fetch, timers)
        : new PageTokens(options.getToken, timers, problem);
    const renewed = (token: Token) => this.#renewed(token, true);
    const failed = (reason: string) => this.telemetry.record('token.refresh.failed', '', reason);
    this.#tokens = new TokenSource(options.code ?? '', issuer, timers, random, { renewed, failed, problem });
    const device = options.device ?? browserDevice;
    const deviceId = deviceIdFrom(options.deviceStore ?? browserDeviceStore);
    this.#registrar = new Registrar(url('/api/v2/pushnotifications/registrations'), device, deviceId, fetch, timers);
    const desktop = url('/api/v2/desktop');
    const ways = {
      socket: { url: desktop.replace(/^http/, 'ws'), open: options.openSocket ?? openWebSocket },
      stream: { url: desktop, open: options.openStream ?? eventStreams(fetch, timers) },
      probeUrl: tokenUrl,
    };
    this.#choice = new SocketChoice(ways, fetch, timers);
    const token = () => this.#token?.accessToken ?? null;
    this.telemetry = new ClientTelemetry(url('/api/v2/telemetry/client-events'), deviceId, fetch, timers, token);
    const place = options.tabs === undefined ? browserTabs() : options.tabs;
    const name = `redline ${server.origin} ${device.channelId}`;
    this.#tabs = place === null ? null : new TabGroup(place, name, randomId(), timers, this.#tabEvents());
  }

  get connection(): Connection {
    const silence = this.#timers.now() - (this.#heardAt ?? this.#startedAt);
    return {
      state: this.#state,
      heardAt: this.#heardAt === null ? null : this.#known.clock.before(silence),
      secondsLost: this.#state === 'CONNECTED' ? 0 : silence / 1_000,
      closingCode: this.#closingCode,
    };
  }

  /** Whether this tab is the one of its person's that shows toasts and speaks. */
  get showsToasts(): boolean {
    return this.#tabs?.showsToasts ?? true;
  }

  /** Sends a frame; false, and nothing is sent, while there is no session. */
  send(frame: ClientFrame): boolean {
    return this.#session?.send(frame) ?? false;
  }

  /** Begins to connect. */
  start(): void {
    this.#halt();
    this.#startedAt = this.#timers.now();
    this.#heardAt = null;
    this.#tabs?.open();
    if (this.#tokens.possible) {
      this.#become('CONNECTING');
      void this.#connect();
    } else if (this.#tabs === null) {
      this.#become('SIGNED_OUT');
    } else {
      this.#become('CONNECTING');
      this.#cancelSeek = this.#timers.after(seekMilliseconds, () => this.#become('SIGNED_OUT'));
    }
  }

  /** Ends the connection and every try to get one. */
  stop(): void {
    this.#halt();
    this.#tabs?.close();
    this.telemetry.stop();
    this.#become('CONNECTING');
  }

  /** Signs in from the beginning, with another code unless it is empty. */
  signIn(code: string): void {
    this.#tokens.useCode(code);
    // It may be another person, who has another registration and has seen nothing yet.
    this.#registrationId = null;
    this.#known.forgetPosition();
    this.#tabs?.leave();
    this.start();
  }

  /** Does not wait for the next try but makes it now. Does nothing unless one is being waited for. */
  tryNow(): void {
    if (this.#tabs?.follows) this.#tabs.tryNow();
    if (this.#cancelRetry === null) return;
    this.#cancelRetry();
    this.#cancelRetry = null;
    void this.#connect();
  }

  /** The server says that the registration ends soon. */
  renewSoon(): void {
    if (this.#tabs?.follows !== true) void this.#tokens.renew();
  }

  async #connect(): Promise<void> {
    const era = ++this.#era;
    if (this.#tabs?.follows) {
      this.#session = this.#tabs.session(this.#sessionEvents(false, () => {}));
      return;
    }
    const signedIn = await this.#tokens.current();
    if (era !== this.#era) return;
    this.#reports.signedIn(signedIn.outcome);
    if (signedIn.outcome !== 'signedIn') {
      if (signedIn.outcome === 'refused') {
        this.#signOut();
        // A code serves once: after a reload another tab may lead that has used it.
        this.#tabs?.open();
      } else this.#retryLater();
      return;
    }
    const { token } = signedIn;
    if (this.#registrationId === null) {
      const registered = await this.#registrar.register(token.accessToken);
      if (era !== this.#era) return;
      if (registered.outcome !== 'registered') {
        if (registered.outcome === 'tokenInvalid') this.#tokens.discard(token);
        else {
          this.telemetry.record('registration.failed', registered.outcome, registered.reason);
          this.#events.problem(`registration: ${registered.reason}`);
        }
        if (registered.outcome === 'refused') this.#policy.slowDown();
        this.#retryLater();
        return;
      }
      this.#reports.registered();
      this.#registrationId = registered.registrationId;
    }
    this.#open(token, this.#registrationId);
  }

  #open(token: Token, registrationId: string): void {
    this.#token = token;
    this.#reports.begins();
    const hello = { token: token.accessToken, registrationId, position: this.#known.position };
    // A token renewed while the session began is sent once it stands.
    const ready = () => {
      if (this.#token !== null && this.#token !== token) this.#renewed(this.#token, false);
    };
    try {
      this.#session = new DesktopSession('', hello, this.#choice.open, this.#timers, this.#sessionEvents(true, ready));
    } catch (error) {
      this.#events.problem(`socket: ${String(error)}`);
      this.#retryLater();
    }
  }

  #sessionEvents(own: boolean, ready: () => void): SessionEvents {
    return {
      frame: (frame) => this.#take(frame, own),
      ready: () => {
        this.#ready(own);
        ready();
      },
      lost: (closing) => this.#lost(closing, own),
      problem: (reason) => this.#events.problem(reason),
    };
  }

  #take(frame: ServerFrame, own: boolean): void {
    if (this.#state === 'CONNECTED') this.#heardAt = this.#timers.now();
    if (own && frame.type === 'reset') this.#reports.reset();
    this.#events.frame(frame);
    if (!own) return;
    // Tabs that follow get what the server says, but for what it says to this session alone.
    if (frame.type !== 'answer' && frame.type !== 'pong' && frame.type !== 'registration') this.#tabs?.got(frame);
    if (frame.type === 'hello') this.#tabs?.joined(frame.person.id);
  }

  #ready(own: boolean): void {
    if (own) this.#reports.ready();
    this.telemetry.hurry();
    this.#policy.stood();
    this.#closingCode = null;
    this.#connectedAt = this.#timers.now();
    this.#heardAt = this.#connectedAt;
    this.#become('CONNECTED');
    this.#events.ready();
    if (own) this.#tabs?.ready();
  }

  #lost(closing: ClosingFrame | null, own: boolean): void {
    const connected = this.#state === 'CONNECTED';
    this.#endSession();
    if (connected && own) this.#reports.lost(closing?.code ?? 'gone');
    if (connected) this.#policy.connectionLasted(this.#timers.now() - this.#connectedAt);
    if (own) this.#tabs?.lost();
    this.#closingCode = closing?.code ?? null;
    if (closing?.code === 'registration.revoked') {
      // Somebody wants this desktop to be told nothing: only the person may undo that.
      this.#registrationId = null;
      this.#signOut();
      return;
    }
    if (closing?.code === 'token.invalid' && this.#token !== null) {
      this.#tokens.discard(this.#token);
      this.#reports.refused();
    }
    if (closing?.code.startsWith('registration.')) this.#registrationId = null;
    this.#policy.closed(closing);
    this.#become(this.#heardAt === null ? 'CONNECTING' : 'RECONNECTING');
    this.#retryLater();
  }

  #renewed(token: Token, isNews: boolean): void {
    if (isNews) this.telemetry.record('token.refreshed');
    this.#token = token;
    this.#session?.send({ type: 'token', token: token.accessToken });
    const credentials = this.#credentials();
    if (credentials !== null) this.#tabs?.renewed(credentials);
  }

  #signOut(): void {
    this.#tokens.stop();
    this.#tabs?.leave(true);
    this.#become('SIGNED_OUT');
  }

  #retryLater(): void {
    this.#cancelRetry?.();
    this.#cancelRetry = this.#timers.after(this.#policy.next(), () => {
      this.#cancelRetry = null;
      void this.#connect();
    });
  }

  #halt(): void {
    this.#era++;
    this.#cancelSeek();
    this.#cancelRetry?.();
    this.#cancelRetry = null;
    this.#known.stop();
    this.#tokens.stop();
    this.#endSession();
  }

  #endSession(): void {
    if (this.#session === null) return;
    this.#session.end();
    this.#session = null;
    this.#events.over();
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#events.changed();
  }

  #tabEvents(): TabGroupEvents {
    return {
      ...this.#events,
      follow: () => this.#begin(),
      lead: () => this.#begin(),
      found: (personId) => {
        // The page of one person never becomes another's by itself.
        const another = this.#known.person !== null && this.#known.person.id !== personId;
        if (!another && (this.#state === 'SIGNED_OUT' || !this.#tokens.possible)) this.#tabs?.follow(personId);
      },
      credentials: ({ token, registrationId }) => {
        this.#token = token;
        this.#registrationId = registrationId;
        this.#tokens.adopt(token);
      },
      signedOut: () => {
        this.#halt();
        this.#become('SIGNED_OUT');
      },
      tryNow: () => this.tryNow(),
      known: () => {
        const credentials = this.#credentials();
        return this.#state === 'CONNECTED' && credentials !== null ? { frames: this.#known.frames, credentials } : null;
      },
    };
  }

  /** Connects anew at once, another way than before: by itself, or through the tab that leads. */
  #begin(): void {
    this.#halt();
    this.#policy.beginAgain();
    if (this.#state !== 'CONNECTED') this.#become(this.#heardAt === null ? 'CONNECTING' : 'RECONNECTING');
    void this.#connect();
  }

  #credentials(): Credentials | null {
    const token = this.#tokens.now;
    return token === null || this.#registrationId === null ? null : { token, registrationId: this.#registrationId };
  }
}
