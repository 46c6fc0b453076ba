/** A pivot below this is nothing but rounding: the matrix has no inverse. */
const least = 1e-9;

type Rows = number[][];

/** The inverse of a square matrix by Gauss and Jordan with row exchange; null when it has none. Changes nothing given. */
export function inverse(matrix: readonly (readonly number[])[]): readonly (readonly number[])[] | null {
  const rows = matrix.map((row, i) => [...row, ...matrix.map((_, j) => (i === j ? 1 : 0))]);
  for (let column = 0; column < matrix.length; column += 1) {
    const scaled = takePivot(rows, column);
    if (scaled === null) return null;
    rows.forEach((row, i) => {
      const factor = row[column] ?? 0;
      if (i !== column) rows[i] = row.map((value, j) => value - factor * (scaled[j] ?? 0));
    });
  }
  return rows.map((row) => row.slice(matrix.length));
}

/** Brings the row that is largest in a column to its place and scales it to 1 there; null when all are 0. */
function takePivot(rows: Rows, column: number): readonly number[] | null {
  const pivot = largestFrom(rows, column);
  const [here, there] = [rows[column], rows[pivot]];
  const head = there?.[column] ?? 0;
  if (here === undefined || there === undefined || Math.abs(head) < least) return null;
  rows[pivot] = here;
  const scaled = there.map((value) => value / head);
  rows[column] = scaled;
  return scaled;
}

function largestFrom(rows: Rows, column: number): number {
  const size = (i: number): number => Math.abs(rows[i]?.[column] ?? 0);
  let best = column;
  for (let i = column + 1; i < rows.length; i += 1) if (size(i) > size(best)) best = i;
  return best;
}
