import type { Alert, Severity } from './Alert.ts';
import { AlertStore } from './AlertStore.ts';
import { ClientTelemetry } from './ClientTelemetry.ts';
import type { Connection, ConnectionState } from './Connection.ts';
import { DesktopSession } from './DesktopSession.ts';
import { browserDevice, browserDeviceStore, deviceIdFrom } from './Device.ts';
import { eventStreams } from './EventStream.ts';
import type { Fetch } from './Fetch.ts';
import type { ClosingFrame, Person, Position, Renderer, ServerFrame } from './Frame.ts';
import { Listeners } from './Listeners.ts';
import { MessageEnds } from './MessageEnds.ts';
import { MessageStore } from './MessageStore.ts';
import { PageTokens } from './PageTokens.ts';
import { QueueStore } from './QueueStore.ts';
import { Receipts } from './Receipts.ts';
import { ReconnectPolicy } from './ReconnectPolicy.ts';
import type { RedlineClientEvents, RedlineClientOptions } from './RedlineClientOptions.ts';
import { Registrar } from './Registrar.ts';
import { RequestRefused, Requests } from './Requests.ts';
import { ServerClock } from './ServerClock.ts';
import { SessionReports } from './SessionReports.ts';
import { SignIn, type Token } from './SignIn.ts';
import { openWebSocket } from './Socket.ts';
import { SocketChoice } from './SocketChoice.ts';
import { systemTimers, type Timers } from './Timers.ts';
import { TokenSource } from './TokenSource.ts';

const longestNote = 500;

/**
 * Keeps one person's desktop connected: signs in, registers, opens the socket, follows alerts, messages and queues, and
 * reconnects for ever until signing in is refused or `stop` is called. Listeners are called synchronously, in the order
 * of frames.
 */
export class RedlineClient {
  /** The organization's time. */
  readonly clock: ServerClock;
  readonly alerts = new AlertStore();
  readonly messages = new MessageStore();
  readonly queues = new QueueStore();

