/** Lines of a lane in ms: a colour changes only where one of them is passed. */
export type LaneLines = { readonly targetMs: number; readonly watchMs: number; readonly limitMs: number };

/** ● fine up to the watch line (inclusive), ◆ watch beyond it, ▲ act beyond the limit. */
export type WaitLevel = 'fine' | 'watch' | 'act';

/** The sign that says a level without colour. */
export const levelSigns = { fine: '●', watch: '◆', act: '▲' } as const satisfies Record<WaitLevel, string>;

/** Where the scale changes its step: a wait in ms, and its place in percent of the width. */
const knots = [
  { ms: 0, at: 0 },
  { ms: 20_000, at: 25 },
  { ms: 60_000, at: 50 },
  { ms: 180_000, at: 80 },
  { ms: 600_000, at: 100 },
] as const;

/** Waits that deserve a name on the axis, in ms. */
export const laneTicksMs = [20_000, 60_000, 120_000, 180_000] as const;

/**
 * Place of a wait on the lane, in percent of its width: 0–20 s, 20 s–1 min, 1–3 min and 3–10 min take 25, 25, 30 and
 * 20 %. Below zero (clocks that disagree) is 0; beyond ten minutes is the right edge.
 */
export function lanePosition(waitMs: number): number {
  const index = knots.findIndex((knot) => waitMs < knot.ms);
  const end = knots[index];
  const start = knots[index - 1];
  if (end === undefined) return 100;
  if (start === undefined) return 0;
  return start.at + ((waitMs - start.ms) / (end.ms - start.ms)) * (end.at - start.at);
}

/** Level of a wait; a wait equal to a line has not passed it. */
export function waitLevel(waitMs: number, lines: LaneLines): WaitLevel {
  if (waitMs > lines.limitMs) return 'act';
  return waitMs > lines.watchMs ? 'watch' : 'fine';
}
