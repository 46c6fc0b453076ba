import type { Estimate } from './estimate';
import { z95 } from './estimate';
import { inverse } from './inverse';

/** How closely one item goes with the target once the other items are allowed for. */
export type PartialCorrelation = {
  readonly itemId: string;
  /** −1 to 1 with the interval of Fisher's z; null when all said the same, or when the items cannot be told apart. */
  readonly correlation: Estimate | null;
};

type Row = { readonly [itemId: string]: number | undefined };

/**
 * Partial correlation of each driver with the target, the other drivers held: −P₀ⱼ ÷ √(P₀₀·Pⱼⱼ) of the inverse P of
 * the correlation matrix. Only respondents who answered the target and every driver count; `n` says how many. The
 * interval is tanh(atanh r ± z ÷ √(n − k − 3)), k being the drivers held. It tells what goes together, not a cause.
 */
export function partialCorrelations(
  rows: readonly Row[],
  target: string,
  drivers: readonly string[],
): { readonly n: number; readonly drivers: readonly PartialCorrelation[] } {
  const names = [target, ...drivers];
  const columns = completeColumns(rows, names);
  const n = columns[0]?.length ?? 0;
  const deviations = columns.map(deviationsOf);
  const told = names.filter((_, index) => deviations[index] !== null);
  const spread = deviations.filter((column) => column !== null);
  const precision = told.includes(target) ? inverse(correlationsOf(spread)) : null;
  return {
    n,
    drivers: drivers.map((itemId) => {
      const r = precision === null ? null : partialOf(precision, told.indexOf(itemId));
      return { itemId, correlation: r === null ? null : fisher(r, n - (told.length - 2) - 3) };
    }),
  };
}

function completeColumns(rows: readonly Row[], names: readonly string[]): readonly (readonly number[])[] {
  const complete = rows
    .map((row) => names.map((name) => row[name]))
    .filter((values): values is number[] => values.every((value) => value !== undefined));
  return names.map((_, column) => complete.map((values) => values[column] ?? Number.NaN));
}

/** Distances from the mean, scaled to length 1; null where all are the same. */
function deviationsOf(column: readonly number[]): readonly number[] | null {
  if (column.every((value) => value === column[0])) return null;
  const mean = column.reduce((sum, value) => sum + value, 0) / column.length;
  const length = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0));
  return column.map((value) => (value - mean) / length);
}

const correlationsOf = (columns: readonly (readonly number[])[]): readonly (readonly number[])[] =>
  columns.map((a) => columns.map((b) => a.reduce((sum, value, row) => sum + value * (b[row] ?? 0), 0)));

function partialOf(precision: readonly (readonly number[])[], column: number): number | null {
  const own = precision[0]?.[0];
  const other = precision[column]?.[column];
  const shared = precision[0]?.[column];
  if (own === undefined || other === undefined || shared === undefined) return null;
  return Math.max(-1, Math.min(1, -shared / Math.sqrt(own * other)));
}

function fisher(value: number, degrees: number): Estimate {
  if (degrees <= 0 || Math.abs(value) === 1) return { value, low: null, high: null };
  const z = Math.atanh(value);
  const half = z95 / Math.sqrt(degrees);
  return { value, low: Math.tanh(z - half), high: Math.tanh(z + half) };
}
