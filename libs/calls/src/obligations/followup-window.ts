import type { Instant } from '../fact';

const hourMs = 3_600_000;

/** Within which time of planning one calls, where nobody says: after a discharge two to three days, as is usual. */
const usualWindows: Readonly<Record<string, readonly [fromMs: number, untilMs: number]>> = {
  same_day: [0, 8 * hourMs],
  post_discharge: [48 * hourMs, 72 * hourMs],
};
const otherwise = [0, 24 * hourMs] as const;

/** A time of which only the end is said begins so long before. */
const leadMs = 24 * hourMs;

/** Within which time the patient is to be called: what was said of it, else what is usual for the type. */
export function followupWindow(
  type: string,
  plannedAt: Instant,
  said: { readonly dueFrom: Instant | null; readonly dueUntil: Instant | null },
): { readonly dueFrom: Instant; readonly dueUntil: Instant } {
  const [fromMs, untilMs] = usualWindows[type] ?? otherwise;
  const { dueUntil } = said;
  const dueFrom =
    said.dueFrom ?? (dueUntil === null ? plannedAt + fromMs : Math.max(plannedAt, dueUntil - leadMs));
  return { dueFrom, dueUntil: Math.max(dueFrom, dueUntil ?? dueFrom + untilMs - fromMs) };
}
