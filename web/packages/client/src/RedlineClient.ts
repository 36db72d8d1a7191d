import type { Alert, Severity } from './Alert.ts';
import type { AlertStore } from './AlertStore.ts';
import type { BlindStore } from './BlindStore.ts';
import type { Connection } from './Connection.ts';
import { ConnectionLife } from './ConnectionLife.ts';
import { DesktopState } from './DesktopState.ts';
import type { AnswerFrame, ClientReceipt, Person, Renderer, ServerFrame } from './Frame.ts';
import { Listeners } from './Listeners.ts';
import type { MessageStore } from './MessageStore.ts';
import type { QueueStore } from './QueueStore.ts';
import { Receipts } from './Receipts.ts';
import type { RedlineClientEvents, RedlineClientOptions } from './RedlineClientOptions.ts';
import { type Asked, RequestRefused, Requests } from './Requests.ts';
import type { ServerClock } from './ServerClock.ts';
import { systemTimers } from './Timers.ts';

const longestNote = 500;

/**
 * Keeps one person's desktop connected: signs in, registers, opens the socket, follows alerts, messages and queues, and
 * reconnects for ever until signing in is refused or `stop` is called. Several tabs of a person in one browser act as one:
 * one of them is connected, the others follow it. Listeners are called synchronously, in the order of frames.
 */
export class RedlineClient {
  readonly #known: DesktopState;
  readonly #life: ConnectionLife;
  readonly #receipts: Receipts;
  readonly #requests: Requests;
  // A listener that fails on problems has nobody left to tell.
  readonly #listeners = new Listeners<RedlineClientEvents>((event, error) => {
    if (event !== 'problem') this.#tell('problem', `listener: ${String(error)}`);
  });

  constructor(options: RedlineClientOptions) {
    const timers = options.timers ?? systemTimers;
    this.#receipts = new Receipts(timers, (receipt) => this.#life.send(receipt));
    this.#requests = new Requests((request) => this.#life.send(request));
    this.#known = new DesktopState(timers, this.#receipts, (what) => this.#tell(what, undefined));
    this.#life = new ConnectionLife(options, this.#known, timers, {
      frame: (frame) => this.#take(frame),
      ready: () => this.#receipts.resume(),
      over: () => {
        this.#receipts.lost();
        this.#requests.lost();
      },
      changed: () => this.#tell('connection', undefined),
      problem: (reason) => this.#tell('problem', reason),
      asked: (asked) => this.#answerTo(asked),
      rendered: (receipt) => this.#renderedElsewhere(receipt),
      toastsMoved: () => {
        this.#tell('alerts', undefined);
        this.#tell('messages', undefined);
      },
    });
  }

  /** The organization's time. */
  get clock(): ServerClock {
    return this.#known.clock;
  }

  get alerts(): AlertStore {
    return this.#known.alerts;
  }

  get messages(): MessageStore {
    return this.#known.messages;
  }

  get queues(): QueueStore {
    return this.#known.queues;
  }

  /** What there is no live data of. */
  get blind(): BlindStore {
    return this.#known.blind;
  }

  /** Whose desktop this is; null until the server has said hello. */
  get person(): Person | null {
    return this.#known.person;
  }

  /** Up to which severity this person has hidden open alerts, by alert id, on whichever desktop. */
  get hidden(): ReadonlyMap<string, Severity> {
    return this.#known.hidden;
  }

  /** The connection now. */
  get connection(): Connection {
    return this.#life.connection;
  }

  /** Whether toasts are shown, and spoken, in this tab: of several of one person only the one that is looked at does. */
  get showsToasts(): boolean {
    return this.#life.showsToasts;
  }

  /** Calls `listener` on each such event until the returned function is called. */
  on<K extends keyof RedlineClientEvents>(event: K, listener: (detail: RedlineClientEvents[K]) => void): () => void {
    return this.#listeners.on(event, listener);
  }

  /** Begins to connect. */
  start(): void {
    this.#life.start();
  }

  /** Ends the connection and every try to get one; reads CONNECTING from then on. What is known stays readable. */
  stop(): void {
    this.#life.stop();
  }

  /** Signs in with another code, or with the same one again when it is empty. */
  signIn(code = ''): void {
    this.#life.signIn(code);
  }

  /** Does not wait for the next try but makes it now. Does nothing unless one is being waited for. */
  tryNow(): void {
    this.#life.tryNow();
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
  renderFailed = (alertId: string, reason: string): void =>
    this.#life.telemetry.record('render.failed', alertId, reason);

  #refuseUnlessOpen(alertId: string): void {
    if (this.alerts.find(alertId) === undefined) throw new RequestRefused('alert.not.found', 'The alert is over.');
  }

  #take(frame: ServerFrame): void {
    this.#known.take(frame);
    if (frame.type === 'answer') this.#requests.answered(frame);
    if (frame.type === 'registration' && frame.state === 'EXPIRING') this.#life.renewSoon();
  }

  /** Asks for a tab that follows, and says what became of it. */
  async #answerTo(asked: Asked): Promise<Omit<AnswerFrame, 'type' | 'requestId'>> {
    try {
      await this.#requests.ask(asked);
      return { ok: true, code: null, message: null, ownerName: null };
    } catch (error) {
      const refused = error instanceof RequestRefused ? error : new RequestRefused('refused', String(error));
      return { ok: false, code: refused.code, message: refused.message, ownerName: refused.ownerName };
    }
  }

  #renderedElsewhere(receipt: ClientReceipt): void {
    const alert = this.alerts.find(receipt.alertId);
    if (alert === undefined || receipt.receipt !== 'rendered') return;
    this.#receipts.rendered({ ...alert, revision: Math.min(alert.revision, receipt.revision) }, receipt.by);
  }

  #tell<K extends keyof RedlineClientEvents>(event: K, detail: RedlineClientEvents[K]): void {
    this.#listeners.tell(event, detail);
  }
}
