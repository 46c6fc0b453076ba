/** Numbers are counted modulo this prime: exact in doubles, and large enough that no rank is lost by accident. */
export const modulus = 67_108_859;

/** Values by row, modulo {@link modulus}; a row that is not there is 0. */
export type Column = ReadonlyMap<number, number>;

export const toResidue = (value: number): number => ((value % modulus) + modulus) % modulus;

/** The number that a residue must be multiplied by to give 1. */
export function inverseOf(value: number): number {
  let result = 1;
  let base = toResidue(value);
  for (let power = modulus - 2; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = (result * base) % modulus;
    base = (base * base) % modulus;
  }
  return result;
}

/** Columns that depend on none of those before them; a column's pivot is the first row that the others leave it. */
export class Elimination {
  private readonly pivots = new Map<number, Column>();

  /** The row a column becomes the pivot of; undefined when it depends on those before it. */
  pivotOf(column: Column): number | undefined {
    return this.reduce(column)?.row;
  }

  /** Adds a column; the row it became the pivot of, or undefined when it depends on those before it. */
  insert(column: Column): number | undefined {
    const left = this.reduce(column);
    if (left === undefined) return undefined;
    const scale = inverseOf(left.column.get(left.row) ?? 1);
    this.pivots.set(
      left.row,
      new Map(left.column.entries().map(([row, value]) => [row, (value * scale) % modulus])),
    );
    return left.row;
  }

  /** How many columns were independent, of those whose pivot is in row `from` or later. */
  rank(from = 0): number {
    return this.pivots.keys().reduce((sum, row) => (row >= from ? sum + 1 : sum), 0);
  }

  /** Independent columns that span the same as all that were added. */
  basis(): readonly Column[] {
    return [...this.pivots.values()];
  }

  private reduce(column: Column): { readonly row: number; readonly column: Map<number, number> } | undefined {
    const left = new Map(column);
    for (let row = lowest(left); row !== undefined; row = lowest(left)) {
      const pivot = this.pivots.get(row);
      if (pivot === undefined) return { row, column: left };
      subtract(left, pivot, left.get(row) ?? 0);
    }
    return undefined;
  }
}

function lowest(column: Column): number | undefined {
  let found: number | undefined;
  for (const row of column.keys()) if (found === undefined || row < found) found = row;
  return found;
}

function subtract(from: Map<number, number>, column: Column, times: number): void {
  for (const [row, value] of column) {
    const rest = ((from.get(row) ?? 0) + modulus - ((times * value) % modulus)) % modulus;
    if (rest === 0) from.delete(row);
    else from.set(row, rest);
  }
}
