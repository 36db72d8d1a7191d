import { endId, type FlowGraph, type GraphEdge, startId } from './FlowGraph.ts';
import { align, type Item, order } from './layers.ts';

export const nodeWidth = 188;
export const nodeHeight = 56;
const endWidth = 56;
const endHeight = 28;
const laneWidth = 18;
const gapAcross = 28;
const labelHeight = 14;
/** Between two layers, without the lines its labels need. */
const gapDown = 34;
const margin = 16;
const cornerRadius = 8;
const labelOffset = 6;
/** About what a character of a label takes. */
const characterWidth = 6.4;

export interface PlacedNode {
  readonly id: string;
  /** The middle. */
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface PlacedEdge extends GraphEdge {
  /** The path of an SVG. */
  readonly path: string;
  /** Whether it leads back to a node it came from. */
  readonly back: boolean;
  readonly label: { readonly text: string; readonly x: number; readonly y: number; readonly anchor: 'start' | 'end' };
}

/** Where everything is drawn, from the top down. */
export interface Layout {
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
  readonly width: number;
  readonly height: number;
}

/** Places a flow: each node below those that lead to it, loops beside. The same flow is always placed the same way. */
export function layoutOf(graph: FlowGraph): Layout {
  const back = backEdges(graph);
  const forward = graph.edges.filter((edge) => !back.has(edge));
  const layerOf = layersOf(graph, forward);
  const items = itemsOf(graph, forward, layerOf);
  const layers = order(items);
  align(layers, gapAcross);
  return new Drawing(graph, layers, back).layout();
}

/** Edges that lead back to a node on the way to themselves, found in the order they are written. */
function backEdges(graph: FlowGraph): Set<GraphEdge> {
  const found = new Set<GraphEdge>();
  const done = new Set<string>();
  const above = new Set<string>();
  const walk = (id: string): void => {
    above.add(id);
    for (const edge of graph.edges) {
      if (edge.from !== id) continue;
      if (above.has(edge.to)) found.add(edge);
      else if (!done.has(edge.to)) walk(edge.to);
    }
    above.delete(id);
    done.add(id);
  };
  for (const id of graph.ids) if (!done.has(id)) walk(id);
  return found;
}

/** The longest way to each node; the end is below all. */
function layersOf(graph: FlowGraph, forward: readonly GraphEdge[]): ReadonlyMap<string, number> {
  const layers = new Map<string, number>();
  const layer = (id: string): number => {
    const known = layers.get(id);
    if (known !== undefined) return known;
    const above = forward.filter(({ to }) => to === id).map(({ from }) => layer(from) + 1);
    const found = Math.max(id === startId ? 0 : 1, ...above);
    layers.set(id, found);
    return found;
  };
  for (const id of graph.ids) layer(id);
  if (layers.has(endId) && !graph.nodes.has(endId)) layers.set(endId, Math.max(...layers.values()));
  return layers;
}

/** The nodes, and for each edge that passes layers a lane in each of them. */
function itemsOf(graph: FlowGraph, forward: readonly GraphEdge[], layerOf: ReadonlyMap<string, number>): Item[] {
  const at = (id: string) => layerOf.get(id) ?? 0;
  const items = new Map<string, Item>();
  for (const id of graph.ids) {
    items.set(id, { id, layer: at(id), width: sizeOf(id, graph).width, above: [], below: [], x: 0 });
  }
  const join = (from: Item, to: Item) => {
    from.below.push(to);
    to.above.push(from);
  };
  for (const { from, to } of forward) {
    let last = items.get(from);
    for (let layer = at(from) + 1; last !== undefined && layer < at(to); layer++) {
      const lane: Item = { id: laneId(from, to, layer), layer, width: laneWidth, above: [], below: [], x: 0 };
      items.set(lane.id, lane);
      join(last, lane);
      last = lane;
    }
    const target = items.get(to);
    if (last !== undefined && target !== undefined) join(last, target);
  }
  return [...items.values()];
}

const laneId = (from: string, to: string, layer: number) => `${from}>${to}@${layer}`;

function sizeOf(id: string, graph: FlowGraph): { width: number; height: number } {
  return graph.nodes.has(id) ? { width: nodeWidth, height: nodeHeight } : { width: endWidth, height: endHeight };
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Turns layers into paths and places. */
class Drawing {
  readonly #graph: FlowGraph;
  readonly #back: ReadonlySet<GraphEdge>;
  readonly #items: ReadonlyMap<string, Item>;
  /** Of each layer, where it begins, and how high it is. */
  readonly #tops: number[] = [];
  readonly #heights: number[] = [];
  readonly #left: number;
  #right: number;

  constructor(graph: FlowGraph, layers: readonly (readonly Item[])[], back: ReadonlySet<GraphEdge>) {
    this.#graph = graph;
    this.#back = back;
    const items = layers.flat();
    this.#items = new Map(items.map((item) => [item.id, item]));
    this.#left = Math.min(...items.map((item) => item.x - item.width / 2));
    this.#right = Math.max(...items.map((item) => item.x + item.width / 2));
    let top = margin;
    for (const layer of layers) {
      const nodes = layer.filter(({ id }) => graph.ids.includes(id));
      const height = Math.max(endHeight, ...nodes.map(({ id }) => sizeOf(id, graph).height));
      const labels = Math.max(1, ...nodes.map(({ id }) => this.#leaving(id).length));
      this.#tops.push(top);
      this.#heights.push(height);
      top += height + gapDown + labels * labelHeight;
    }
  }

  layout(): Layout {
    const edges = this.#graph.edges.map((edge) => this.#edge(edge));
    const labels = edges.map(({ label }) => {
      const width = label.text.length * characterWidth;
      return label.anchor === 'start' ? { from: label.x, to: label.x + width } : { from: label.x - width, to: label.x };
    });
    const left = Math.min(this.#left, ...labels.map(({ from }) => from)) - margin;
    const right = Math.max(this.#right, ...labels.map(({ to }) => to)) + margin;
    const bottom = (this.#tops.at(-1) ?? 0) + (this.#heights.at(-1) ?? 0) + margin;
    return {
      nodes: this.#graph.ids.map((id) => ({
        ...this.#middle(id),
        id,
        ...sizeOf(id, this.#graph),
        x: this.#x(id) - left,
      })),
      edges: edges.map(({ points, ...edge }) => ({
        ...edge,
        path: (edge.back ? aroundOf : pathOf)(points.map(({ x, y }) => ({ x: x - left, y }))),
        label: { ...edge.label, x: edge.label.x - left },
      })),
      width: right - left,
      height: bottom,
    };
  }

  #edge(edge: GraphEdge) {
    const back = this.#back.has(edge);
    const leaving = this.#leaving(edge.from);
    const place = leaving.indexOf(edge);
    const from = this.#port(edge.from, place, leaving.length, 'bottom');
    const arriving = this.#arriving(edge.to);
    const to = this.#port(edge.to, arriving.indexOf(edge), arriving.length, 'top');
    const points = back ? this.#around(from, to) : [from, ...this.#lanes(edge), to];
    // Beside the line, on the side it does not turn to.
    const turnsRight = leaving.length === 1 && !back && (points[1]?.x ?? from.x) > from.x + 1;
    const anchor: 'start' | 'end' = (leaving.length > 1 && place === 0) || turnsRight ? 'end' : 'start';
    const label = {
      text: edge.outcomes.join(', '),
      x: from.x + (anchor === 'start' ? labelOffset : -labelOffset),
      y: from.y + labelHeight + (anchor === 'end' || place === 0 ? 0 : (place - 1) * labelHeight),
      anchor,
    };
    return { ...edge, back, points, label };
  }

  /** Edges that leave a node, from left to right; those that lead back last, since they go round on that side. */
  #leaving(id: string): GraphEdge[] {
    return this.#sorted(
      this.#graph.edges.filter(({ from }) => from === id),
      (edge) => this.#next(edge, 'from'),
    );
  }

  #arriving(id: string): GraphEdge[] {
    return this.#sorted(
      this.#graph.edges.filter(({ to }) => to === id),
      (edge) => this.#next(edge, 'to'),
    );
  }

