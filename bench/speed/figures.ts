/** The value that stands at share `q` of the sorted values (nearest rank); NaN of nothing. */
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** A number for a person: three significant digits, thousands apart. */
export const shown = (value: number): string =>
  value.toLocaleString('en', { maximumSignificantDigits: 3, useGrouping: true });

/** One line of the bench: what was measured, what came out, where it should begin and end, and how it was done. */
export type Row = {
  readonly figure: string;
  readonly found: string;
  readonly start: string;
  readonly goal: string;
  readonly met: boolean;
  readonly how: string;
};

/** A row of times that are within a limit at their 95th percentile. */
export function rowWithin(figure: string, ms: readonly number[], limitMs: number, how: string): Row {
  const p95 = quantile(ms, 0.95);
  const found = `p50 ${median(ms).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, slowest ${Math.max(...ms).toFixed(0)} ms`;
  const goal = `p95 ≤ ${limitMs} ms`;
  return { figure, found, start: goal, goal, met: p95 <= limitMs, how };
}
