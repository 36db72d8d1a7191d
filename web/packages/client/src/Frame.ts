import type { Alert, Instant, Severity } from './Alert.ts';
import type { Blind } from './Blind.ts';
import type { Message } from './Message.ts';

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
  readonly sessionId: string;
  readonly person: Person;
}

/** All open alerts and messages, and what there is no live data of: whatever else the client holds is dropped without a word, and so is what is hidden. */
export interface ResetFrame {
  readonly type: 'reset';
  readonly epoch: string;
  readonly offset: number;
  readonly alerts: readonly Alert[];
  readonly messages: readonly Message[];
  /** Absent from servers that do not tell. */
  readonly blind?: readonly Blind[];
}

/** An alert's whole state at its newest revision. */
export interface AlertFrame {
  readonly type: 'alert';
  readonly offset: number;
  readonly alert: Alert;
}

/** Something somebody sent to people. */
export interface MessageFrame {
  readonly type: 'message';
  readonly offset: number;
  readonly message: Message;
}

/** Queues of which there is no live data, or is again. */
export interface BlindFrame {
  readonly type: 'blind';
  readonly offset: number;
  readonly blind: Blind;
}

/** The alert is no longer this person's to see: it goes without a word and without a line. */
export interface WithdrawnFrame {
  readonly type: 'withdrawn';
  readonly offset: number;
  readonly alertId: string;
}

/** The person has hidden the alert, on whichever desktop, up to this severity. */
export interface HiddenFrame {
  readonly type: 'hidden';
  readonly alertId: string;
  readonly severity: Severity;
}

/** How a registration stands: EXPIRING asks to be renewed; after EXPIRED and REVOKED the session ends. */
export type RegistrationState = 'ACTIVE' | 'EXPIRING' | 'EXPIRED' | 'REVOKED';

/** How the registration of this session stands. */
export interface RegistrationFrame {
  readonly type: 'registration';
  readonly registrationId: string;
  readonly state: RegistrationState;
  /** Wall time, not the organization's. */
  readonly expires: Instant;
}

/** What became of an `acknowledge` or `hide`. */
export interface AnswerFrame {
  readonly type: 'answer';
  readonly requestId: string;
  readonly ok: boolean;
  /** Why not; null when it is done. */
  readonly code: string | null;
  readonly message: string | null;
  /** Who has the alert, when another person has. */
  readonly ownerName: string | null;
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
  | 'registration.unknown'
  | 'registration.expired'
  | 'registration.revoked'
  | 'session.replaced'
  | 'slow.desktop'
  | 'server.stopping';

/** The last frame before the server closes, with the reason. */
export interface ClosingFrame {
  readonly type: 'closing';
  readonly code: ClosingCode | (string & {});
  readonly message: string;
  readonly reconnect: boolean;
}

/** Every frame the server sends in this version. */
export type ServerFrame =
  | HelloFrame
  | ResetFrame
  | AlertFrame
  | MessageFrame
  | BlindFrame
  | WithdrawnFrame
  | HiddenFrame
  | RegistrationFrame
  | AnswerFrame
  | MetricsFrame
  | PongFrame
  | ClosingFrame;

/** A place in the server's numbering. */
export interface Position {
  readonly epoch: string;
  readonly offset: number;
}

/** What painted an alert: our own elements, or a handler of the page. */
export type Renderer = 'WIDGET' | 'HANDLER';

/** Begins a session; `position` is what the client has seen, null for nothing. */
export interface ClientHello {
  readonly type: 'hello';
  readonly protocol: number;
  readonly token: string;
  readonly registrationId: string;
  readonly position: Position | null;
}

/** Says that an alert has arrived, or was painted. */
export type ClientReceipt =
  | { readonly type: 'receipt'; readonly alertId: string; readonly revision: number; readonly receipt: 'received' }
  | {
      readonly type: 'receipt';
      readonly alertId: string;
      readonly revision: number;
      readonly receipt: 'rendered';
      readonly by: Renderer;
    };

/** Asks for something that is answered. */
export type ClientRequest =
  | {
      readonly type: 'acknowledge';
      readonly requestId: string;
      readonly alertId: string;
      readonly note: string | null;
    }
  | { readonly type: 'hide'; readonly requestId: string; readonly alertId: string; readonly severity: Severity };

/** Every frame the client sends in this version. */
export type ClientFrame =
  | ClientHello
  | ClientReceipt
  | ClientRequest
  | { readonly type: 'token'; readonly token: string }
  | { readonly type: 'ping'; readonly id: number };

/** The text of a client frame as the socket carries it. */
export function writeFrame(frame: ClientFrame): string {
  return JSON.stringify(frame);
}
