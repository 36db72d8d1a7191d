import type { Instant } from './Alert.ts';

/**
 * Why a source does not see: SILENCE, CLOCK (its times cannot be believed), TOKEN, PERMISSION or CONNECTION; a later server
 * may send others.
 */
export type BlindCause = 'SILENCE' | 'CLOCK' | 'TOKEN' | 'PERMISSION' | 'CONNECTION' | (string & {});

/** Queues of which there is no live data. Immutable. */
export interface Blind {
  /** The source and the cause in one. */
  readonly blindId: string;
  /** Where data comes from; empty when the server has not heard of it since it started. */
  readonly source: string;
  readonly cause: BlindCause;
  readonly since: Instant;
  /** When it was over; null while it lasts. */
  readonly endedAt: Instant | null;
  /** How many queues, of those this person may see. */
  readonly queueCount: number;
  /** The first hundred of them, by name. */
  readonly queues: readonly { readonly queueId: string; readonly queueName: string }[];
}
