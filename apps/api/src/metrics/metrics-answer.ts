import type { MetricsAnswer, MetricsRow } from '@vigie/contracts';
import {
  countsOf,
  emptyTally,
  isoInZone,
  metricsOf,
  noBins,
  type FigureOptions,
  type Peak,
} from '@vigie/metrics';

import { Breather } from '../platform/breather';
import type { AgentTimes } from './agent-time-reader';
import { FigureTable, type Figures } from './figure-table';
import { largestAnswer, tooManyRows, type TimePlan } from './time-plan';
import type { MetricsQuestion } from './metrics-question';
import type { OwedFigures } from './owed-query';
import { higherPeaks, noPeaks, type PeakFigures, type Peaks } from './peak-figures';
import type { ReturnFigures } from './return-query';
import { withoutRatings } from './told-ratings';

/** How many callers of a cell wait now beyond the threshold. */
export type PastThreshold = (row: number, key: string | null) => number;

type Published = MetricsAnswer['total'];

type Material = {
  readonly tenantId: string;
  readonly question: MetricsQuestion;
  readonly plan: TimePlan;
  readonly figures: readonly Figures[];
  readonly past: PastThreshold;
  /** Absent when they were not asked for. */
  readonly peaks: PeakFigures | undefined;
  /** Of those who were owed a call; absent when it was not asked for, null when it is not known so. */
  readonly owed: OwedFigures | null | undefined;
  /** How callers came back, likewise. */
  readonly returns: ReturnFigures | null | undefined;
  /** Absent when they were not asked for, null where there are none. */
  readonly times: AgentTimes | null | undefined;
  readonly shortAbandonMs: number;
  readonly incomplete: readonly { readonly from: number; readonly to: number }[];
};

/**
 * Puts the sums into the shape that is published: every interval of every key that counted anything in the range, in
 * order of time and key, and the total of what is shown. Ratings are in none of it: they are told from what was
 * published, never from sums of the moment. Lets others have their turn. Rejects with a 400
 * `too_many_rows`.
 */
export async function toMetricsAnswer(material: Material): Promise<MetricsAnswer> {
  const { question, plan } = material;
  const publish = publisher(question);
  const columns = columnsOf(material, publish);
  if (columns.length * plan.rows.length > largestAnswer) throw tooManyRows();
  const at = (instant: number) => isoInZone(instant, question.timezone);
  const rows = await rowsOf(material, columns, publish);
  return {
    from: at(question.from),
    to: at(question.to),
    timezone: question.timezone,
    interval: question.interval,
    by: question.by,
    unit: question.unit,
    definitions: {
      serviceLevelFormula: question.serviceLevelFormula,
      serviceLevelSeconds: question.serviceLevelSeconds,
      shortAbandonMs: material.shortAbandonMs,
    },
    rows,
    ...toldIncomplete(material.incomplete),
    total: totalOf(material, columns, publish),
  };
}

/** As an answer has it: absent where nothing is missing. */
export function toldIncomplete(times: Material['incomplete']): Pick<MetricsAnswer, 'incomplete'> {
  const iso = (at: number): string => new Date(at).toISOString();
  return times.length === 0
    ? {}
    : { incomplete: times.map(({ from, to }) => ({ from: iso(from), to: iso(to) })) };
}

/** What is told when it is asked for. */
type AskedBeside = Pick<Published, 'callbacks' | 'returns' | 'agentTime'>;
/** What of a cell is no sum. */
type Beside = {
  readonly past: number;
  readonly peaks: Peaks | undefined;
  readonly asked: AskedBeside;
};
type Publish = (figures: Pick<Figures, 'tally' | 'bins'> | undefined, beside: Beside) => Published;
const nothingBeside: Beside = { past: 0, peaks: undefined, asked: {} };
type Column = { readonly key: string | null; readonly cells: ReadonlyMap<number, Figures> };

function publisher({ serviceLevelSeconds, serviceLevelFormula, unit, timezone }: MetricsQuestion): Publish {
  const options: FigureOptions = { serviceLevelSeconds, serviceLevelFormula, unit };
  const nothing = { tally: emptyTally(), bins: noBins };
  const of = ({ tally, bins }: Pick<Figures, 'tally' | 'bins'>, asked: FigureOptions): Published =>
    withoutRatings(countsOf(tally, bins, asked), metricsOf(tally, bins, asked));
  const empty = of(nothing, options);
  const at = ({ at: instant }: Peak): string | null =>
    instant === null ? null : isoInZone(instant, timezone);
  return (figures, { past, peaks, asked: more }) => {
    if (figures === undefined && past === 0 && peaks === undefined) return { ...empty, ...more };
    const asked = {
      ...options,
      ...(past > 0 && { waitingPastThreshold: past }),
      ...(peaks && { peaks: { waiting: peaks.waiting.value, talking: peaks.talking.value } }),
    };
    const published = { ...of(figures ?? nothing, asked), ...more };
    if (peaks === undefined) return published;
    return { ...published, peaks: { waitingAt: at(peaks.waiting), talkingAt: at(peaks.talking) } };
  };
}

