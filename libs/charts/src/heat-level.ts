/** A quarter is the strongest colour, for every grid: a colour here is the same there, and on the printed report. */
export const strongestAt = 0.25;

/** Strength of a cell's colour in whole percent, 0 to 100; null where nothing came. */
export function heatLevel(share: number | null): number | null {
  if (share === null) return null;
  return Math.round(Math.min(1, Math.max(0, share / strongestAt)) * 100);
}
