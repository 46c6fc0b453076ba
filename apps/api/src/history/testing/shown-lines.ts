import type { History, HistoryBreakdown, MetricsAnswer, ShareOf } from '@vigie/contracts';

import { lineKey, type Lines } from './expected-lines';
import type { SheetCell } from './read-workbook';
import { wallOf } from './wall-clock';

const recounted: ReadonlySet<string> = new Set(['headlines', 'trend', 'hours', 'outcomes', 'waits']);
/** What a range is compared with, and intervals, are proved elsewhere. */
const isRecounted = (section: string, measure: string): boolean =>
  recounted.has(section) && (section !== 'headlines' || measure === 'now');

/** What a page shows, a figure a line. */
export function pageLines({ headlines, trend, heat, outcomes, waits, frame }: History): Lines {
  const lines: Lines = new Map();
  const add: Add = (section, item, measure, value) =>
    void lines.set(lineKey(section, item, null, measure), [value]);
  const share = (item: string, { value, part, of }: ShareOf): void =>
    void lines.set(lineKey('headlines', item, null, 'now'), [value, part, of]);
  add('headlines', 'presented', 'now', headlines.presented.now.value);
  share('unansweredRate', headlines.unansweredRate.now);
  share('serviceLevel', headlines.serviceLevel.now);
  share('abandonRate', headlines.abandonRate.now);
  add('headlines', 'waitP90Ms', 'now', headlines.waitP90.nowMs);
  share(`waits beyond ${headlines.waitP90.overMs} ms`, headlines.waitP90.over.now);
  for (const { start, values } of trend.points) {
    const { shownMs } = wallOf(Date.parse(start), frame.timezone);
    for (const [measure, value] of Object.entries(values))
      lines.set(lineKey('trend', '', shownMs, measure), [value]);
  }
  for (const { weekday, hour, ...figures } of heat.cells)
    for (const [measure, value] of Object.entries(figures))
      add('hours', `${weekday} ${String(hour).padStart(2, '0')}:00`, measure, value);
  addOutcomes(outcomes, add);
  addWaits(waits, add);
  return lines;
}

type Add = (section: string, item: string, measure: string, value: number | null) => void;

function addOutcomes(outcomes: History['outcomes'], add: Add): void {
  add('outcomes', 'presented', 'presented', outcomes.presented);
  for (const { kind, count, parts } of outcomes.groups) {
    add('outcomes', kind, kind, count);
    for (const part of parts) {
      add('outcomes', kind, part.name, part.count);
      for (const own of part.parts) add('outcomes', `${kind} ${part.name}`, own.name, own.count);
    }
  }
}

function addWaits(waits: History['waits'], add: Add): void {
  const { known, p50Ms, p90Ms, p95Ms } = waits;
  const told = { known, waitP50Ms: p50Ms, waitP90Ms: p90Ms, waitP95Ms: p95Ms };
  for (const [measure, value] of Object.entries(told)) add('waits', '', measure, value);
  for (const { fromMs, toMs, ...counts } of waits.bins)
    for (const [who, count] of Object.entries(counts)) add('waits', `${fromMs}–${toMs ?? ''} ms`, who, count);
}

/** A cell of a CSV for programs as a spreadsheet would hold it: a number where it is one. */
export const cellOfText = (text: string): SheetCell => {
  if (text === '') return null;
  return /^-?\d+(\.\d+)?(e[+-]?\d+)?$/u.test(text) ? Number(text) : text;
};

/** The lines of a page's file, head first; `shownMs` reads what its instants show on the wall. */
export function fileLines(
  [, ...rows]: readonly (readonly SheetCell[])[],
  shownMs: (cell: SheetCell) => number | null,
): Lines {
  const lines: Lines = new Map();
  for (const [section, item, from, , measure, value, , , part, of] of rows) {
    const [name, what] = [String(section ?? ''), String(measure ?? '')];
    if (!isRecounted(name, what)) continue;
    const at = name === 'trend' ? shownMs(from ?? null) : null;
    const isShare = typeof part === 'number' && typeof of === 'number';
    const key = lineKey(name, String(item ?? ''), at, what);
    lines.set(key, isShare ? [numberOf(value), part, of] : [numberOf(value)]);
  }
  return lines;
}

const numberOf = (cell: SheetCell | undefined): number | null => (typeof cell === 'number' ? cell : null);

/** An instant of a CSV for programs: local time with its offset. */
export const shownInText = (cell: SheetCell): number | null =>
  typeof cell === 'string' ? Date.parse(`${cell.slice(0, 23)}Z`) : null;

/** An instant of a workbook: days of the local clock since 1899-12-30. */
export const shownInDays = (cell: SheetCell): number | null =>
  typeof cell === 'number' ? Math.round((cell - 25_569) * 86_400_000) : null;

/** A table's rows by key: what its JSON says, in the units of JSON. */
export const tableRows = ({ rows, total }: HistoryBreakdown): Map<string, readonly (number | null)[]> =>
  new Map(
    [...rows, total].map((row) => [
      row.key ?? 'total',
      [
        row.presented,
        row.answered,
        row.unanswered,
        row.unansweredRate.value,
        row.serviceLevel,
        row.waitP90Ms,
        row.averageHandleTimeMs,
      ],
    ]),
  );

/** The same from a file, in whose cells durations are so many of `durationMs`. */
export const tableFileRows = ([, ...rows]: readonly (readonly SheetCell[])[]): Map<
  string,
  readonly (number | null)[]
> =>
  new Map(
    rows.map(([key, , presented, answered, unanswered, rate, , , level, p90, handle]) => [
      String(key ?? ''),
      [presented, answered, unanswered, rate, level, p90, handle].map(numberOf),
    ]),
  );

type NamedLine = Readonly<Record<string, string | number | null>>;

/** Every count and metric of an answer, a line each, durations as so many of `durationMs`; files know no empty text. */
export const metricsLines = ({ rows, total }: MetricsAnswer, durationMs: number): readonly NamedLine[] =>
  [...rows, { ...total, key: 'total' }].map(({ key, counts, metrics }) => ({
    key: key === '' ? null : key,
    ...counts,
    ...Object.fromEntries(
      Object.entries(metrics).map(([name, value]) =>
        name.endsWith('Ms') ? [name.slice(0, -2), value === null ? null : value / durationMs] : [name, value],
      ),
    ),
  }));

/** The same from a file, whose third column is the key. */
export const metricsFileLines = (
  [head = [], ...rows]: readonly (readonly SheetCell[])[],
  names: readonly string[],
): readonly NamedLine[] =>
  rows.map((row) => ({
    ...Object.fromEntries(names.map((name) => [name, row[head.indexOf(name)] ?? null])),
    key: row[2] === '' ? null : (row[2] ?? null),
  }));
