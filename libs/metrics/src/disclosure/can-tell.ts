import { fewestTold } from './answer-lots';
import { Elimination, toResidue, type Column } from './elimination';

/** An answer, by the figures that count it. */
export type Counting = {
  /** Figures that are told already, or are safe beside anything. */
  readonly told: readonly string[];
  /** Figures that could be told some day, or that others might know: allowed for, never relied on. */
  readonly possible: readonly string[];
  /** The figures in question, and how much each counts the answer. */
  readonly asked: readonly { readonly figure: string; readonly weight: number }[];
};

/** A respondent's answers; `group` names those who entered what is published together. */
export type Respondent = { readonly group: string; readonly answers: readonly Counting[] };

type Columns = {
  readonly group: string;
  readonly columns: readonly Column[];
  /** Equal for respondents whom the same figures count in the same way. */
  readonly text: string;
};

/**
 * Whether the figures in question may be told beside the others. True only when the respondents hold ten separate
 * groups, each of which alone fixes everything these figures add to what is told: then no nine respondents' answers can
 * be worked out, since leaving them out leaves a whole group. `possible` figures may not change what they add, or the
 * figures in question would reveal one of those. `breathe` is awaited between slices of work.
 */
export async function canTell(
  respondents: readonly Respondent[],
  breathe: () => Promise<void>,
): Promise<boolean> {
  const strict = await asColumns(respondents, { isGenerous: false }, breathe);
  const generous = await asColumns(respondents, { isGenerous: true }, breathe);
  const adds = await addedRank(generous, breathe);
  if (adds !== (await addedRank(strict, breathe))) return false;
  return adds === 0 || hasTenGroups(generous, adds, breathe);
}

type Numbered = { readonly all: readonly Columns[]; readonly firstAsked: number };

async function asColumns(
  respondents: readonly Respondent[],
  { isGenerous }: { readonly isGenerous: boolean },
  breathe: () => Promise<void>,
): Promise<Numbered> {
  const free = new Map<string, number>();
  const asked = new Map<string, number>();
  const indexIn = (names: Map<string, number>, name: string): number => {
    const known = names.get(name);
    if (known !== undefined) return known;
    names.set(name, names.size);
    return names.size - 1;
  };
  const freeOf = ({ told, possible }: Counting): readonly string[] =>
    isGenerous ? [...told, ...possible] : told;
  for (const { answers } of respondents) {
    await breathe();
    for (const answer of answers) {
      for (const name of freeOf(answer)) indexIn(free, name);
      for (const { figure } of answer.asked) indexIn(asked, figure);
    }
  }
  const firstAsked = free.size;
  const columnOf = (answer: Counting): Column =>
    new Map([
      ...freeOf(answer).map((name) => [indexIn(free, name), 1] as const),
      ...answer.asked.map(
        ({ figure, weight }) => [firstAsked + indexIn(asked, figure), toResidue(weight)] as const,
      ),
    ]);
  const all: Columns[] = [];
  for (const { group, answers } of respondents) {
    await breathe();
    const columns = answers.map(columnOf);
    all.push({ group, columns, text: columns.map((column) => [...column].join(';')).join('|') });
  }
  return { all, firstAsked };
}

/** How many independent figures those in question add to the others. */
async function addedRank({ all, firstAsked }: Numbered, breathe: () => Promise<void>): Promise<number> {
  const elimination = new Elimination();
  const seen = new Set<string>();
  for (const { columns, text } of all) {
    if (seen.has(text)) continue;
    seen.add(text);
    await breathe();
    for (const column of columns) elimination.insert(column);
  }
  return elimination.rank(firstAsked);
}

type Group = {
  readonly elimination: Elimination;
  rank: number;
  /** Respondents of whom nothing more is learnt: those like one who is in the group, or who added nothing to it. */
  readonly exhausted: Set<string>;
};

/** Fewer would spend most respondents on finding out what their own batch adds. */
const fewestTogether = 2;

async function hasTenGroups(
  { all, firstAsked }: Numbered,
  wanted: number,
  breathe: () => Promise<void>,
): Promise<boolean> {
  const groups = Array.from({ length: fewestTold }, (): Group => ({
    elimination: new Elimination(),
    rank: 0,
    exhausted: new Set(),
  }));
  const isDone = (): boolean => groups.every(({ rank }) => rank === wanted);
  for (const together of Map.groupBy(all, ({ group }) => group).values()) {
    groups.sort((a, b) => a.rank - b.rank);
    const served = groups
      .filter(({ rank }) => rank < wanted)
      .slice(0, Math.max(1, Math.floor(together.length / fewestTogether)));
    for (const respondent of together) {
      const open = served.filter(({ rank, exhausted }) => rank < wanted && !exhausted.has(respondent.text));
      if (open.length === 0) continue;
      await breathe();
      place(respondent, open, firstAsked);
    }
    if (isDone()) return true;
  }
  return isDone();
}

/** Puts a respondent into the group that learns most of the figures in question from him, else into one that learns. */
function place({ columns, text }: Columns, groups: readonly Group[], firstAsked: number): void {
  let fallback: Group | undefined;
  for (const group of [...groups].sort((a, b) => a.rank - b.rank)) {
    const rows = columns.flatMap((column) => group.elimination.pivotOf(column) ?? []);
    if (rows.length === 0) group.exhausted.add(text);
    if (rows.some((row) => row >= firstAsked)) return join({ columns, text }, group, firstAsked);
    if (rows.length > 0) fallback ??= group;
  }
  if (fallback !== undefined) join({ columns, text }, fallback, firstAsked);
}

function join({ columns, text }: Pick<Columns, 'columns' | 'text'>, group: Group, firstAsked: number): void {
  for (const column of columns) group.elimination.insert(column);
  group.exhausted.add(text);
  group.rank = group.elimination.rank(firstAsked);
}
