import type { Alert, Instant } from './Alert.ts';

/** The protocol version this client speaks; see docs/desktop-protocol.md. */
export const protocolVersion = 1;

/** What a person may see: supervisors get running times and numbers of agents, agents do not. */
export type Role = 'AGENT' | 'SUPERVISOR';

/** The person a session belongs to. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
}

/** How far a queue's values can be trusted: BLIND is stale, WARMING not yet confirmed; neither is ever "OK". */
export type QueueViewState = 'LIVE' | 'WARMING' | 'BLIND';

/** Live values of one queue and media type. */
export interface QueueMetrics {
  readonly queueId: string;
  readonly queueName: string;
  readonly mediaType: string | null;
  readonly waitingCount: number;
  /** When the longest waiting interaction began to wait; null when none waits. */
  readonly oldestWaitingSince: Instant | null;
  readonly state: QueueViewState;
}

/** Answers the client's hello: where the server stands, what time it is there, and whose session this is. */
export interface HelloFrame {
  readonly type: 'hello';
  readonly protocol: number;
  /** Changes whenever the server's numbering starts again. */
  readonly epoch: string;
  readonly offset: number;
  /** Organization's time, and how many of its seconds pass in one real second (1, except in a simulation). */
  readonly clock: { readonly now: Instant; readonly speed: number };
  readonly heartbeatSeconds: number;
  readonly person: Person;
}

/** The complete list of open alerts: whatever else the client holds is dropped without a word. */
export interface ResetFrame {
  readonly type: 'reset';
  readonly epoch: string;
  readonly offset: number;
  readonly alerts: readonly Alert[];
}

/** An alert's whole state at its newest revision. */
export interface AlertFrame {
  readonly type: 'alert';
  readonly offset: number;
  /** `TOAST` in this version; a presentation that is not known is shown as a toast. */
  readonly presentation: string;
  readonly alert: Alert;
}

/** Values of queues: all of them when `complete`, else those that changed. */
export interface MetricsFrame {
  readonly type: 'metrics';
  readonly at: Instant;
  readonly complete: boolean;
  readonly queues: readonly QueueMetrics[];
}

/** Answers a ping. */
export interface PongFrame {
  readonly type: 'pong';
  readonly id: number;
}

/** Codes this version knows; a later server may send others, and `reconnect` says what to do about any. */
export type ClosingCode =
  | 'hello.timeout'
  | 'frame.invalid'
  | 'frame.too.large'
  | 'protocol.unsupported'
  | 'token.invalid'
  | 'slow.desktop'
  | 'server.stopping'
  | 'server.restarted';

/** The last frame before the server closes, with the reason. */
export interface ClosingFrame {
  readonly type: 'closing';
  readonly code: ClosingCode | (string & {});
  readonly message: string;
  readonly reconnect: boolean;
}

/** Every frame the server sends in this version. */
export type ServerFrame = HelloFrame | ResetFrame | AlertFrame | MetricsFrame | PongFrame | ClosingFrame;

/** A place in the server's numbering. */
export interface Position {
  readonly epoch: string;
  readonly offset: number;
}

/** Every frame the client sends in this version. */
export type ClientFrame =
  | {
      readonly type: 'hello';
      readonly protocol: number;
      readonly token: string;
      readonly position: Position | null;
    }
  | { readonly type: 'ping'; readonly id: number };

/** The text of a client frame as the socket carries it. */
export function writeFrame(frame: ClientFrame): string {
  return JSON.stringify(frame);
}
