import { Elimination, inverseOf, modulus, toResidue, type Column } from './elimination';

/** Answers that are in exactly the same published figures. */
export type AnswerLot = {
  readonly count: number;
  /** The hidden place they belong to; null: none. */
  readonly place: string | null;
};

/** How one published figure is made up: what it counts each lot, lot by lot. */
export type FigureMakeup = readonly number[];

/** What an outsider could try. */
export type Attack = {
  readonly figures: readonly FigureMakeup[];
  readonly lots: readonly AnswerLot[];
  /** A set of fewer answers must not be found. */
  readonly least: number;
  /** How many random starts of the search for small sets, beyond those that are tried one by one. */
  readonly tries?: number;
};

const mostSetsTried = 3_000;

/**
 * Tries to find a combination of published figures that depends on fewer than `least` answers, or on those of one
 * hidden place alone; the lots it depends on, or null when none was found. Every hidden place is tried; small sets are
 * tried one by one (exactly) up to a limit, and then by a search for combinations of few lots from many random starts.
 */
export function isolatedBy(attack: Attack): readonly number[] | null {
  const { lots, least } = attack;
  const figures = independent(attack.figures);
  const columns = lots.map((_, lot) => columnOf(figures, lot));
  const full = rankOf(columns, new Set());
  const falls = (removed: ReadonlySet<number>): boolean => rankOf(columns, removed) < full;
  for (const place of new Set(lots.map((lot) => lot.place))) {
    const own = new Set(lots.flatMap((lot, index) => (lot.place === place && place !== null ? [index] : [])));
    if (own.size > 0 && falls(own)) return [...own];
  }
  const small = new Set(lots.flatMap(({ count }, index) => (count < least ? [index] : [])));
  // Where the large lots alone fix every figure, no set of small ones can be missed.
  if (!falls(small)) return null;
  for (const set of smallSets(lots, least)) if (falls(set)) return [...set];
  return searchSmall({ ...attack, figures });
}

/** Figures from which all others can be combined. */
function independent(figures: readonly FigureMakeup[]): readonly FigureMakeup[] {
  const elimination = new Elimination();
  for (const figure of figures) {
    elimination.insert(
      new Map(
        figure
          .entries()
          .filter(([, value]) => value !== 0)
          .map(([lot, value]) => [lot, toResidue(value)]),
      ),
    );
  }
  const size = figures[0]?.length ?? 0;
  return elimination.basis().map((row) => Array.from({ length: size }, (_, lot) => row.get(lot) ?? 0));
}

function columnOf(figures: readonly FigureMakeup[], lot: number): Column {
  return new Map(
    figures.flatMap((figure, row) => {
      const value = toResidue(figure[lot] ?? 0);
      return value === 0 ? [] : [[row, value] as const];
    }),
  );
}

function rankOf(columns: readonly Column[], without: ReadonlySet<number>): number {
  const elimination = new Elimination();
  for (const [index, column] of columns.entries()) if (!without.has(index)) elimination.insert(column);
  return elimination.rank();
}

/** Sets of lots with fewer than `least` answers to which no other lot can be added; at most some thousands. */
function smallSets(lots: readonly AnswerLot[], least: number): readonly ReadonlySet<number>[] {
  const small = lots.flatMap(({ count }, index) => (count > 0 && count < least ? [{ index, count }] : []));
  small.sort((a, b) => b.count - a.count);
  const found: ReadonlySet<number>[] = [];
  const grow = (from: number, chosen: readonly number[], room: number): void => {
    if (found.length >= mostSetsTried) return;
    const fitting = small.slice(from).some(({ count }) => count <= room);
    if (!fitting && chosen.length > 0) found.push(new Set(chosen));
    if (!fitting) return;
    for (let next = from; next < small.length; next += 1) {
      const lot = small[next];
      if (lot !== undefined && lot.count <= room) grow(next + 1, [...chosen, lot.index], room - lot.count);
    }
  };
  grow(0, [], least - 1);
  return found;
}

/** Looks for small combinations among the rows, and pairs of rows, of many random reduced forms of the figures. */
function searchSmall({ figures, lots, least, tries = 40 }: Attack): readonly number[] | null {
  const weigh = (row: FigureMakeup): number =>
    row.reduce((sum, value, lot) => (value === 0 ? sum : sum + (lots[lot]?.count ?? 0)), 0);
  const isSmall = (row: FigureMakeup): boolean => {
    const weight = weigh(row);
    return weight > 0 && weight < least;
  };
  for (let start = 1; start <= tries; start += 1) {
    const rows = reducedForm(figures, shuffled(lots.length, start));
    const small = [...rows, ...pairsOf(rows)].find(isSmall);
    if (small !== undefined) return small.flatMap((value, lot) => (value === 0 ? [] : [lot]));
  }
  return null;
}

function* pairsOf(rows: readonly FigureMakeup[]): Generator<FigureMakeup> {
  for (const [index, one] of rows.entries()) {
    for (const other of rows.slice(index + 1)) {
      yield one.map((value, lot) => (value + (other[lot] ?? 0)) % modulus);
      yield one.map((value, lot) => (value + modulus - (other[lot] ?? 0)) % modulus);
    }
  }
}

/** The figures combined so that each row alone has a value in some lot, taken in this order. */
function reducedForm(figures: readonly FigureMakeup[], order: readonly number[]): FigureMakeup[] {
  let rows = figures.map((figure) => figure.map(toResidue));
  const done: number[][] = [];
  for (const lot of order) {
    const pivot = rows.find((row) => row[lot] !== 0);
    if (pivot === undefined) continue;
    const scale = inverseOf(pivot[lot] ?? 1);
    const unit = pivot.map((value) => (value * scale) % modulus);
    const clear = (row: number[]): number[] =>
      row.map((value, at) => (value + modulus - (((row[lot] ?? 0) * (unit[at] ?? 0)) % modulus)) % modulus);
    rows = rows.filter((row) => row !== pivot).map(clear);
    done.splice(0, done.length, ...done.map(clear), unit);
  }
  return done;
}

/** The numbers below `size` in an order that depends on `seed` alone. */
function shuffled(size: number, seed: number): readonly number[] {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state;
  };
  return Array.from({ length: size }, (_, index) => ({ index, key: next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ index }) => index);
}