  readonly #server: URL;
  readonly #timers: Timers;
  readonly #policy: ReconnectPolicy;
  readonly #tokens: TokenSource;
  readonly #registrar: Registrar;
  readonly #choice: SocketChoice;
  readonly #receipts: Receipts;
  readonly #requests: Requests;
  readonly #ends: MessageEnds;
  readonly #telemetry: ClientTelemetry;
  readonly #reports = new SessionReports((...event) => this.#telemetry.record(...event));
  readonly #hidden = new Map<string, Severity>();
  // A listener that fails on problems has nobody left to tell.
  readonly #listeners = new Listeners<RedlineClientEvents>((event, error) => {
    if (event !== 'problem') this.#tell('problem', `listener: ${String(error)}`);
  });

  #state: ConnectionState = 'CONNECTING';
  #person: Person | null = null;
  #token: Token | null = null;
  #registrationId: string | null = null;
  #position: Position | null = null;
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
    const timers = options.timers ?? systemTimers;
    const fetch: Fetch = options.fetch ?? ((url, init) => globalThis.fetch(url, init));
    const random = options.random ?? Math.random;
    this.#timers = timers;
    this.#server = new URL(options.server);
    this.#policy = new ReconnectPolicy(random);
    const tokenUrl = options.tokenUrl ?? this.#url('/oauth/token');
    const problem = (reason: string) => this.#tell('problem', reason);
    const issuer =
      options.getToken === undefined
        ? new SignIn(tokenUrl, fetch, timers)
        : new PageTokens(options.getToken, timers, problem);
    const renewed = (token: Token) => this.#renewed(token, true);
    const failed = (reason: string) => this.#telemetry.record('token.refresh.failed', '', reason);
    this.#tokens = new TokenSource(options.code ?? '', issuer, timers, random, { renewed, failed, problem });
    const deviceId = deviceIdFrom(options.deviceStore ?? browserDeviceStore);
    const registrationsUrl = this.#url('/api/v2/pushnotifications/registrations');
    this.#registrar = new Registrar(registrationsUrl, options.device ?? browserDevice, deviceId, fetch, timers);
    const streamUrl = this.#url('/api/v2/desktop');
    const ways = {
      socket: { url: streamUrl.replace(/^http/, 'ws'), open: options.openSocket ?? openWebSocket },
      stream: { url: streamUrl, open: options.openStream ?? eventStreams(fetch, timers) },
      probeUrl: tokenUrl,
    };
    this.#choice = new SocketChoice(ways, fetch, timers);
    this.#receipts = new Receipts(timers, (receipt) => this.#session?.send(receipt) ?? false);
    this.#requests = new Requests((request) => this.#session?.send(request) ?? false);
    this.clock = new ServerClock(timers);
    this.#ends = new MessageEnds(this.messages, this.clock, timers, () => this.#tell('messages', undefined));
    const telemetryUrl = this.#url('/api/v2/telemetry/client-events');
    this.#telemetry = new ClientTelemetry(
      telemetryUrl,
      deviceId,
      fetch,
      timers,
      () => this.#token?.accessToken ?? null,
    );
  }

  /** Whose desktop this is; null until the server has said hello. */
  get person(): Person | null {
    return this.#person;
  }

  /** Up to which severity this person has hidden open alerts, by alert id, on whichever desktop. */
  get hidden(): ReadonlyMap<string, Severity> {
    return this.#hidden;
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
  on<K extends keyof RedlineClientEvents>(event: K, listener: (detail: RedlineClientEvents[K]) => void): () => void {
    return this.#listeners.on(event, listener);
  }

  /** Begins to connect. */
  start(): void {
    this.#halt();
    this.#startedAt = this.#timers.now();
    this.#heardAt = null;
    this.#become(this.#tokens.possible ? 'CONNECTING' : 'SIGNED_OUT');
    if (this.#state !== 'SIGNED_OUT') void this.#connect();
  }

  /** Ends the connection and every try to get one; reads CONNECTING from then on. What is known stays readable. */
  stop(): void {
    this.#halt();
    this.#telemetry.stop();
    this.#become('CONNECTING');
  }

  /** Signs in with another code, or with the same one again when it is empty. */
  signIn(code = ''): void {
    this.#tokens.useCode(code);
    // It may be another person, who has another registration and has seen nothing yet.
    this.#registrationId = this.#position = null;
    this.start();
  }

  /** Does not wait for the next try but makes it now. Does nothing unless one is being waited for. */
  tryNow(): void {
    if (this.#cancelRetry === null) return;
    this.#cancelRetry();
    this.#cancelRetry = null;
    void this.#connect();
  }

  /**
   * Takes an alert for this person. Resolves when the server has kept it; else rejects with RequestRefused, whose code
   * is `alert.already.acknowledged` with the owner when somebody was faster, `connection.lost` when nobody can know.
   */
  async acknowledge(alertId: string, note = ''): Promise<void> {
    // biome-ignore lint/suspicious/noControlCharactersInRegex: the protocol has no control characters in texts
    const text = note.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ').trim();
    if (text.length > longestNote) throw new RequestRefused('note.too.long', `A note has ${longestNote} characters.`);
    this.#refuseUnlessOpen(alertId);
    await this.#requests.ask({ type: 'acknowledge', alertId, note: text === '' ? null : text });
  }

  /** Hides an alert for this person, on all their desktops, up to a severity. Settles as `acknowledge` does. */
  async hide(alertId: string, severity: Severity): Promise<void> {
    this.#refuseUnlessOpen(alertId);
    await this.#requests.ask({ type: 'hide', alertId, severity });
  }

  /** Says that an alert was painted on a page that is shown; the server is told once per revision, after the paint. */
  rendered(alert: Alert, by: Renderer): void {
    if (this.alerts.find(alert.alertId)?.openedAt === alert.openedAt) this.#receipts.rendered(alert, by);
  }

  /** Says that an alert could not be shown; the reason is for whoever looks after desktops, and holds no secret. */
  renderFailed = (alertId: string, reason: string): void => this.#telemetry.record('render.failed', alertId, reason);

  #refuseUnlessOpen(alertId: string): void {
    if (this.alerts.find(alertId) === undefined) throw new RequestRefused('alert.not.found', 'The alert is over.');
  }

  async #connect(): Promise<void> {
    const era = ++this.#era;
    const signedIn = await this.#tokens.current();
    if (era !== this.#era) return;
    this.#reports.signedIn(signedIn.outcome);
    if (signedIn.outcome !== 'signedIn') {
      if (signedIn.outcome === 'refused') this.#signOut();
      else this.#retryLater();
      return;
    }
    const { token } = signedIn;
    if (this.#registrationId === null) {
      const registered = await this.#registrar.register(token.accessToken);
      if (era !== this.#era) return;
      if (registered.outcome !== 'registered') {
        if (registered.outcome === 'tokenInvalid') this.#tokens.discard(token);
        else {
          this.#telemetry.record('registration.failed', registered.outcome, registered.reason);
          this.#tell('problem', `registration: ${registered.reason}`);
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
    const hello = { token: token.accessToken, registrationId, position: this.#position };
    try {
      this.#session = new DesktopSession('', hello, this.#choice.open, this.#timers, {
        frame: (frame) => this.#take(frame),
        ready: () => this.#ready(token),
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
    if ('offset' in frame && frame.type !== 'hello') this.#seen(frame);
    switch (frame.type) {
      case 'hello':
        this.clock.set(frame.clock.now, frame.clock.speed);
        this.#person = frame.person;
        break;
      case 'reset':
        this.#reports.reset();
        this.alerts.reset(frame.alerts);
        this.messages.reset(frame.messages);
        this.#hidden.clear();
        this.#receipts.keepOnly((alertId) => this.alerts.find(alertId) !== undefined);
        for (const alert of this.alerts.open) this.#receipts.received(alert);
        this.#tell('alerts', undefined);
        this.#ends.look();
        break;
      case 'alert':
        this.#takeAlert(frame.alert);
        break;
      case 'withdrawn':
        this.#forget(frame.alertId);
        if (this.alerts.withdraw(frame.alertId)) this.#tell('alerts', undefined);
        break;
      case 'hidden':
        if (this.alerts.find(frame.alertId) === undefined) break;
        this.#hidden.set(frame.alertId, frame.severity);
        this.#tell('alerts', undefined);
        break;
      case 'message':
        this.messages.apply(frame.message);
        this.#ends.look();
        break;
      case 'metrics':
        this.clock.atLeast(frame.at);
        this.queues.apply(frame);
        this.#tell('queues', undefined);
        this.#ends.moved();
        break;
      case 'answer':
        this.#requests.answered(frame);
        break;
      case 'registration':
        if (frame.state === 'EXPIRING') void this.#tokens.renew();
        break;
      default:
    }
  }

  #takeAlert(alert: Alert): void {
    const known = this.alerts.find(alert.alertId);
    const change = this.alerts.apply(alert);
    if (change === 'outdated') return;
    // Over, or another alert under an id that was used before: nobody has hidden it.
    if (change === 'resolved' || known?.openedAt !== alert.openedAt) this.#forget(alert.alertId);
    this.#receipts.received(alert);
    this.#tell('alerts', undefined);
  }

  #forget(alertId: string): void {
    this.#hidden.delete(alertId);
    this.#receipts.forget(alertId);
  }

  #seen(frame: { readonly offset: number; readonly epoch?: string }): void {
    const epoch = frame.epoch ?? this.#position?.epoch;
    if (epoch !== undefined) this.#position = { epoch, offset: frame.offset };
  }

  #ready(helloToken: Token): void {
    this.#reports.ready();
    this.#policy.stood();
    this.#closingCode = null;
    this.#connectedAt = this.#timers.now();
    this.#heardAt = this.#connectedAt;
    this.#become('CONNECTED');
    this.#receipts.resume();
    // It was renewed while the session began.
    if (this.#token !== null && this.#token !== helloToken) this.#renewed(this.#token, false);
  }

  #lost(closing: ClosingFrame | null): void {
    const connected = this.#state === 'CONNECTED';
    this.#endSession();
    if (connected) this.#reports.lost(closing?.code ?? 'gone');
    if (connected) this.#policy.connectionLasted(this.#timers.now() - this.#connectedAt);
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
    if (isNews) this.#telemetry.record('token.refreshed');
    this.#token = token;
    this.#session?.send({ type: 'token', token: token.accessToken });
  }

  #signOut(): void {
    this.#tokens.stop();
    this.#become('SIGNED_OUT');
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
    this.#ends.stop();
    this.#tokens.stop();
    this.#endSession();
  }

  #endSession(): void {
    if (this.#session === null) return;
    this.#session.end();
    this.#session = null;
    this.#receipts.lost();
    this.#requests.lost();
  }

  #url(path: string): string {
    return new URL(path, this.#server).href;
  }

  #become(state: ConnectionState): void {
    this.#state = state;
    this.#tell('connection', undefined);
  }

  #tell<K extends keyof RedlineClientEvents>(event: K, detail: RedlineClientEvents[K]): void {
    this.#listeners.tell(event, detail);
  }
}
