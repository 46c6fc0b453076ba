/** A value with its 95 % interval; both ends are null where an interval has no meaning (no spread, one answer). */
export type Estimate = { readonly value: number; readonly low: number | null; readonly high: number | null };

/** Both ends of a 95 % interval of a normal distribution lie this many standard deviations from its mean. */
export const z95 = 1.959963984540054;

/** Keeps an interval within what its value can be: an end beyond the scale tells nothing. */
export function within(estimate: Estimate, lowest: number, highest: number): Estimate {
  const { value, low, high } = estimate;
  if (low === null || high === null) return estimate;
  return { value, low: Math.max(lowest, low), high: Math.min(highest, high) };
}

/** From here on the expansion around the normal distribution is exact to ten digits. */
const manyDegrees = 200;
const halvings = 60;

/**
 * How many standard errors both ends of a 95 % interval of a mean lie from it: the quantile 0.975 of Student's t for
 * whole degrees of freedom ≥ 1 (Abramowitz & Stegun 26.7.3, 26.7.4 and 26.7.5).
 */
export function studentT95(degrees: number): number {
  if (degrees >= manyDegrees) return expanded(degrees);
  // the angle whose tangent is t/√ν grows with t
  let low = 0;
  let high = Math.PI / 2;
  for (let i = 0; i < halvings; i += 1) {
    const middle = (low + high) / 2;
    if (probabilityWithin(middle, degrees) < 0.95) low = middle;
    else high = middle;
  }
  return Math.tan((low + high) / 2) * Math.sqrt(degrees);
}

/** P(−t < T < t) for θ = arctan(t/√ν): a finite sum, of odd or of even powers of cos θ. */
function probabilityWithin(theta: number, degrees: number): number {
  const sine = Math.sin(theta);
  const square = Math.cos(theta) ** 2;
  const odd = degrees % 2 === 1;
  let term = odd ? Math.cos(theta) : 1;
  let sum = degrees === 1 ? 0 : term;
  for (let power = odd ? 3 : 2; power <= degrees - 2; power += 2) {
    term *= (square * (power - 1)) / power;
    sum += term;
  }
  return odd ? (2 / Math.PI) * (theta + sine * sum) : sine * sum;
}

function expanded(degrees: number): number {
  const z = z95;
  const [z3, z5, z7, z9] = [z ** 3, z ** 5, z ** 7, z ** 9];
  const terms = [
    z,
    (z3 + z) / 4,
    (5 * z5 + 16 * z3 + 3 * z) / 96,
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / 384,
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, power) => sum + term / degrees ** power, 0);
}

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
