import type { Estimate } from './estimate';
import { within, z95 } from './estimate';

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
