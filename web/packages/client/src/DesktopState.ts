import type { Alert, Severity } from './Alert.ts';
import { AlertStore } from './AlertStore.ts';
import { BlindStore } from './BlindStore.ts';
import type { HelloFrame, Person, Position, ServerFrame } from './Frame.ts';
import { MessageEnds } from './MessageEnds.ts';
import { MessageStore } from './MessageStore.ts';
import { QueueStore } from './QueueStore.ts';
import type { Receipts } from './Receipts.ts';
import type { RedlineClientEvents } from './RedlineClientOptions.ts';
import { ServerClock } from './ServerClock.ts';
import type { Timers } from './Timers.ts';

/** What changed, for those who show it. */
export type StateChange = Exclude<keyof RedlineClientEvents, 'problem' | 'connection'>;

/** What a desktop knows: what the frames it has taken add up to. */
export class DesktopState {
  /** The organization's time. */
  readonly clock: ServerClock;
  readonly alerts = new AlertStore();
  readonly messages = new MessageStore();
  readonly queues = new QueueStore();
  readonly blind = new BlindStore();
  /** Up to which severity the person has hidden open alerts, by alert id. */
  readonly hidden = new Map<string, Severity>();
  readonly #ends: MessageEnds;
  readonly #receipts: Receipts;
  readonly #changed: (what: StateChange) => void;
  #hello: HelloFrame | null = null;
  #position: Position | null = null;

  constructor(timers: Timers, receipts: Receipts, changed: (what: StateChange) => void) {
    this.clock = new ServerClock(timers);
    this.#receipts = receipts;
    this.#changed = changed;
    this.#ends = new MessageEnds(this.messages, this.clock, timers, () => changed('messages'));
  }

  /** Whose desktop this is; null until the server has said hello. */
  get person(): Person | null {
    return this.#hello?.person ?? null;
  }

  /** What it has seen of the server's numbering. */
  get position(): Position | null {
    return this.#position;
  }

  /** Another person may come, who has seen nothing yet. */
  forgetPosition(): void {
    this.#position = null;
  }

  /** Looks no more for messages that end. */
  stop(): void {
    this.#ends.stop();
  }

  /** Takes a frame; those that are about the connection alone are passed over. */
  take(frame: ServerFrame): void {
    if ('offset' in frame && frame.type !== 'hello') this.#seen(frame);
    switch (frame.type) {
      case 'hello':
        this.clock.set(frame.clock.now, frame.clock.speed);
        this.#hello = frame;
        break;
      case 'reset':
        this.alerts.reset(frame.alerts);
        this.messages.reset(frame.messages);
        this.hidden.clear();
        this.#receipts.keepOnly((alertId) => this.alerts.find(alertId) !== undefined);
        for (const alert of this.alerts.open) this.#receipts.received(alert);
        this.blind.reset(frame.blind ?? []);
        this.#changed('alerts');
        this.#changed('blind');
        this.#ends.look();
        break;
      case 'alert':
        this.#takeAlert(frame.alert);
        break;
      case 'withdrawn':
        this.#forget(frame.alertId);
        if (this.alerts.withdraw(frame.alertId)) this.#changed('alerts');
        break;
      case 'hidden':
        if (this.alerts.find(frame.alertId) === undefined) break;
        this.hidden.set(frame.alertId, frame.severity);
        this.#changed('alerts');
        break;
      case 'message':
        this.messages.apply(frame.message);
        this.#ends.look();
        break;
      case 'blind':
        this.blind.apply(frame.blind);
        this.#changed('blind');
        break;
      case 'metrics':
        this.clock.atLeast(frame.at);
        this.queues.apply(frame);
        this.#changed('queues');
        this.#ends.moved();
        break;
      default:
    }
  }

  /** The frames that would tell another desktop of the same person all this; none before a hello. */
  get frames(): readonly ServerFrame[] {
    const now = this.clock.now();
    if (this.#hello === null || this.#position === null || now === null) return [];
    const clock = { now, speed: this.clock.speed };
    return [
      { ...this.#hello, ...this.#position, clock },
      {
        type: 'reset',
        ...this.#position,
        alerts: this.alerts.open,
        messages: this.messages.open,
        blind: this.blind.open,
      },
      ...[...this.hidden].map(([alertId, severity]) => ({ type: 'hidden', alertId, severity }) as const),
      { type: 'metrics', at: now, complete: true, queues: this.queues.all },
    ];
  }

  #takeAlert(alert: Alert): void {
    const known = this.alerts.find(alert.alertId);
    const change = this.alerts.apply(alert);
    if (change === 'outdated') return;
    // Over, or another alert under an id that was used before: nobody has hidden it.
    if (change === 'resolved' || known?.openedAt !== alert.openedAt) this.#forget(alert.alertId);
    this.#receipts.received(alert);
    this.#changed('alerts');
  }

  #forget(alertId: string): void {
    this.hidden.delete(alertId);
    this.#receipts.forget(alertId);
  }

  #seen(frame: { readonly offset: number; readonly epoch?: string }): void {
    const epoch = frame.epoch ?? this.#position?.epoch;
    if (epoch !== undefined) this.#position = { epoch, offset: frame.offset };
  }
}
