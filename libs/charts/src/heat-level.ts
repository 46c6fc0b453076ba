/** The smallest largest share that colours fully: below it a strip of small shares stays pale. */
const fullAtLeast = 0.2;

/** The largest share of a grid, at least a fifth; colours are told against it. */
export const heatTop = (shares: readonly (number | null)[]): number =>
  Math.max(fullAtLeast, ...shares.map((share) => share ?? 0));

/** Strength of a cell's colour in whole percent, 0 to 100; null where nothing came. */
export function heatLevel(share: number | null, top: number): number | null {
  if (share === null) return null;
  return Math.round(Math.min(1, Math.max(0, share / top)) * 100);
}
