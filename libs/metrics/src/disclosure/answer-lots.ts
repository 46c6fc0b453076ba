/** No figure may be found, told or derived, that is of fewer answers than this. */
export const fewestTold = 10;

/**
 * Answers that always appear together in what is published: those that entered with one batch and are told, if they are
 * told by clinic at all, first by the same figure. Every published figure is a sum of such lots.
 */
export type AnswerEdge = {
  /** The batch they entered with: the step from one figure of all clinics to the next. */
  readonly batch: string;
  /** The figure of a clinic that told them first, or the step of it that did; null: told of all clinics alone. */
  readonly toldIn: string | null;
  /** Where they are hidden (a clinic, a clinic's month inside a longer block); null: told on their own. */
  readonly place: string | null;
  /** Answers, each caller once. */
  readonly count: number;
};

/** Both ends of a lot in the graph of batches and figures; what is hidden ends in the ground. */
export function endsOf({ batch, toldIn }: AnswerEdge): readonly [string, string] {
  return [`batch ${batch}`, toldIn === null ? 'ground' : `figure ${toldIn}`];
}

/**
 * The lots that some combination of figures can join with those of `isStart`: linked by a batch or a figure they share,
 * however far. The ground links nothing: lots that meet there alone are isolated, or not, each for themselves, so that
 * whatever is decided of some leaves what can be worked out of the others as it is.
 */
export function connectedLots<Lot extends AnswerEdge>(
  lots: readonly Lot[],
  isStart: (lot: Lot) => boolean,
): readonly Lot[] {
  const byEnd = Map.groupBy(
    lots.flatMap((lot) => linksOf(lot).map((end) => ({ end, lot }))),
    ({ end }) => end,
  );
  const found = new Set<Lot>();
  const queue = lots.filter(isStart);
  for (let lot = queue.pop(); lot !== undefined; lot = queue.pop()) {
    if (found.has(lot)) continue;
    found.add(lot);
    for (const end of linksOf(lot)) {
      queue.push(...(byEnd.get(end) ?? []).map((link) => link.lot));
      byEnd.delete(end);
    }
  }
  return lots.filter((lot) => found.has(lot));
}

function linksOf({ batch, toldIn }: AnswerEdge): readonly string[] {
  return toldIn === null ? [`batch ${batch}`] : [`batch ${batch}`, `figure ${toldIn}`];
}
