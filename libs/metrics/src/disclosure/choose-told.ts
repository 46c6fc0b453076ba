import { endsOf, fewestTold, type AnswerEdge } from './answer-lots';
import { hiddenAlone } from './hidden-alone';
import { smallCut } from './small-cut';

/** Answers not told by clinic yet. */
export type OpenEdge = AnswerEdge & {
  readonly toldIn: null;
  /** The figure that could tell them now. */
  readonly candidate: string | null;
  /** Where they stay hidden even then: a month inside a longer block. */
  readonly placeIfTold: string | null;
};

/**
 * Which figures may be told beside what already is: those with ten answers or more, without the smallest of those whose
 * telling would let a combination of figures isolate fewer than ten answers or one hidden place. Hiding a figure merges
 * two vertices of the graph, which only makes its cuts larger. Null when even telling none of them is not safe: then the
 * batch they came with must wait.
 */
export function chooseTold(
  told: readonly AnswerEdge[],
  open: readonly OpenEdge[],
): ReadonlySet<string> | null {
  const sizes = sizesOf(open);
  const chosen = new Set(sizes.entries().flatMap(([id, size]) => (size >= fewestTold ? [id] : [])));
  for (;;) {
    const edges = [...told, ...open.map((edge) => tellIf(edge, chosen))];
    const isolated = smallCut(edges, fewestTold) ?? hiddenAlone(edges);
    if (isolated === null) return chosen;
    if (chosen.size === 0) return null;
    chosen.delete(smallest(nearTo(isolated, edges, chosen), sizes));
  }
}

/** Answers of each candidate. */
function sizesOf(open: readonly OpenEdge[]): ReadonlyMap<string, number> {
  const sizes = new Map<string, number>();
  for (const { candidate, count } of open) {
    if (candidate !== null) sizes.set(candidate, (sizes.get(candidate) ?? 0) + count);
  }
  return sizes;
}

function tellIf(edge: OpenEdge, chosen: ReadonlySet<string>): AnswerEdge {
  if (edge.candidate === null || !chosen.has(edge.candidate)) return edge;
  return { ...edge, toldIn: edge.candidate, place: edge.placeIfTold };
}

/** The candidates that share a batch with what was isolated; all of them where none does. */
function nearTo(
  isolated: readonly AnswerEdge[],
  edges: readonly AnswerEdge[],
  chosen: ReadonlySet<string>,
): readonly string[] {
  const ends = new Set(isolated.flatMap(endsOf));
  const near = new Set<string>();
  for (const edge of edges) {
    if (edge.toldIn !== null && chosen.has(edge.toldIn) && endsOf(edge).some((end) => ends.has(end))) {
      near.add(edge.toldIn);
    }
  }
  return near.size > 0 ? [...near] : [...chosen];
}

function smallest(ids: readonly string[], sizes: ReadonlyMap<string, number>): string {
  const sizeOf = (id: string): number => sizes.get(id) ?? 0;
  return ids.reduce((best, id) => {
    const difference = sizeOf(id) - sizeOf(best);
    return difference < 0 || (difference === 0 && id < best) ? id : best;
  });
}
