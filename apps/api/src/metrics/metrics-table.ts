import { countNames, metricNames, type MetricsAnswer, type MetricsRow } from '@vigie/contracts';
import { kpis, type KpiUnit } from '@vigie/metrics';

import { tableOf, type Cell, type ColumnKind, type Table } from '../platform/tables/table';

type Published = MetricsAnswer['total'];
/** A column after the interval and its key: its name, what its numbers are, and where they stand. */
type Told = readonly [string, ColumnKind, (figures: Published) => Cell];

const kindOf: Readonly<Record<KpiUnit, ColumnKind>> = {
  ratio: 'share',
  ms: 'duration',
  rating: 'number',
  count: 'number',
};
/** A duration is written as one: not in ms. */
const withoutUnit = (name: string): string => name.replace(/Ms$/u, '');
const instantOf = (iso: string | null | undefined): Cell => (iso ? Date.parse(iso) : null);

const figureColumns: readonly Told[] = [
  ...countNames.map((name): Told => [name, 'number', ({ counts }) => counts[name]]),
  ...metricNames.map((name): Told => {
    const kind = kindOf[kpis[name].unit];
    return [kind === 'duration' ? withoutUnit(name) : name, kind, ({ metrics }) => metrics[name]];
  }),
  ['suppressed', 'text', ({ suppressed }) => suppressed],
];

const peakColumns: readonly Told[] = [
  ['waitingAt', 'instant', ({ peaks }) => instantOf(peaks?.waitingAt)],
  ['talkingAt', 'instant', ({ peaks }) => instantOf(peaks?.talkingAt)],
];

/** Everything an answer tells, an interval of a key a line, the total last: what was asked for beside in columns of its name. */
export function metricsTable(answer: MetricsAnswer): Table {
  const { from, to, timezone, by, rows, total } = answer;
  const told = [...figureColumns, ...askedColumns(answer)];
  const missing = (answer.incomplete ?? []).map((gap) => [Date.parse(gap.from), Date.parse(gap.to)] as const);
  function lineOf(start: string, end: string, key: string | null, figures: Published): readonly Cell[] {
    const [first, last] = [Date.parse(start), Date.parse(end)];
    const isIncomplete = missing.some(([gapFrom, gapTo]) => gapFrom < last && first < gapTo);
    return [first, last, key, ...told.map(([, , of]) => of(figures)), Number(isIncomplete)];
  }
  function* lines(): Generator<readonly Cell[], void, void> {
    for (const row of rows) yield lineOf(row.start, row.end, row.key, row);
    yield lineOf(from, to, 'total', total);
  }
  return tableOf(
    'Metrics',
    timezone,
    [
      ['from', 'instant'],
      ['to', 'instant'],
      [by === 'none' ? 'key' : by, 'text'],
      ...told.map(([name, kind]) => [name, kind] as const),
      ['incomplete', 'number'],
    ],
    lines(),
  );
}

/** What is told only when it is asked for. */
function askedColumns({ rows, total }: MetricsAnswer): readonly Told[] {
  return [
    ...(total.peaks === undefined ? [] : peakColumns),
    ...(['callbacks', 'returns', 'agentTime'] as const).flatMap((part) => columnsOf(part, [...rows, total])),
  ];
}

type Part = 'callbacks' | 'returns' | 'agentTime';

/** A column for each number of a part; pauses have one for each reason that any line tells. */
function columnsOf(part: Part, all: readonly (MetricsRow | Published)[]): Told[] {
  const parts = all.flatMap((figures) => flat(figures[part]));
  const names = new Set(parts.flatMap((numbers) => Object.keys(numbers)));
  return [...names].map((name): Told => {
    const kind = kindOfName(name);
    const title = `${part}.${kind === 'duration' ? withoutUnit(name) : name}`;
    return [title, kind, (figures) => flat(figures[part])[0]?.[name] ?? null];
  });
}

/** The numbers of a part by name, in a list of one; of none where it is not told. */
function flat(part: Published[Part]): readonly Readonly<Record<string, Cell>>[] {
  if (part === null || part === undefined) return [];
  const told = Object.entries(part) as readonly (readonly [string, ToldNumber])[];
  const numbers = told.flatMap(([name, value]): (readonly [string, Cell])[] => {
    if (typeof value === 'boolean') return [[name, Number(value)]];
    if (value === null || typeof value === 'number') return name === byReason ? [] : [[name, value]];
    return Object.entries(value).map(([reason, ms]) => [`paused.${reason}Ms`, ms]);
  });
  return [Object.fromEntries(numbers)];
}

type ToldNumber = number | boolean | null | Readonly<Record<string, number>>;
const byReason = 'pausedMsByReason';
/** Of callers called back; what a clinic wants of a share is one, and redials a caller may be more than one. */
const shares = /(?:Rate|RateWithinDay|Target|^firstCallResolution)$/u;

function kindOfName(name: string): ColumnKind {
  if (name.endsWith('Ms')) return 'duration';
  return shares.test(name) ? 'share' : 'number';
}
