import type { AnswerEdge } from './answer-edge';

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