/**
 * One column for each key with a count, staffed time, a peak or a caller who is told of anywhere in the range, so that the
 * columns' occupancy adds up to the centre's; where nothing is told apart, one in any case.
 */
function columnsOf({ question, figures, peaks, owed, returns, times }: Material, publish: Publish): Column[] {
  const cells = new Map<string | null, Map<number, Figures>>(
    question.by === 'none' ? [[null, new Map()]] : [],
  );
  for (const cell of figures) {
    const rows = cells.get(cell.key) ?? new Map<number, Figures>();
    rows.set(cell.row, cell);
    cells.set(cell.key, rows);
  }
  const keysBeside = new Set(
    [peaks, owed, returns, times].flatMap((figuresBeside) => figuresBeside?.keys() ?? []),
  );
  for (const key of keysBeside) if (!cells.has(key)) cells.set(key, new Map());
  const hasCount = (rows: ReadonlyMap<number, Figures>) =>
    rows
      .values()
      .some(
        (cell) =>
          cell.tally.staffedMs > 0 ||
          Object.values(publish(cell, nothingBeside).counts).some((count) => count !== null && count !== 0),
      );
  return [...cells]
    .filter(([key, rows]) => key === null || keysBeside.has(key) || hasCount(rows))
    .map(([key, rows]) => ({ key, cells: rows }))
    .sort((one, other) => ((one.key ?? '') < (other.key ?? '') ? -1 : 1));
}

async function rowsOf(
  material: Material,
  columns: readonly Column[],
  publish: Publish,
): Promise<MetricsRow[]> {
  const { question, plan, past, peaks } = material;
  const breather = new Breather(material.tenantId);
  const rows: MetricsRow[] = [];
  for (const [row, range] of plan.rows.entries()) {
    const start = isoInZone(range.start, question.timezone);
    const end = isoInZone(range.end, question.timezone);
    for (const { key, cells } of columns) {
      if (breather.due) await breather.breathe();
      rows.push({
        start,
        end,
        key,
        ...publish(cells.get(row), {
          past: past(row, key),
          peaks: peaks?.of(row, key),
          asked: askedOf(material, { row, key }),
        }),
      });
    }
  }
  return rows;
}

/** What was asked for, of a cell or of all. */
function askedOf(
  { owed, returns, times }: Pick<Material, 'owed' | 'returns' | 'times'>,
  cell: { readonly row: number; readonly key: string | null } | null,
): AskedBeside {
  const of = <T>(figures: { of: (row: number, key: string | null) => T; total: () => T } | null): T | null =>
    figures && (cell === null ? figures.total() : figures.of(cell.row, cell.key));
  return {
    ...(owed !== undefined && { callbacks: of(owed) }),
    ...(returns !== undefined && { returns: of(returns) }),
    ...(times !== undefined && { agentTime: of(times) }),
  };
}

function totalOf(material: Material, columns: readonly Column[], publish: Publish): Published {
  const { plan, past, peaks } = material;
  const table = new FigureTable();
  let waiting = 0;
  let highest = peaks && noPeaks;
  for (const { key, cells } of columns) {
    for (const cell of cells.values()) table.add({ ...cell, row: 0, key: null });
    for (const row of plan.rows.keys()) {
      waiting += past(row, key);
      if (highest !== undefined && peaks !== undefined) highest = higherPeaks(highest, peaks.of(row, key));
    }
  }
  return publish(table.figures()[0], {
    past: waiting,
    peaks: highest,
    asked: askedOf(material, null),
  });
}

const rowsAtOnce = 250;

/** An answer as JSON, some rows at a time: fifty thousand of them written at once would hold up everybody else. */
export function* metricsText(answer: MetricsAnswer): Generator<string, void, void> {
  const { rows, total, ...head } = answer;
  yield `${JSON.stringify(head).slice(0, -1)},"rows":[`;
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const part = JSON.stringify(rows.slice(start, start + rowsAtOnce)).slice(1, -1);
    yield start === 0 ? part : `,${part}`;
  }
  yield `],"total":${JSON.stringify(total)}}`;
}
