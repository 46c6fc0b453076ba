import type { NewCell } from './publication-store';

/** Whether a cell tells the same answers as the one of its clinic and dimension among these. */
export function sameCells(known: readonly NewCell[]): (cell: NewCell) => boolean {
  const texts = new Set(known.map(textOf));
  return (cell) => texts.has(textOf(cell));
}

function textOf({ clinicId, dimension, figures }: NewCell): string {
  const cells = figures.cells.map(({ key, suppressed, n, items }) => {
    const sorted = Object.entries(items).sort(([a], [b]) => (a < b ? -1 : 1));
    return [key, suppressed, n, sorted];
  });
  return JSON.stringify([clinicId, dimension, cells]);
}
