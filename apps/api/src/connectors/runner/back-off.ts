const firstMs = 1_000;
const longestMs = 60_000;

/**
 * How long to wait before the next try after so many that failed on end: twice as long each time, a minute at most. `chance` in
 * [0, 1) takes up to half of it off, so that replicas and telephone systems that went down together do not come back at once.
 */
export function backOffMs(failed: number, chance: number): number {
  const whole = Math.min(longestMs, firstMs * 2 ** Math.min(Math.max(failed, 1) - 1, 16));
  return Math.round(whole * (1 - chance / 2));
}
