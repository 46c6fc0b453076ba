import type { Estimate } from './estimate';
import { studentT95 } from './student';

/**
 * A mean and its 95 % interval, x̄ ± t(n−1)·sd/√n. `counts` tells how often each value was given (once by default).
 * One answer, or answers that are all the same, have no interval. Null of nothing.
 */
export function meanInterval(values: readonly number[], counts?: readonly number[]): Estimate | null {
  const told = values
    .map((value, index) => ({ value, count: counts === undefined ? 1 : (counts[index] ?? 0) }))
    .filter(({ count }) => count > 0);
  const n = told.reduce((sum, { count }) => sum + count, 0);
  const first = told[0];
  if (first === undefined) return null;
  const mean = told.reduce((sum, { value, count }) => sum + value * count, 0) / n;
  if (told.every(({ value }) => value === first.value)) return { value: first.value, low: null, high: null };
  const squares = told.reduce((sum, { value, count }) => sum + count * (value - mean) ** 2, 0);
  const half = studentT95(n - 1) * Math.sqrt(squares / (n - 1) / n);
  return { value: mean, low: mean - half, high: mean + half };
}
