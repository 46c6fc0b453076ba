/** What a column would like: all on one line, and what it cannot do without (its longest word). */
export type Wish = { readonly most: number; readonly least: number };

/**
 * Shares `width` between columns: by what each wants when there is room. Else the modest get what they want and those
 * that want more than a fair share divide the rest, none getting less than its longest word; where even the words are
 * too wide, each by its longest.
 */
export function columnWidths(wishes: readonly Wish[], width: number): readonly number[] {
  const most = sum(wishes.map((wish) => wish.most));
  if (most <= width) return wishes.map((wish) => (wish.most / most) * width);
  const least = sum(wishes.map((wish) => wish.least));
  if (least >= width) return wishes.map((wish) => (wish.least / least) * width);
  const widths = wishes.map((wish) => wish.least);
  let rest = width - least;
  const byWant = wishes.map((_, column) => column).sort((a, b) => wanting(wishes[a]) - wanting(wishes[b]));
  byWant.forEach((column, index) => {
    const given = Math.min(wanting(wishes[column]), rest / (byWant.length - index));
    widths[column] = (widths[column] ?? 0) + given;
    rest -= given;
  });
  return widths;
}

/** What a column wants beyond its longest word. */
function wanting(wish: Wish | undefined): number {
  return wish === undefined ? 0 : wish.most - wish.least;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
