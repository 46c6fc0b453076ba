import { studentT95 } from '../satisfaction/estimate';
import { newcombeDifference, type Proportion } from '../satisfaction/proportions';

/**
 * Whether a change is shown: its 95 % interval lies above 0 (`rise`), below (`fall`), or holds 0 (`notShown`); without
 * an interval it is `unjudged`.
 */
export type ChangeVerdict = 'rise' | 'fall' | 'notShown' | 'unjudged';

/** A difference, now less before, with its 95 % interval; no ends where there is too little to have any. */
export type Change = {
  readonly value: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly verdict: ChangeVerdict;
};

/** What a 95 % interval leaves to chance. */
const leftToChance = 0.05;

/** The change of a share (Newcombe's hybrid of two Wilson intervals); null when one of them is of nothing. */
export function changeOfShare(now: Proportion, before: Proportion): Change | null {
  const difference = newcombeDifference(now, before);
  return difference === null ? null : { ...difference, verdict: verdictOf(difference) };
}

/**
 * The change of a mean of values that need not vary alike: difference ± t·√(s₁²/n₁ + s₂²/n₂), with Welch's degrees of
 * freedom (Welch 1947). Two values of each side make an interval, unless none of them varies. Null when one side has no
 * value.
 */
export function changeOfMean(now: readonly number[], before: readonly number[]): Change | null {
  const [a, b] = [momentsOf(now), momentsOf(before)];
  if (a === null || b === null) return null;
  const value = a.mean - b.mean;
  const spread = a.squaredError + b.squaredError;
  if (now.length < 2 || before.length < 2 || spread === 0)
    return { value, low: null, high: null, verdict: 'unjudged' };
  const degrees =
    spread ** 2 / (a.squaredError ** 2 / (now.length - 1) + b.squaredError ** 2 / (before.length - 1));
  const half = tOf(degrees) * Math.sqrt(spread);
  const difference = { low: value - half, high: value + half };
  return { value, ...difference, verdict: verdictOf(difference) };
}

/** How many of so many judged changes would be shown if nothing had changed at all. */
export const shownByChance = (judged: number): number => judged * leftToChance;

function verdictOf({ low, high }: { readonly low: number; readonly high: number }): ChangeVerdict {
  if (low > 0) return 'rise';
  return high < 0 ? 'fall' : 'notShown';
}

/** Mean, and the square of its standard error. */
function momentsOf(values: readonly number[]): { mean: number; squaredError: number } | null {
  const n = values.length;
  if (n === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, squaredError: n === 1 ? 0 : squares / (n - 1) / n };
}

/** Between whole degrees of freedom t is all but straight over 1 ÷ ν. */
function tOf(degrees: number): number {
  const below = Math.max(1, Math.floor(degrees));
  const [t, next] = [studentT95(below), studentT95(below + 1)];
  const part = (1 / below - 1 / Math.max(degrees, below)) / (1 / below - 1 / (below + 1));
  return t + part * (next - t);
}
