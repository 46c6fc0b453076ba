import { within, z95, type Estimate } from './estimate';

/** A share with its 95 % interval. */
export type ProportionEstimate = { readonly value: number; readonly low: number; readonly high: number };

/** `count` of `of`, both whole, 0 ≤ count ≤ of. */
export type Proportion = { readonly count: number; readonly of: number };

/**
 * A share and its 95 % score interval (Wilson 1927): centre (p + z²/2n) ÷ (1 + z²/n), half-width
 * z·√(p(1−p)/n + z²/4n²) ÷ (1 + z²/n). It never leaves 0…1 and holds for few answers and for shares of 0 and 1.
 * Null of nothing.
 */
export function wilson(count: number, of: number): ProportionEstimate | null {
  if (of <= 0) return null;
  const p = count / of;
  const zz = (z95 * z95) / of;
  const centre = (p + zz / 2) / (1 + zz);
  const half = (z95 * Math.sqrt((p * (1 - p)) / of + zz / (4 * of))) / (1 + zz);
  // rounding may put an end a hair past the share itself, or past 0 or 1
  return {
    value: p,
    low: Math.min(p, Math.max(0, centre - half)),
    high: Math.max(p, Math.min(1, centre + half)),
  };
}

/**
 * How much larger the first share is than the second, with the 95 % interval of Newcombe's hybrid of two Wilson
 * intervals (1998, method 10). A change is shown only by an interval without 0. Null when one of them is of nothing.
 */
export function newcombeDifference(first: Proportion, second: Proportion): ProportionEstimate | null {
  const a = wilson(first.count, first.of);
  const b = wilson(second.count, second.of);
  if (a === null || b === null) return null;
  const value = a.value - b.value;
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

/** True when the interval of a difference leaves no room for "no change". */
export const isDemonstrated = ({ low, high }: { readonly low: number; readonly high: number }): boolean =>
  low > 0 || high < 0;

/** Answers 9 and 10, answers 0 to 6, and all answers of 0 to 10. */
export type Recommendations = {
  readonly promoters: number;
  readonly detractors: number;
  readonly n: number;
};

/**
 * Net promoter score, −100 to 100: 100·(p − d), with the interval ± z·100·√((p + d − (p − d)²) ÷ n). No interval when
 * all say the same. Null of nothing.
 */
export function netPromoter({ promoters, detractors, n }: Recommendations): Estimate | null {
  if (n <= 0) return null;
  const [p, d] = [promoters / n, detractors / n];
  const value = (100 * (promoters - detractors)) / n;
  const spread = p + d - (p - d) ** 2;
  if (promoters === n || detractors === n || promoters + detractors === 0)
    return { value, low: null, high: null };
  const half = z95 * 100 * Math.sqrt(spread / n);
  return within({ value, low: value - half, high: value + half }, -100, 100);
}
