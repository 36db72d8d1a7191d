import type { AlertFacts, Execution, FlowCounts } from './Execution.ts';
import type { Flow } from './Flow.ts';

/** Which runs are listed. */
export interface ExecutionFilter {
  readonly state: '' | 'RUNNING' | 'COMPLETED' | 'FAILED';
  /** A queue by its id; empty: all. */
  readonly queueId: string;
}

export const everything: ExecutionFilter = { state: '', queueId: '' };

/** Something that was asked for by itself: not yet there, there, or why not. */
export type Asked<T> =
  | { readonly kind: 'none' }
  | { readonly kind: 'loading' }
  | { readonly kind: 'here'; readonly value: T }
  | { readonly kind: 'refused'; readonly message: string };

/** Why nothing is shown, or what is shown is old. `message` is what the server said; empty: it said nothing. */
export type Problem =
  | { readonly kind: 'signInAgain' }
  | { readonly kind: 'refused'; readonly message: string }
  | { readonly kind: 'unavailable'; readonly message: string };

/** All that the page shows. Immutable. */
export interface FlowsState {
  readonly signedIn: boolean;
  /** Whether a sign-in is under way. */
  readonly signingIn: boolean;
  readonly problem: Problem | null;
  /** When the last complete answer came, by this machine's clock; null: none has. */
  readonly asOf: number | null;
  /** Flows by name; null: not yet known. */
  readonly flows: readonly FlowCounts[] | null;
  readonly flowsTotal: number;
  /** The flow shown. */
  readonly flow: string | null;
  /** The version drawn: that of the run chosen, else the newest. */
  readonly definition: Flow | null;
  readonly filter: ExecutionFilter;
  /** The runs listed, newest first but those that run before all; null: not yet known. */
  readonly executions: readonly Execution[] | null;
  readonly executionsTotal: number;
  /** Whether more can be listed. */
  readonly more: boolean;
  /** Names of queues by id, of all runs seen of this flow. */
  readonly queues: ReadonlyMap<string, string>;
  /** The run chosen, by id. */
  readonly chosen: string | null;
  readonly execution: Asked<Execution>;
  readonly alert: Asked<AlertFacts>;
}

export const nothingYet: FlowsState = {
  signedIn: false,
  signingIn: false,
  problem: null,
  asOf: null,
  flows: null,
  flowsTotal: 0,
  flow: null,
  definition: null,
  filter: everything,
  executions: null,
  executionsTotal: 0,
  more: false,
  queues: new Map(),
  chosen: null,
  execution: { kind: 'none' },
  alert: { kind: 'none' },
};
