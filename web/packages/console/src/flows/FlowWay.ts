import type { Execution } from './Execution.ts';
import { edgeKey, startId } from './FlowGraph.ts';

/** How a run has been at a node. */
export interface NodeVisits {
  /** Which steps it was, from 1. */
  readonly visits: readonly number[];
  /** Whether the run stands there now. */
  readonly now: boolean;
  /** Whether the last visit failed. */
  readonly failed: boolean;
}

/** The way of a run through its flow. */
export interface FlowWay {
  readonly nodes: ReadonlyMap<string, NodeVisits>;
  /** Keys of the edges it went along. */
  readonly edges: ReadonlySet<string>;
}

export function wayOf(execution: Execution): FlowWay {
  const nodes = new Map<string, NodeVisits>();
  const edges = new Set<string>();
  const [first] = execution.steps;
  if (first !== undefined) edges.add(edgeKey(startId, first.node));
  for (const step of execution.steps) {
    const before = nodes.get(step.node)?.visits ?? [];
    nodes.set(step.node, {
      visits: [...before, step.visit],
      now: step.state === 'RUNNING',
      failed: step.code !== null,
    });
    if (step.next !== null) edges.add(edgeKey(step.node, step.next));
  }
  return { nodes, edges };
}
