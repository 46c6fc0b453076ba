import { endsOf, type AnswerEdge } from './answer-lots';

type Neighbours = Map<number, number>;

/**
 * A set of lots with fewer than `least` answers that some combination of the published figures isolates; null when
 * there is none. A combination gives each batch and each figure a weight and every lot the sum of its two; the lots it
 * does not cancel are the edges between two sides of the graph, so that the question is that of its smallest cut.
 * Exact: vertices joined by `least` answers or more are merged, and those that a maximum adjacency order (Nagamochi,
 * Ibaraki) shows to be, until a smaller cut shows or nothing is left.
 */
export function smallCut(edges: readonly AnswerEdge[], least: number): readonly AnswerEdge[] | null {
  const ids = new Map<string, number>();
  const idOf = (name: string): number => {
    const known = ids.get(name);
    if (known !== undefined) return known;
    ids.set(name, ids.size);
    return ids.size - 1;
  };
  const ends = edges.map((edge) => endsOf(edge).map(idOf) as [number, number]);
  const graph = new MergingGraph(ids.size);
  for (const [index, [a, b]] of ends.entries()) graph.join(a, b, edges[index]?.count ?? 0);
  const side = smallSide(graph, least);
  if (side === null) return null;
  return edges.filter((_, index) => {
    const [a = -1, b = -1] = ends[index] ?? [];
    return side.has(a) !== side.has(b);
  });
}

/** The vertices on one side of a cut smaller than `least`. */
function smallSide(graph: MergingGraph, least: number): ReadonlySet<number> | null {
  graph.mergeHeavy(least);
  for (;;) {
    const start = graph.anyJoined();
    if (start === undefined) return null;
    const order = adjacencyOrder(graph, start);
    const last = order.at(-1);
    if (last === undefined || last.joined < least)
      return last === undefined ? null : graph.membersOf(last.vertex);
    for (const [place, { vertex, joined }] of order.entries()) {
      const before = order[place - 1];
      if (before !== undefined && joined >= least) graph.merge(before.vertex, vertex);
    }
    graph.mergeHeavy(least);
  }
}

type Placed = { readonly vertex: number; readonly joined: number };

/** Each next vertex is the one most joined to those before it; `joined` says by how many answers. */
function adjacencyOrder(graph: MergingGraph, start: number): readonly Placed[] {
  const order: Placed[] = [];
  const waiting = new Map<number, number>([[start, 0]]);
  const placed = new Set<number>();
  while (waiting.size > 0) {
    const next = mostJoined(waiting);
    waiting.delete(next.vertex);
    placed.add(next.vertex);
    order.push(next);
    for (const [other, count] of graph.around(next.vertex)) {
      if (!placed.has(other)) waiting.set(other, (waiting.get(other) ?? 0) + count);
    }
  }
  return order;
}

function mostJoined(waiting: ReadonlyMap<number, number>): Placed {
  let best: Placed = { vertex: -1, joined: -1 };
  for (const [vertex, joined] of waiting) if (joined > best.joined) best = { vertex, joined };
  return best;
}

/** An undirected graph with weights, whose vertices can be merged; the sum of parallel edges is one edge. */
class MergingGraph {
  private readonly edges: Neighbours[];
  private readonly into: number[];

  constructor(size: number) {
    this.edges = Array.from({ length: size }, () => new Map<number, number>());
    this.into = Array.from({ length: size }, (_, vertex) => vertex);
  }

  join(a: number, b: number, count: number): void {
    if (a === b || count <= 0) return;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      const around = this.around(from);
      around.set(to, (around.get(to) ?? 0) + count);
    }
  }

  around(vertex: number): Neighbours {
    return this.edges[this.find(vertex)] ?? new Map<number, number>();
  }

  /** A vertex that still has a neighbour. */
  anyJoined(): number | undefined {
    const index = this.edges.findIndex((around, vertex) => this.into[vertex] === vertex && around.size > 0);
    return index === -1 ? undefined : index;
  }

  merge(one: number, other: number): void {
    const a = this.find(one);
    const b = this.find(other);
    if (a === b) return;
    const [keep, drop] = this.around(a).size >= this.around(b).size ? [a, b] : [b, a];
    const moved = [...this.around(drop)];
    for (const [neighbour] of moved) this.edges[neighbour]?.delete(drop);
    this.edges[drop] = new Map();
    this.into[drop] = keep;
    for (const [neighbour, count] of moved) this.join(keep, neighbour, count);
  }

  /** Merges whatever is joined by `least` or more, until nothing is. */
  mergeHeavy(least: number): void {
    const look = this.edges.map((_, vertex) => vertex);
    for (let vertex = look.pop(); vertex !== undefined; vertex = look.pop()) {
      const here = this.find(vertex);
      const heavy = [...this.around(here)].find(([, count]) => count >= least);
      if (heavy === undefined) continue;
      this.merge(here, heavy[0]);
      look.push(this.find(here));
    }
  }

  /** The vertices merged into one. */
  membersOf(vertex: number): ReadonlySet<number> {
    const root = this.find(vertex);
    return new Set(this.into.keys().filter((member) => this.find(member) === root));
  }

  private find(vertex: number): number {
    let root = vertex;
    while ((this.into[root] ?? root) !== root) root = this.into[root] ?? root;
    for (let at = vertex; at !== root;) {
      const next = this.into[at] ?? root;
      this.into[at] = root;
      at = next;
    }
    return root;
  }
}
