import type { Instant } from './Alert.ts';

/** How grave a message is. */
export type MessageSeverity = 'INFORMATION' | 'WARNING' | 'CRITICAL';

/** Something somebody sent to people. Immutable; it ends by itself. */
export interface Message {
  readonly messageId: string;
  readonly severity: MessageSeverity;
  readonly title: string;
  readonly text: string;
  /** The queue it is about, if it is about one. */
  readonly queueId: string | null;
  readonly sentAt: Instant;
  /** From this instant of the organization's time on it is over. */
  readonly expiresAt: Instant;
}

const ranks: Readonly<Record<MessageSeverity, number>> = { INFORMATION: 0, WARNING: 1, CRITICAL: 2 };

/** Orders messages worst first, then the newest, then by id. Total and stable. */
export function compareMessages(a: Message, b: Message): number {
  return (
    ranks[b.severity] - ranks[a.severity] ||
    b.sentAt - a.sentAt ||
    (a.messageId < b.messageId ? -1 : a.messageId > b.messageId ? 1 : 0)
  );
}
