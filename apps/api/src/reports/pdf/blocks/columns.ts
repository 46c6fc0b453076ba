/** What a column would like: all on one line, and what it cannot do without (its longest word). */
export type Wish = { readonly most: number; readonly least: number };

/**
 * Shares `width` between columns: by what each wants when there is room, else between its longest word and what it
 * wants, else by its longest word.
 */
export function columnWidths(wishes: readonly Wish[], width: number): readonly number[] {
  const most = sum(wishes.map((wish) => wish.most));
  const least = sum(wishes.map((wish) => wish.least));
  if (most <= width) return wishes.map((wish) => (wish.most / most) * width);
  if (least <= width) {
    const share = (width - least) / (most - least);
    return wishes.map((wish) => wish.least + (wish.most - wish.least) * share);
  }
  return wishes.map((wish) => (wish.least / least) * width);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
