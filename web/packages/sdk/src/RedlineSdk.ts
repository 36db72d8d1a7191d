import { type Alert, browserDevice, RedlineClient, type RedlineClientOptions } from '@redline/client';
import type { Handler, RenderEscalationToast, Sdk, SdkEvents, StartOptions, Subscription } from './contract.ts';
import { Escalations, type Raised } from './Escalations.ts';
import { addEscalationToasts, type EscalationToasts } from './EscalationToasts.ts';
import { Handlers } from './Handlers.ts';
import { SourceBlinds } from './SourceBlinds.ts';

/** Another kind of page than ours, so that one machine may have both. */
const device = { ...browserDevice, channelId: 'redline-sdk' };

/** Redline in a page of somebody else: connects, and tells the page's handlers of escalations. Its methods need no `this`. */
export class RedlineSdk implements Sdk {
  readonly #connect: (options: RedlineClientOptions) => RedlineClient;
  readonly #escalations = new Escalations();
  readonly #blinds = new SourceBlinds();
  readonly #handlers: Handlers;
  /** Told of on a page that was not shown: painted when it is. */
  readonly #unseen = new Map<string, Alert>();
  #client: RedlineClient | null = null;
  #toasts: EscalationToasts | null = null;
  #language: string | undefined;
  #followsPage = false;

  /** Tests give a client of their own. */
  constructor(connect = (options: RedlineClientOptions) => new RedlineClient(options)) {
    this.#connect = connect;
    this.#handlers = new Handlers(
      () => this.#escalations.current(),
      () => this.#blinds.current(),
      (raised) => this.#done(raised),
      (raised, error) => this.#client?.renderFailed(raised.alert.alertId, String(error)),
    );
  }

  readonly on = <K extends keyof SdkEvents>(event: K, handler: Handler<K>): Subscription =>
    this.#handlers.on(event, handler);

  readonly start = (options: StartOptions): void => {
    const { server, getToken, language } = checked(options);
    this.stop();
    this.#language = language;
    const client = this.#connect({ server, getToken, device });
    this.#client = client;
    this.#giveToasts(client);
    client.on('problem', (reason) => this.report(reason));
    client.on('alerts', () => this.#compare(client));
    client.on('blind', () => this.#compareBlind(client));
    client.on('connection', () => this.#connectionChanged(client));
    this.#followPage();
    client.start();
  };

  readonly stop = (): void => {
    const client = this.#client;
    this.#client = null;
    this.#unseen.clear();
    client?.stop();
  };

  readonly renderEscalationToast: RenderEscalationToast = ({ queueId }) => {
    this.#toasts ??= addEscalationToasts();
    this.#giveToasts(this.#client);
    this.#toasts.show(queueId);
  };

  /** Says that something is wrong, as to a handler of `problem`. */
  readonly report = (message: string, error?: unknown): void => this.#handlers.report(message, error);

  #giveToasts(client: RedlineClient | null): void {
    if (this.#toasts === null) return;
    this.#toasts.client = client;
    if (this.#language === undefined) this.#toasts.removeAttribute('lang');
    else this.#toasts.lang = this.#language;
  }

  #connectionChanged(client: RedlineClient): void {
    const { state } = client.connection;
    if (state === 'CONNECTED') this.#compare(client);
    if (state === 'SIGNED_OUT') this.report('this desktop was unregistered; call start to register it again.');
  }

  #compare(client: RedlineClient): void {
    if (client !== this.#client) return;
    const seen = { open: client.alerts.open, over: client.alerts.over, hidden: client.hidden };
    const ends = this.#escalations.ends(seen);
    // What is hidden is told after what is open; when the connection stands, both are known.
    const changes = client.connection.state === 'CONNECTED' ? this.#escalations.changes(seen) : [];
    for (const raised of [...ends, ...changes]) this.#handlers.raise(raised);
  }

  #compareBlind(client: RedlineClient): void {
    if (client !== this.#client) return;
    for (const blind of this.#blinds.changes(client.blind.open, client.clock.now())) this.#handlers.raiseBlind(blind);
  }

  /** Only what was to be shown is proof that it was: an update is none. */
  #done({ type, alert }: Raised): void {
    if (type !== 'QUEUE_ESCALATION') return;
    if (document.hidden) this.#unseen.set(alert.alertId, alert);
    else this.#client?.rendered(alert, 'HANDLER');
  }

  #followPage(): void {
    if (this.#followsPage) return;
    this.#followsPage = true;
    // A network that is back, or a person who looks, should not wait for the next try.
    addEventListener('online', () => this.#client?.tryNow());
    document.addEventListener('visibilitychange', () => {
      if (document.hidden) return;
      for (const alert of this.#unseen.values()) this.#client?.rendered(alert, 'HANDLER');
      this.#unseen.clear();
      this.#client?.tryNow();
    });
  }
}

function checked(options: StartOptions): StartOptions {
  const { server, getToken, language } = Object(options) as Partial<StartOptions>;
  const isUrl = typeof server === 'string' && /^https?:/i.test(server) && URL.canParse(server);
  if (!isUrl)
    throw new TypeError('start: server is the URL of the Redline server, such as https://redline.example.com');
  if (typeof getToken !== 'function') throw new TypeError('start: getToken is a function that gives a token');
  if (language !== undefined && typeof language !== 'string')
    throw new TypeError('start: language is a text such as de-DE');
  return { server, getToken, language };
}
