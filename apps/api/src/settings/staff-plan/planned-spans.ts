import { minuteMs } from '@vigie/metrics';

import { parseSpan } from '../calendar';

/** How many are planned in a span of a day, `08:00-12:00`. */
export type PlannedSpanOfDay = Readonly<{ span: string; count: number }>;

export const quartersOfDay = 96;
const quarterMinutes = 15;

/** Every quarter of an hour of a day, by what is planned at the time (ms since midnight) it begins. */
export function quartersBy<T>(plannedAt: (timeMs: number) => T): T[] {
  return Array.from({ length: quartersOfDay }, (_, quarter) =>
    plannedAt(quarter * quarterMinutes * minuteMs),
  );
}

/** Quarters of an hour as spans of the same count, without those at which nobody is planned; null: nothing is said of any. */
export function spansOf(quarters: readonly (number | null)[]): readonly PlannedSpanOfDay[] | null {
  if (quarters.every((count) => count === null)) return null;
  const edges = quarters.flatMap((count, at) => (count === (quarters[at - 1] ?? null) && at > 0 ? [] : [at]));
  return edges.flatMap((from, index) => {
    const [to, count] = [edges[index + 1] ?? quarters.length, quarters[from] ?? 0];
    return count === 0 ? [] : [{ span: `${clockOf(from)}-${clockOf(to)}`, count }];
  });
}

/** Spans of one day as its quarters of an hour; those that overlap add up. */
export function quartersOf(spans: readonly PlannedSpanOfDay[]): number[] {
  const all = spans.map(({ span, count }) => ({ ...parseSpan(span), count }));
  return quartersBy((time) =>
    all.reduce((sum, { start, end, count }) => (time >= start && time < end ? sum + count : sum), 0),
  );
}

function clockOf(quarter: number): string {
  const minutes = quarter * quarterMinutes;
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join(':');
}
