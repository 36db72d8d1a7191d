import type { Flow, FlowNode } from './Flow.ts';

/** Where a run begins. No node is called so: ids have no parentheses. */
export const startId = '(start)';
/** Where `next` leads when a run is over. */
export const endId = 'end';

/** An edge; several outcomes that lead to the same node are one. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
  /** In the order they are written; of the first edge, none. */
  readonly outcomes: readonly string[];
}

/** A flow as what is drawn: its nodes by id, in order, between a start and an end. */
export interface FlowGraph {
  /** Start first, then as they are written, then the end, if any edge leads there. */
  readonly ids: readonly string[];
  readonly nodes: ReadonlyMap<string, FlowNode>;
  readonly edges: readonly GraphEdge[];
}

export const edgeKey = (from: string, to: string): string => `${from}>${to}`;

export function graphOf(flow: Flow): FlowGraph {
  const nodes = new Map(flow.nodes.map((node) => [node.id, node]));
  const edges = new Map<string, { from: string; to: string; outcomes: string[] }>();
  const first = flow.nodes[0];
  if (first !== undefined) edges.set(edgeKey(startId, first.id), { from: startId, to: first.id, outcomes: [] });
  for (const node of flow.nodes) {
    for (const [outcome, to] of Object.entries(node.next ?? {})) {
      if (to !== endId && !nodes.has(to)) continue;
      const edge = edges.get(edgeKey(node.id, to)) ?? { from: node.id, to, outcomes: [] };
      edge.outcomes.push(outcome);
      edges.set(edgeKey(node.id, to), edge);
    }
  }
  const ends = [...edges.values()].some(({ to }) => to === endId) && !nodes.has(endId);
  return { ids: [startId, ...nodes.keys(), ...(ends ? [endId] : [])], nodes, edges: [...edges.values()] };
}
