/** What a column would like: all on one line, and what it cannot do without (its longest word). */
export type Wish = { readonly most: number; readonly least: number };

/**
 * Shares `width` between columns: what each wants when there is room (the rest goes to those that may grow), else
 * between its longest word and what it wants, else by proportion.
 */
export function columnWidths(
  wishes: readonly Wish[],
  width: number,
  grows: (column: number) => boolean,
): readonly number[] {
  const most = sum(wishes.map((wish) => wish.most));
  const least = sum(wishes.map((wish) => wish.least));
  if (most <= width) {
    const growing = sum(wishes.map((wish, column) => (grows(column) ? wish.most : 0)));
    return wishes.map((wish, column) =>
      grows(column) && growing > 0 ? wish.most + ((width - most) * wish.most) / growing : wish.most,
    );
  }
  if (least <= width) {
    const share = (width - least) / (most - least);
    return wishes.map((wish) => wish.least + (wish.most - wish.least) * share);
  }
  return wishes.map((wish) => (wish.least / least) * width);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
