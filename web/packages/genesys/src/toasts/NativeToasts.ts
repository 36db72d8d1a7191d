import {
  type Alert,
  type Message,
  type RedlineClient,
  type Severity,
  severityRank,
  systemTimers,
  type Timers,
} from '@redline/client';
import {
  alertFacts,
  alertText,
  connectionMessage,
  isolated,
  overFacts,
  overText,
  queueLabel,
  type Speech,
  stackToasts,
  type Toast,
} from '@redline/widget';
import type { GenesysHost, HostToast } from '../host/GenesysHost.ts';

/** How long what does not have to be closed stays. */
const warningSeconds = 20;
const endedSeconds = 5;
/** More new at once than this become one toast. */
const oneByOne = 3;
/** How often the connection is looked at: whether it is lost follows from the time alone. */
const lookMilliseconds = 5_000;
/** How long changes are gathered: a storm comes as many frames. */
const gatherMilliseconds = 250;

/** A toast that may still be on the screen. The platform does not say when one is closed. */
interface Shown {
  readonly alert: Alert;
  readonly until: number;
}

/**
 * Tells Genesys Cloud what its own toasts and badge should say: a toast when a queue's warning comes or rises, which is
 * replaced when it is over, taken or hidden. Nothing is repeated because a value changed.
 */
export class NativeToasts {
  readonly #client: RedlineClient;
  readonly #host: Pick<GenesysHost, 'showToast' | 'setAttentionCount'>;
  readonly #speech: Speech;
  readonly #said = new Map<string, Severity>();
  readonly #shown = new Map<string, Shown>();
  readonly #messages = new Set<string>();
  #attention = 0;
  #isLost = false;
  readonly #timers: Timers;
  #cancelGathering: (() => void) | null = null;
  #cancelLooking = () => {};
  #stopFollowing: (() => void)[] = [];

  constructor(
    client: RedlineClient,
    host: Pick<GenesysHost, 'showToast' | 'setAttentionCount'>,
    speech: Speech,
    timers: Timers = systemTimers,
  ) {
    this.#client = client;
    this.#host = host;
    this.#speech = speech;
    this.#timers = timers;
  }