  #sorted(edges: GraphEdge[], place: (edge: GraphEdge) => number): GraphEdge[] {
    const key = (edge: GraphEdge) => (this.#back.has(edge) ? Number.MAX_SAFE_INTEGER : place(edge));
    return edges.sort((a, b) => key(a) - key(b));
  }

  /** Where an edge goes next from one of its ends. */
  #next(edge: GraphEdge, end: 'from' | 'to'): number {
    const layer = (this.#items.get(edge[end])?.layer ?? 0) + (end === 'from' ? 1 : -1);
    const lane = this.#items.get(laneId(edge.from, edge.to, layer));
    return lane?.x ?? this.#x(end === 'from' ? edge.to : edge.from);
  }

  #port(id: string, place: number, count: number, side: 'top' | 'bottom'): Point {
    const { x, y } = this.#middle(id);
    const { width, height } = sizeOf(id, this.#graph);
    const apart = Math.min(48, width / (count + 1));
    return { x: x + (place - (count - 1) / 2) * apart, y: y + (side === 'top' ? -height / 2 : height / 2) };
  }

  #lanes(edge: GraphEdge): Point[] {
    const from = this.#items.get(edge.from)?.layer ?? 0;
    const to = this.#items.get(edge.to)?.layer ?? 0;
    const points: Point[] = [];
    for (let layer = from + 1; layer < to; layer++) {
      const x = this.#items.get(laneId(edge.from, edge.to, layer))?.x ?? 0;
      points.push({ x, y: this.#top(layer) }, { x, y: this.#top(layer) + this.#height(layer) });
    }
    return points;
  }

  /** Round everything, on the right: each way back has a lane of its own. */
  #around(from: Point, to: Point): Point[] {
    this.#right += laneWidth;
    const x = this.#right;
    const [out, back] = [from.y + gapDown / 2 + labelHeight, to.y - gapDown / 2];
    return [from, { x: from.x, y: out }, { x, y: out }, { x, y: back }, { x: to.x, y: back }, to];
  }

