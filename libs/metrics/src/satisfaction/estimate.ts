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
