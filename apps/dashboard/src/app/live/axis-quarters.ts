import type { QuarterView } from '@vigie/contracts';

const hourMs = 3_600_000;
/** The axis is as long as a working day at least, so that bars keep their place from the first call on. */
const axisMs = 11 * hourMs;

/** The quarters from the first with a call to the one now running. */
export function shownQuarters(quarters: readonly QuarterView[], now: number): readonly QuarterView[] {
  return axisQuarters(quarters, now).filter(({ start }) => Date.parse(start) <= now);
}

/** The quarters on the axis: from the hour of the first call, eleven hours or as many as have gone by. */
export function axisQuarters(quarters: readonly QuarterView[], now: number): readonly QuarterView[] {
  const first = quarters.find((quarter) => quarter.presented > 0);
  if (first === undefined) return [];
  const from = Math.floor(Date.parse(first.start) / hourMs) * hourMs;
  const to = Math.max(from + axisMs, now + 1);
  return quarters.filter(({ start }) => Date.parse(start) >= from && Date.parse(start) < to);
}
