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
