import { expect, it } from 'vitest';
import { shippedFlow } from '../testing/some.ts';
import type { Flow } from './Flow.ts';
import { endId, graphOf, startId } from './FlowGraph.ts';
import { type Layout, layoutOf } from './layout.ts';

const flow = (nodes: Flow['nodes']): Flow => ({ name: 'f', version: 1, nodes });
const node = (id: string, next: Record<string, string>) => ({ id, type: 'notify', next });
const place = (layout: Layout, id: string) => {
  const found = layout.nodes.find((placed) => placed.id === id);
  if (found === undefined) throw new Error(`${id} is not drawn`);
  return found;
};

/** A loop, a branch that joins again, an end of its own, and an edge that passes four layers. */
const wide = flow([
  node('hours', { yes: 'crm', no: 'mail' }),
  node('crm', { ok: 'tier', failed: 'tell' }),
  node('tier', { done: 'lead' }),
  node('lead', { online: 'tell', away: 'tell', offline: 'mail' }),
  node('mail', { ok: 'pause', failed: 'tell' }),
  node('tell', { done: 'pause' }),
  node('pause', { elapsed: 'hours', acknowledged: 'taken', resolved: 'end' }),
  { id: 'taken', type: 'end' },
]);

/** The middles of the straight upright parts of a path, which are where it passes a layer. */
function upright(path: string): [number, number][] {
  const found: [number, number][] = [];
  let [x, y] = [0, 0];
  for (const [, command, numbers] of path.matchAll(/([MVCLQ])([^MVCLQ]*)/g)) {
    const values = (numbers ?? '').trim().split(/[ ,]+/).map(Number);
    const [nextX, nextY] = command === 'V' ? [x, values[0] ?? 0] : [values.at(-2) ?? 0, values.at(-1) ?? 0];
    if (command === 'V' || (command === 'L' && nextX === x)) found.push([x, (y + nextY) / 2]);
    [x, y] = [nextX, nextY];
  }
  return found;
}

it('is made of each node once, a start, and one end', () => {
  const graph = graphOf(shippedFlow);
  expect(graph.ids).toEqual([startId, 'node1', 'node2', 'node3', endId]);
  expect(graph.edges.map(({ from, to, outcomes }) => `${from} ${outcomes.join('+')} ${to}`)).toEqual([
    '(start)  node1',
    'node1 yes node2',
    'node1 no end',
    'node2 ok+failed node3',
    'node3 done end',
  ]);
});

it('has no end where every way ends at a node', () => {
  expect(graphOf(flow([node('a', { done: 'b' }), { id: 'b', type: 'end' }])).ids).toEqual([startId, 'a', 'b']);
});

it('puts each node below those that lead to it, and the end below all', () => {
  for (const drawn of [shippedFlow, wide]) {
    const layout = layoutOf(graphOf(drawn));
    for (const edge of layout.edges.filter(({ back }) => !back)) {
      expect(place(layout, edge.to).y, `${edge.from} ${edge.to}`).toBeGreaterThan(place(layout, edge.from).y);
    }
    expect(place(layout, endId).y).toBe(Math.max(...layout.nodes.map(({ y }) => y)));
  }
});

it('lets no node touch another, and keeps all inside', () => {
  const layout = layoutOf(graphOf(wide));
  for (const a of layout.nodes) {
    expect(a.x - a.width / 2).toBeGreaterThan(0);
    expect(a.x + a.width / 2).toBeLessThan(layout.width);
    expect(a.y + a.height / 2).toBeLessThan(layout.height);
    for (const b of layout.nodes) {
      if (a === b) continue;
      const apart = Math.abs(a.x - b.x) >= (a.width + b.width) / 2 || Math.abs(a.y - b.y) >= (a.height + b.height) / 2;
      expect(apart, `${a.id} and ${b.id}`).toBe(true);
    }
  }
});

it('leads no line through a node it does not belong to', () => {
  const layout = layoutOf(graphOf(wide));
  for (const edge of layout.edges) {
    for (const [x, y] of upright(edge.path)) {
      const hit = layout.nodes.find(
        (placed) =>
          placed.id !== edge.from &&
          placed.id !== edge.to &&
          Math.abs(placed.x - x) < placed.width / 2 &&
          Math.abs(placed.y - y) < placed.height / 2,
      );
      expect(hit?.id, `${edge.from} ${edge.to}`).toBeUndefined();
    }
  }
});

it('leads back round everything, and only where the flow does', () => {
  const layout = layoutOf(graphOf(wide));
  const back = layout.edges.filter((edge) => edge.back);
  expect(back.map(({ from, to }) => `${from} ${to}`)).toEqual(['pause hours']);
  const furthest = Math.max(
    ...[...(back[0]?.path ?? '').matchAll(/[LQ ]?(\d+(?:\.\d+)?) /g)].map(([, x]) => Number(x)),
  );
  expect(furthest).toBeGreaterThan(Math.max(...layout.nodes.map(({ x, width }) => x + width / 2)));
});

it('draws a node that leads to itself', () => {
  const layout = layoutOf(graphOf(flow([node('a', { again: 'a', done: 'end' })])));
  expect(layout.edges.filter(({ back }) => back).map(({ to }) => to)).toEqual(['a']);
});

it('draws the same flow always the same, however large', () => {
  const many = flow(
    Array.from({ length: 100 }, (_, i) =>
      node(`n${i}`, i === 99 ? { done: 'end' } : { yes: `n${i + 1}`, no: `n${Math.min(99, i + 7)}` }),
    ),
  );
  const first = layoutOf(graphOf(many));
  expect(layoutOf(graphOf(many))).toEqual(first);
  expect(first.nodes).toHaveLength(102);
});

it('lets few edges cross where none need to', () => {
  const layout = layoutOf(
    graphOf(
      flow([
        node('a', { x: 'd', y: 'b' }),
        node('b', { done: 'c' }),
        node('c', { done: 'end' }),
        node('d', { done: 'e' }),
        node('e', { done: 'end' }),
      ]),
    ),
  );
  const side = (id: string) => Math.sign(place(layout, id).x - place(layout, 'a').x);
  expect(side('d')).toBe(side('e'));
  expect(side('b')).toBe(side('c'));
});
