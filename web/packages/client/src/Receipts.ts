import { type Alert, isOpen } from './Alert.ts';
import type { ClientReceipt, Renderer } from './Frame.ts';
import type { Timers } from './Timers.ts';

/** Up to which revision each receipt of an alert has been made out. */
interface Made {
  readonly openedAt: number;
  received: number;
  rendered: number;
}

/** Receipts sent this shortly before a loss may not have arrived; doing one again is harmless. */
const doubtMilliseconds = 30_000;

/**
 * The receipts of a desktop: one `received` and one `rendered` per revision of an open alert. They wait until the frame
 * they are about has been painted, and then leave together; while there is no session, until there is one.
 */
export class Receipts {
  readonly #timers: Timers;
  readonly #send: (receipt: ClientReceipt) => boolean;
  readonly #made = new Map<string, Made>();
  /** By alert and kind, so that a later revision takes the place of one that has not left. */
  readonly #waiting = new Map<string, ClientReceipt>();
  readonly #sent = new Map<string, { readonly receipt: ClientReceipt; readonly at: number }>();
  #cancel: (() => void) | null = null;

  /** `send` says whether there was a session to send it with. */
  constructor(timers: Timers, send: (receipt: ClientReceipt) => boolean) {
    this.#timers = timers;
    this.#send = send;
  }

  /** An alert has arrived. */
  received(alert: Alert): void {
    if (!isOpen(alert)) return;
    const { alertId, revision } = alert;
    const made = this.#madeOf(alert);
    if (made.received >= revision) return;
    made.received = revision;
    this.#add({ type: 'receipt', alertId, revision, receipt: 'received' });
  }

  /** An alert was painted on a page that is shown. */
  rendered(alert: Alert, by: Renderer): void {
    if (!isOpen(alert)) return;
    const { alertId, revision } = alert;
    const made = this.#madeOf(alert);
    if (made.rendered >= revision) return;
    made.rendered = revision;
    this.#add({ type: 'receipt', alertId, revision, receipt: 'rendered', by });
  }

  /** Forgets the alerts that are not among these, and what waits about them: there are no such alerts any more. */
  keepOnly(has: (alertId: string) => boolean): void {
    for (const alertId of [...this.#made.keys()]) {
      if (!has(alertId)) this.#drop(alertId);
    }
  }

  /** Forgets an alert that is over; what waits about it still leaves. */
  forget(alertId: string): void {
    this.#made.delete(alertId);
    for (const key of keysOf(alertId)) this.#sent.delete(key);
  }

  /** There is a session again. */
  resume(): void {
    this.#leaveLater();
  }

  /** The session is lost: what left shortly before leaves once more. */
  lost(): void {
    for (const [key, { receipt, at }] of this.#sent) {
      if (this.#timers.now() - at <= doubtMilliseconds && !this.#waiting.has(key)) this.#waiting.set(key, receipt);
    }
    this.#sent.clear();
    this.stop();
  }

  /** Sends nothing until something new happens. */
  stop(): void {
    this.#cancel?.();
    this.#cancel = null;
  }

  #madeOf({ alertId, openedAt }: Alert): Made {
    const known = this.#made.get(alertId);
    // The same id with another start is another alert.
    if (known !== undefined && known.openedAt === openedAt) return known;
    const made = { openedAt, received: 0, rendered: 0 };
    this.#drop(alertId);
    this.#made.set(alertId, made);
    return made;
  }

  #drop(alertId: string): void {
    this.forget(alertId);
    for (const key of keysOf(alertId)) this.#waiting.delete(key);
  }

  #add(receipt: ClientReceipt): void {
    this.#waiting.set(keyOf(receipt), receipt);
    this.#leaveLater();
  }

  #leaveLater(): void {
    if (this.#waiting.size === 0) return;
    this.#cancel ??= this.#timers.afterPaint(() => {
      this.#cancel = null;
      this.#leave();
    });
  }

  #leave(): void {
    const at = this.#timers.now();
    for (const [key, { at: sentAt }] of this.#sent) {
      if (at - sentAt > doubtMilliseconds) this.#sent.delete(key);
    }
    for (const [key, receipt] of [...this.#waiting]) {
      if (!this.#send(receipt)) return;
      this.#waiting.delete(key);
      this.#sent.set(key, { receipt, at });
    }
  }
}

function keyOf({ alertId, receipt }: Pick<ClientReceipt, 'alertId' | 'receipt'>): string {
  return `${receipt} ${alertId}`;
}

function keysOf(alertId: string): string[] {
  return [keyOf({ alertId, receipt: 'received' }), keyOf({ alertId, receipt: 'rendered' })];
}
