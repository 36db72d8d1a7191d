/** Something that takes a place in a layer: a node, or the lane of an edge that passes it. Its place is found here. */
export interface Item {
  readonly id: string;
  readonly layer: number;
  readonly width: number;
  readonly above: Item[];
  readonly below: Item[];
  /** The middle. */
  x: number;
}

const sweeps = 8;

/** The layers, each ordered so that few edges cross: by the mean place of what an item is joined to, up and down. */
export function order(items: readonly Item[]): Item[][] {
  let layers: Item[][] = [];
  for (const item of items) {
    const layer = layers[item.layer] ?? [];
    layer.push(item);
    layers[item.layer] = layer;
  }
  layers = Array.from(layers, (layer) => layer ?? []);
  let best = layers.map((layer) => [...layer]);
  let fewest = crossings(best);
  for (let sweep = 0; sweep < sweeps && fewest > 0; sweep++) {
    const down = sweep % 2 === 0;
    for (const layer of down ? layers : [...layers].reverse())
      sortByNeighbours(layer, layers, down ? 'above' : 'below');
    const count = crossings(layers);
    if (count >= fewest) continue;
    fewest = count;
    best = layers.map((layer) => [...layer]);
  }
  return best;
}

function sortByNeighbours(layer: Item[], layers: readonly Item[][], side: 'above' | 'below'): void {
  const key = new Map(
    layer.map((item, place) => {
      const joined = item[side].map((other) => layers[other.layer]?.indexOf(other) ?? 0);
      return [item, joined.length === 0 ? place : joined.reduce((sum, at) => sum + at, 0) / joined.length];
    }),
  );
  layer.sort((a, b) => (key.get(a) ?? 0) - (key.get(b) ?? 0));
}

/** How many pairs of edges between neighbouring layers cross. */
export function crossings(layers: readonly (readonly Item[])[]): number {
  let count = 0;
  for (const [i, layer] of layers.entries()) {
    const below = layers[i + 1] ?? [];
    const edges = layer.flatMap((item, from) => item.below.map((other) => ({ from, to: below.indexOf(other) })));
    for (const a of edges) for (const b of edges) if (a.from < b.from && a.to > b.to) count++;
  }
  return count;
}

/** Gives each item its place: as near to what it is joined to as its neighbours and the gap between them allow. */
export function align(layers: readonly (readonly Item[])[], gap: number): void {
  for (const layer of layers) place(layer, gap, () => 0);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    const down = sweep % 2 === 0;
    for (const layer of down ? layers : [...layers].reverse()) {
      place(layer, gap, (item) => meanOf(down ? item.above : item.below) ?? item.x);
    }
  }
  for (const layer of layers) place(layer, gap, (item) => meanOf([...item.above, ...item.below]) ?? item.x);
}

function meanOf(items: readonly Item[]): number | null {
  return items.length === 0 ? null : items.reduce((sum, { x }) => sum + x, 0) / items.length;
}

/** The places nearest to those wished for, by squares, that keep the order and the gap: neighbours that want the same are pooled. */
function place(layer: readonly Item[], gap: number, wish: (item: Item) => number): void {
  const offsets: number[] = [];
  let offset = 0;
  for (const [i, item] of layer.entries()) {
    const before = layer[i - 1];
    if (before !== undefined) offset += before.width / 2 + gap + item.width / 2;
    offsets.push(offset);
  }
  const pools: { sum: number; count: number }[] = [];
  for (const [i, item] of layer.entries()) {
    let pool = { sum: wish(item) - (offsets[i] ?? 0), count: 1 };
    for (
      let last = pools.at(-1);
      last !== undefined && last.sum / last.count > pool.sum / pool.count;
      last = pools.at(-1)
    ) {
      pool = { sum: pool.sum + last.sum, count: pool.count + last.count };
      pools.pop();
    }
    pools.push(pool);
  }
  const places = pools.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  for (const [i, item] of layer.entries()) item.x = (places[i] ?? 0) + (offsets[i] ?? 0);
}
