import type { ReportBlock } from '@vigie/contracts';

/** What stays on page one, and what goes on page two, both in the order in which they are read. */
export type Trimmed = { readonly kept: readonly ReportBlock[]; readonly moved: readonly ReportBlock[] };
export type Trimming = (state: Trimmed) => Trimmed;

/** Kinds that leave page one whole, the first to go first. The commitment and the sentences never do. */
const leaving: readonly ReportBlock['kind'][] = [
  'notes',
  'quotes',
  'table',
  'trend',
  'heat',
  'scores',
  'actions',
  'figures',
];
type Listed = 'table' | 'actions' | 'quotes' | 'scores';
/** How many rows lists keep, in the order in which they give way; what is asked of patients gives way last. */
const rowsKept: readonly (readonly [readonly Listed[], number])[] = [
  [['table', 'actions', 'quotes'], 8],
  [['table', 'actions', 'quotes'], 5],
  [['scores'], 6],
  [['table', 'actions', 'quotes'], 3],
  [['scores'], 3],
];

/** The steps by which page one is made shorter, mildest first; each works on the outcome of the one before. */
export function trimmings(blocks: readonly ReportBlock[], continued: string): readonly Trimming[] {
  const order = blocks.map((block) => block.id);
  return [
    ...rowsKept.map(([kinds, most]) => shorten({ kinds, most, order, continued })),
    ...leaving.map((kind) => move(kind, order)),
  ];
}

type Shortening = {
  readonly kinds: readonly Listed[];
  readonly most: number;
  readonly order: readonly string[];
  readonly continued: string;
};
/** Lists keep their first rows; the rest goes on under the same title. */
function shorten({ kinds, most, order, continued }: Shortening): Trimming {
  return ({ kept, moved }) => {
    const parts = kept.map((block) =>
      kinds.some((kind) => kind === block.kind)
        ? split(block, most, continued)
        : { first: block, rest: null },
    );
    const rests = parts.flatMap(({ rest }) => (rest === null ? [] : [rest]));
    const joined = rests.map((rest) => prepend(rest, moved));
    const untouched = moved.filter((block) => !rests.some((rest) => rest.id === block.id));
    return { kept: parts.map(({ first }) => first), moved: inOrder([...joined, ...untouched], order) };
  };
}

function move(kind: ReportBlock['kind'], order: readonly string[]): Trimming {
  return ({ kept, moved }) => {
    const leavers = kept.filter((block) => block.kind === kind).map((block) => prepend(block, moved));
    const untouched = moved.filter((block) => !leavers.some((leaver) => leaver.id === block.id));
    return {
      kept: kept.filter((block) => block.kind !== kind),
      moved: inOrder([...leavers, ...untouched], order),
    };
  };
}

type Split = { readonly first: ReportBlock; readonly rest: ReportBlock | null };

function split(block: ReportBlock, most: number, continued: string): Split {
  const title = 'title' in block ? withWord(block.title, continued) : '';
  switch (block.kind) {
    case 'table':
      if (block.rows.length <= most) return { first: block, rest: null };
      return {
        first: { ...block, rows: block.rows.slice(0, most) },
        rest: { ...block, title, rows: block.rows.slice(most) },
      };
    case 'actions':
      if (block.actions.length <= most) return { first: block, rest: null };
      return {
        first: { ...block, actions: block.actions.slice(0, most) },
        rest: { ...block, title, actions: block.actions.slice(most) },
      };
    case 'scores':
      if (block.rows.length <= most) return { first: block, rest: null };
      return {
        first: { ...block, rows: block.rows.slice(0, most) },
        rest: { ...block, title, rows: block.rows.slice(most) },
      };
    case 'quotes':
      if (block.quotes.length <= most) return { first: block, rest: null };
      return {
        first: { ...block, quotes: block.quotes.slice(0, most) },
        rest: { ...block, title, quotes: block.quotes.slice(most), themes: [] },
      };
    default:
      return { first: block, rest: null };
  }
}

/** Rows that leave now stand before those that left already. */
function prepend(block: ReportBlock, moved: readonly ReportBlock[]): ReportBlock {
  const before = moved.find((each) => each.id === block.id);
  if (before === undefined) return block;
  if (block.kind === 'table' && before.kind === 'table')
    return { ...block, rows: [...block.rows, ...before.rows] };
  if (block.kind === 'scores' && before.kind === 'scores')
    return { ...block, rows: [...block.rows, ...before.rows] };
  if (block.kind === 'actions' && before.kind === 'actions')
    return { ...block, actions: [...block.actions, ...before.actions] };
  if (block.kind === 'quotes' && before.kind === 'quotes')
    return { ...block, quotes: [...block.quotes, ...before.quotes] };
  return block;
}

function withWord(title: string, word: string): string {
  return title.endsWith(`(${word})`) ? title : `${title} (${word})`;
}

function inOrder(blocks: readonly ReportBlock[], order: readonly string[]): readonly ReportBlock[] {
  return blocks.toSorted((one, other) => order.indexOf(one.id) - order.indexOf(other.id));
}
