import type { History, HistoryFrame, ShareOf } from '@vigie/contracts';

import { tableOf, type Cell, type Table } from '../platform/tables/table';
import { callerLines, notedLines } from './number-lines';

const toInstant = (text: string | undefined): number | null => (text === undefined ? null : Date.parse(text));

const columns = [
  ['section', 'text'],
  ['item', 'text'],
  ['from', 'instant'],
  ['to', 'instant'],
  ['measure', 'text'],
  ['value', 'number'],
  ['low', 'number'],
  ['high', 'number'],
  ['part', 'number'],
  ['of', 'number'],
] as const;

type Line = {
  readonly section: string;
  readonly item?: string;
  readonly range?: readonly [string, string];
  readonly measure: string;
  readonly value: number | string | null;
  readonly share?: Pick<ShareOf, 'low' | 'high' | 'part' | 'of'>;
  readonly ends?: { readonly low: number | null; readonly high: number | null };
};

/** Everything a page of history shows, a figure a line: rates are fractions, durations milliseconds. */
export function historyTable(history: History): Table {
  const lines = [
    ...frameLines(history.frame),
    ...missingLines(history.incomplete),
    ...headlineLines(history.headlines),
    ...trendLines(history),
    ...heatLines(history),
    ...outcomeLines(history),
    ...waitLines(history),
    ...callerLines(history),
    ...notedLines(history),
  ];
  return tableOf('History', history.frame.timezone, columns, lines.map(cellsOf));
}

function cellsOf({ section, item, range, measure, value, share, ends }: Line): readonly Cell[] {
  const { low, high } = share ?? ends ?? noEnds;
  const { part, of } = share ?? noParts;
  const [from, to] = range ?? [];
  return [section, item ?? null, toInstant(from), toInstant(to), measure, value, low, high, part, of];
}

const noEnds = { low: null, high: null };
const noParts = { part: null, of: null };

function frameLines({ range, from, to, compared, definitions, timezone, unit }: HistoryFrame): Line[] {
  const { serviceLevelFormula, serviceLevelSeconds, shortAbandonMs } = definitions;
  const told = (measure: string, value: string | number): Line => ({ section: 'range', measure, value });
  return [
    { ...told('range', range), range: [from, to] },
    ...(compared === null
      ? []
      : [{ ...told('compared', compared.with), range: [compared.from, compared.to] } as const]),
    told('timezone', timezone),
    told('unit', unit),
    told('serviceLevelFormula', serviceLevelFormula),
    told('serviceLevelSeconds', serviceLevelSeconds),
    told('shortAbandonMs', shortAbandonMs),
  ];
}

/** Times in which a telephone system told nothing. */
function missingLines(times: History['incomplete'] = []): Line[] {
  return times.map(({ from, to }) => ({
    section: 'incomplete',
    range: [from, to],
    measure: 'duration',
    value: Date.parse(to) - Date.parse(from),
  }));
}

type Headline = {
  readonly now: ShareOf;
  readonly before: ShareOf | null;
  readonly change: History['headlines']['presented']['change'];
};

function headlineLines({ presented, waitP90, neverReached, ...shares }: History['headlines']): Line[] {
  const section = 'headlines';
  const ofShare = (item: string, { now, before, change }: Headline): Line[] => [
    { section, item, measure: 'now', value: now.value, share: now },
    ...(before === null ? [] : [{ section, item, measure: 'before', value: before.value, share: before }]),
    ...changeLines(item, change),
  ];
  const ofVolume = (
    measure: string,
    { value, days, perDay }: History['headlines']['presented']['now'],
  ): Line[] => [
    { section, item: 'presented', measure, value },
    { section, item: 'presented', measure: `${measure} per day`, value: perDay },
    { section, item: 'presented', measure: `${measure} days`, value: days },
  ];
  return [
    ...ofVolume('now', presented.now),
    ...(presented.before === null ? [] : ofVolume('before', presented.before)),
    ...changeLines('presented per day', presented.change),
    ...Object.entries(shares).flatMap(([item, share]) => ofShare(item, share)),
    { section, item: 'waitP90Ms', measure: 'now', value: waitP90.nowMs },
    { section, item: 'waitP90Ms', measure: 'before', value: waitP90.beforeMs },
    ...ofShare(`waits beyond ${waitP90.overMs} ms`, waitP90.over),
    ...(neverReached === null ? [] : ofShare('neverReached', neverReached)),
  ];
}

function changeLines(item: string, change: Headline['change']): Line[] {
  if (change === null) return [];
  const { value, low, high, verdict } = change;
  return [
    { section: 'headlines', item, measure: 'change', value, ends: { low, high } },
    { section: 'headlines', item, measure: 'verdict', value: verdict },
  ];
}

function trendLines({ trend }: History): Line[] {
  const points = (section: string, all: History['trend']['points']): Line[] =>
    all.flatMap(({ start, end, values }) =>
      Object.entries(values).map(
        ([measure, value]) => ({ section, range: [start, end], measure, value }) as const,
      ),
    );
  const limits = trend.charts.flatMap(({ measure, centre, lower, upper, limitsFrom }) => [
    {
      section: 'usual variation',
      item: limitsFrom,
      measure,
      value: centre,
      ends: { low: lower, high: upper },
    },
  ]);
  const signals = trend.charts.flatMap(({ measure, signals: own }) =>
    own.map(({ kind, side, first, last, points: count, share }) => {
      const range = [trend.points[first]?.start ?? '', trend.points[last]?.end ?? ''] as const;
      const line = { section: 'signal', item: `${kind} ${side}`, range, measure, value: count };
      return share === null ? line : { ...line, share };
    }),
  );
  return [...points('trend', trend.points), ...points('trend before', trend.before), ...limits, ...signals];
}

function heatLines({ heat }: History): Line[] {
  return heat.cells.flatMap(({ weekday, hour, ...figures }) =>
    Object.entries(figures).map(([measure, value]) => ({
      section: 'hours',
      item: `${weekday} ${String(hour).padStart(2, '0')}:00`,
      measure,
      value,
    })),
  );
}

function outcomeLines({ outcomes }: History): Line[] {
  const line = (item: string, measure: string, value: number): Line => ({
    section: 'outcomes',
    item,
    measure,
    value,
  });
  return [
    line('presented', 'presented', outcomes.presented),
    ...outcomes.groups.flatMap(({ kind, count, parts }) => [
      line(kind, kind, count),
      ...parts.flatMap((part) => [
        line(kind, part.name, part.count),
        ...part.parts.map((own) => line(`${kind} ${part.name}`, own.name, own.count)),
      ]),
    ]),
  ];
}

function waitLines({ waits }: History): Line[] {
  const section = 'waits';
  return [
    { section, measure: 'known', value: waits.known },
    { section, measure: 'waitP50Ms', value: waits.p50Ms },
    { section, measure: 'waitP90Ms', value: waits.p90Ms },
    { section, measure: 'waitP95Ms', value: waits.p95Ms },
    ...waits.bins.flatMap(({ fromMs, toMs, ...counts }) =>
      Object.entries(counts).map(([measure, value]) => ({
        section,
        item: `${fromMs}–${toMs ?? ''} ms`,
        measure,
        value,
      })),
    ),
    ...waits.patience.flatMap(({ atMs, share, atRisk }) => [
      { section: 'would have hung up', item: `${atMs} ms`, measure: 'share', value: share },
      { section: 'would have hung up', item: `${atMs} ms`, measure: 'atRisk', value: atRisk },
    ]),
  ];
}
