/** What an estimate of the wait rests on. */
export type WaitEvidence = {
  readonly waiting: number;
  readonly freeAgents: number;
  /** Callers who left the queue in the last five minutes, taken or lost. */
  readonly left5m: number;
  /** Half of the callers answered in the last 30 minutes waited no longer than this. */
  readonly answeredMedianMs: number | null;
};

const roundedToMs = 5_000;

/**
 * The wait of one who calls now: the queue, with the caller at its end, divided by the pace at which callers leave it;
 * with nobody waiting, what half of those answered lately waited. Null when callers wait and nobody leaves, or when
 * nobody was answered: then it cannot be told.
 */
export function expectedWaitMs({
  waiting,
  freeAgents,
  left5m,
  answeredMedianMs,
}: WaitEvidence): number | null {
  if (waiting === 0 || freeAgents > waiting) return answeredMedianMs;
  if (left5m === 0) return null;
  const waitMs = ((waiting + 1) * 300_000) / left5m;
  return Math.round(waitMs / roundedToMs) * roundedToMs;
}
