import type { Connection } from '@redline/client';
import type { Texts } from '../../texts/english.ts';

/** Real seconds without the server after which people are told, and after which warnings must be taken for lost. */
export const lateAfterSeconds = 10;
export const lostAfterSeconds = 60;

/** What is said of the connection: how loud, in which words, and the one thing the person can do. */
export interface ConnectionMessage {
  readonly tone: 'good' | 'busy' | 'late' | 'lost';
  readonly text: string;
  readonly action: 'tryNow' | 'signIn' | 'reload' | null;
}

/** A short loss is nobody's business, so for ten seconds it is told only as "Connecting." */
export function connectionMessage(texts: Texts, connection: Connection): ConnectionMessage {
  if (connection.state === 'CONNECTED') return { tone: 'good', text: texts.connected, action: null };
  if (connection.state === 'SIGNED_OUT') return { tone: 'lost', text: texts.signedOut, action: 'signIn' };
  // Waiting does not help here: only a page of the server's own version can speak with it.
  if (connection.closingCode === 'protocol.unsupported') {
    return { tone: 'lost', text: texts.outOfDate, action: 'reload' };
  }
  if (connection.secondsLost >= lostAfterSeconds) {
    const { heardAt } = connection;
    const text = heardAt === null ? texts.notConnected : texts.notConnectedSince(heardAt);
    return { tone: 'lost', text, action: 'tryNow' };
  }
  if (connection.secondsLost >= lateAfterSeconds) return { tone: 'late', text: texts.reconnecting, action: null };
  return { tone: 'busy', text: texts.connecting, action: null };
}
