import type { Instant } from './Alert.ts';

/**
 * How the desktop stands with the server. CONNECTING until the first complete list of alerts has come; RECONNECTING
 * after a loss, for as long as it takes; SIGNED_OUT when only the person can help.
 */
export type ConnectionState = 'CONNECTING' | 'CONNECTED' | 'RECONNECTING' | 'SIGNED_OUT';

/** A snapshot of the connection. */
export interface Connection {
  readonly state: ConnectionState;
  /** When the server was last heard, in the organization's time; null if it never was. */
  readonly heardAt: Instant | null;
  /** Real seconds for which no server has been heard, counted from the start or the last frame; 0 while connected. */
  readonly secondsLost: number;
  /** Why the server closed the last connection, when it said so and none has stood since. */
  readonly closingCode: string | null;
}