  #middle(id: string): Point {
    const layer = this.#items.get(id)?.layer ?? 0;
    return { x: this.#x(id), y: this.#top(layer) + this.#height(layer) / 2 };
  }

  #x(id: string): number {
    return this.#items.get(id)?.x ?? 0;
  }

  #top(layer: number): number {
    return this.#tops[layer] ?? 0;
  }

  #height(layer: number): number {
    return this.#heights[layer] ?? 0;
  }
}

/** A line through points that leaves and reaches each of them upright. */
function pathOf([first, ...rest]: readonly Point[]): string {
  if (first === undefined) return '';
  const round = (value: number) => Math.round(value * 10) / 10;
  let path = `M${round(first.x)} ${round(first.y)}`;
  let last = first;
  for (const point of rest) {
    if (point.x === last.x) path += `V${round(point.y)}`;
    else {
      const bend = Math.max(12, Math.abs(point.y - last.y) / 2);
      path += `C${round(last.x)} ${round(last.y + bend)} ${round(point.x)} ${round(point.y - bend)} ${round(point.x)} ${round(point.y)}`;
    }
    last = point;
  }
  return path;
}

/** Straight lines through points, with round corners. */
function aroundOf(points: readonly Point[]): string {
  const [first] = points;
  const last = points.at(-1);
  if (first === undefined || last === undefined) return '';
  let path = `M${first.x} ${first.y}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [before, corner, after] = [points[i - 1], points[i], points[i + 1]];
    if (before === undefined || corner === undefined || after === undefined) continue;
    const [from, to] = [towards(corner, before), towards(corner, after)];
    path += `L${from.x} ${from.y}Q${corner.x} ${corner.y} ${to.x} ${to.y}`;
  }
  return `${path}L${last.x} ${last.y}`;
}

/** A point a little way from one to another. */
function towards(from: Point, to: Point): Point {
  const length = Math.hypot(to.x - from.x, to.y - from.y);
  const part = length === 0 ? 0 : Math.min(cornerRadius, length / 2) / length;
  return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
}