  start(): void {
    const client = this.#client;
    const changed = () => {
      this.#cancelGathering ??= this.#timers.after(gatherMilliseconds, () => {
        this.#cancelGathering = null;
        this.#compare();
      });
    };
    this.#stopFollowing = [
      client.on('alerts', changed),
      client.on('messages', changed),
      client.on('connection', changed),
    ];
    this.#look();
    changed();
  }

  stop(): void {
    for (const stop of this.#stopFollowing) stop();
    this.#cancelGathering?.();
    this.#cancelLooking();
  }

  #look(): void {
    this.#cancelLooking = this.#timers.after(lookMilliseconds, () => {
      this.#compareConnection();
      this.#look();
    });
  }

  #compare(): void {
    this.#compareConnection();
    this.#count();
    // What is hidden is told after what is open; when the connection stands, both are known.
    if (this.#client.connection.state !== 'CONNECTED') return;
    const toasts = this.#asking();
    this.#end(toasts);
    this.#tell(toasts);
    this.#tellMessages(this.#client.messages.open);
  }

  /** The queues that ask for somebody, as toasts. */
  #asking(): readonly Toast[] {
    const { alerts, hidden } = this.#client;
    const stack = stackToasts(alerts.open, ({ alertId, severity }) => {
      const upTo = hidden.get(alertId);
      return upTo !== undefined && severityRank(severity) <= severityRank(upTo);
    });
    return [...stack.shown, ...stack.collected];
  }

  #tell(toasts: readonly Toast[]): void {
    const fresh = toasts.filter(({ queueId, worst }) => {
      const said = this.#said.get(queueId);
      return said === undefined || severityRank(worst.severity) > severityRank(said);
    });
    this.#said.clear();
    for (const { queueId, worst } of toasts) this.#said.set(queueId, worst.severity);
    // Of several such frames of a person one speaks.
    if (!this.#client.showsToasts) return;
    if (fresh.length > oneByOne) this.#showMany(toasts);
    else for (const toast of fresh) this.#showOne(toast);
  }

  #showOne({ worst, alerts }: Toast): void {
    const { texts } = this.#speech;
    const role = this.#client.person?.role ?? 'AGENT';
    const facts = alertFacts(worst, this.#client.queues, this.#client.clock.now());
    const isCritical = worst.severity === 'CRITICAL';
    this.#host.showToast({
      id: worst.alertId,
      title: texts.severity(worst.severity),
      text: alertText(this.#speech, facts, worst.severity, role),
      type: isCritical ? 'error' : 'info',
      seconds: warningSeconds,
    });
    const until = isCritical ? Number.POSITIVE_INFINITY : this.#timers.now() + warningSeconds * 1_000;
    this.#shown.set(worst.alertId, { alert: worst, until });
    // The platform has it, on a page that is shown: it gives no other sign that a toast was seen.
    if (document.hidden) return;
    for (const alert of alerts) this.#client.rendered(alert, 'HANDLER');
  }

  #showMany(toasts: readonly Toast[]): void {
    const { texts } = this.#speech;
    const since = Math.min(...toasts.map(({ worst }) => worst.triggeredAt));
    this.#host.showToast({
      id: 'redline-many',
      title: texts.manyQueues(toasts.length),
      text: texts.manyQueuesSince(since),
      type: toasts.some(({ worst }) => worst.severity === 'CRITICAL') ? 'error' : 'info',
      seconds: warningSeconds,
    });
  }

  /** Replaces what asks for nobody any more. */
  #end(toasts: readonly Toast[]): void {
    const asking = new Set(toasts.flatMap(({ alerts }) => alerts.map((alert) => alert.alertId)));
    for (const [alertId, { alert, until }] of this.#shown) {
      if (asking.has(alertId)) continue;
      this.#shown.delete(alertId);
      if (until > this.#timers.now())
        this.#host.showToast({ id: alertId, seconds: endedSeconds, ...this.#ending(alert) });
    }
  }

  #ending(alert: Alert): Pick<HostToast, 'title' | 'text' | 'type'> {
    const { texts } = this.#speech;
    const over = this.#client.alerts.over.find((other) => other.alertId === alert.alertId);
    if (over !== undefined)
      return { title: texts.panelOver, text: overText(this.#speech, overFacts(over)), type: 'success' };
    const taken = this.#client.alerts.find(alert.alertId)?.acknowledgement ?? null;
    if (taken !== null) {
      return { title: texts.takenTitle, text: texts.taken(isolated(taken.name), taken.at), type: 'info' };
    }
    return {
      title: texts.hiddenTitle,
      text: texts.hiddenText(queueLabel(alert.queueName, alert.mediaType)),
      type: 'info',
    };
  }

  #tellMessages(open: readonly Message[]): void {
    const { texts } = this.#speech;
    for (const { messageId, severity, title, text } of open) {
      if (this.#messages.has(messageId)) continue;
      const type = severity === 'CRITICAL' ? 'error' : 'info';
      this.#host.showToast({
        id: messageId,
        title: `${texts.severity(severity)}: ${title}`,
        text,
        type,
        seconds: warningSeconds,
      });
    }
    this.#messages.clear();
    for (const { messageId } of open) this.#messages.add(messageId);
  }

  /** The badge counts queues, as ours does. */
  #count(): void {
    const queues = new Set(this.#client.alerts.open.map((alert) => alert.queueId)).size;
    if (queues === this.#attention) return;
    this.#attention = queues;
    this.#host.setAttentionCount(queues);
  }

  /** The frame may be folded away while the connection is lost: then nobody would know that no warning can come. */
  #compareConnection(): void {
    const { tone, text } = connectionMessage(this.#speech.texts, this.#client.connection);
    const isLost = tone === 'lost';
    if (isLost === this.#isLost || (this.#isLost && tone !== 'good')) return;
    this.#isLost = isLost;
    this.#host.showToast({
      id: 'redline-connection',
      title: 'Redline',
      text,
      type: isLost ? 'error' : 'success',
      seconds: endedSeconds,
    });
  }
}
