const firstMs = 20_000;
const longestMs = 3 * 3_600_000;

/**
 * How long to wait after a try that failed: twice as long each time up to three hours, and by chance half of that to
 * all of it, so that messages that failed together do not come back together. `chance` is from 0 to 1.
 */
export function retryDelayMs(attempts: number, chance: number): number {
  const full = Math.min(longestMs, firstMs * 2 ** Math.min(30, Math.max(0, attempts - 1)));
  return Math.round(full / 2 + (full / 2) * chance);
}
