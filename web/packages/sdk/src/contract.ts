/** What a page sees of Redline. Imports nothing, so that these are the package's types as they stand. */

/** How grave an escalation is. */
export type EscalationSeverity = 'WARNING' | 'CRITICAL';

/** What an event says of one escalation of a queue. Immutable. */
export interface QueueEscalation {
  /**
   * QUEUE_ESCALATION when it begins and when its level rises, which is when people are to be told;
   * QUEUE_ESCALATION_UPDATED when anything else of it changes; QUEUE_ESCALATION_RESOLVED when it is over.
   */
  readonly type: 'QUEUE_ESCALATION' | 'QUEUE_ESCALATION_UPDATED' | 'QUEUE_ESCALATION_RESOLVED';
  readonly alertId: string;
  /** Rises with each change of this alert. */
  readonly revision: number;
  /** WITHDRAWN: it goes on, but is no longer this person's to see. */
  readonly state: 'TRIGGERED' | 'ACKNOWLEDGED' | 'RESOLVED' | 'WITHDRAWN';
  readonly severity: EscalationSeverity;
  readonly queueId: string;
  readonly queueName: string;
  /** Null when the stream reads queue-wide metrics only. */
  readonly mediaType: string | null;
  /** Values by name, such as `waitTimeSeconds` and `waitingCount`; one that is not known is absent. Times in seconds. */
  readonly metrics: Readonly<Record<string, number>>;
  /** The constant compared with `waitTimeSeconds`, else of the first numeric comparison, else null. */
  readonly threshold: number | null;
  /** All comparisons that are true. */
  readonly comparisons: readonly {
    readonly field: string;
    readonly operator: string;
    readonly threshold: unknown;
    readonly value: unknown;
  }[];
  /** ISO 8601 in UTC, by the organization's clock. */
  readonly openedAt: string;
  readonly streamId: string;
  /** True for an alert sent to try things out. */
  readonly test: boolean;
}

/** What an event says of queues of which there is no live data. Immutable. */
export interface SourceBlind {
  readonly type: 'SOURCE_BLIND';
  /** The source and the cause in one; the same again replaces what was said before. */
  readonly blindId: string;
  /** OVER: there is live data again, or it is no longer this person's to know. */
  readonly state: 'BLIND' | 'OVER';
  /** Where data comes from. */
  readonly source: string;
  /** SILENCE, CLOCK, TOKEN, PERMISSION or CONNECTION; a later server may send others. */
  readonly cause: string;
  /** ISO 8601 in UTC, by the organization's clock. */
  readonly since: string;
  readonly endedAt: string | null;
  /** How many queues, of those this person may see; the first hundred are named. */
  readonly queueCount: number;
  readonly queues: readonly { readonly queueId: string; readonly queueName: string }[];
}

/** What a push tells; its `type` says which. */
export type PushNotification = QueueEscalation | SourceBlind;

/** What is not as it should be; for a log, not for people. */
export interface Problem {
  readonly message: string;
  /** What a handler threw, where that is the problem. */
  readonly error?: unknown;
}

/** What handlers hear, by event. */
export interface SdkEvents {
  PUSH_NOTIFICATION: PushNotification;
  problem: Problem;
}

/** One event. */
export interface SdkEvent<K extends keyof SdkEvents = keyof SdkEvents> {
  readonly type: K;
  readonly data: SdkEvents[K];
}

/** A handler; where it returns a promise, it is done when that resolves. */
export type Handler<K extends keyof SdkEvents> = (event: SdkEvent<K>) => unknown;

/** What `on` gives back. */
export interface Subscription {
  /** From now on the handler hears nothing. Doing it again is harmless. */
  unsubscribe(): void;
}

/** How to connect. */
export interface StartOptions {
  /** `http:` or `https:` URL of the Redline server; its path is passed over. */
  readonly server: string;
  /**
   * Gives a Redline token of the person who uses the page; asked again before one ends, and when the server does not take
   * it any more. `expiresIn` is in seconds; without it a newer one is asked for within ten minutes. It may reject: it is
   * then asked again, at most every 30 s.
   */
  readonly getToken: () => Promise<string | { readonly accessToken: string; readonly expiresIn: number }>;
  /** The language of the toast, such as `de-DE`; the page's (`lang`) without it. */
  readonly language?: string | undefined;
}

/** `window.GenesysCloudSDK`, and what the package gives as `GenesysCloudSDK`. */
export interface Sdk {
  /**
   * Hears of an event until it is unsubscribed. A handler of PUSH_NOTIFICATION hears of what is open already, once, after
   * `on` has returned. One that throws is reported and disturbs no other. An unknown event is reported and never raised.
   */
  on<K extends keyof SdkEvents>(event: K, handler: Handler<K>): Subscription;
  /** Registers this page and connects; ends the connection there was. Throws TypeError when the options are wrong. */
  start(options: StartOptions): void;
  /** Ends the connection. Handlers stay. */
  stop(): void;
}

/** Shows the toast of a queue until its escalation is over, hidden or taken. */
export type RenderEscalationToast = (escalation: {
  readonly queueId: string;
  readonly waitTime?: number | undefined;
  readonly threshold?: number | null | undefined;
}) => void;

/** What the package gives; the script puts the same on `window`. */
export declare const GenesysCloudSDK: Sdk;
export declare const renderEscalationToast: RenderEscalationToast;
