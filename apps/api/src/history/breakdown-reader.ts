import { Injectable } from '@nestjs/common';
import type { HistoryDimension } from '@vigie/contracts';
import type { EntityManager } from 'typeorm';

import { FigureReader } from '../metrics/figure-reader';
import { planTime, type TimePlan } from '../metrics/time-plan';
import type { ResolvedSettings } from '../settings/resolved-settings';
import type { KeySums } from './breakdown';
import { HistoryFigures } from './history-figures';
import { comparedQuestion, type AskedHistory } from './history-questions';
import { addUp, noSums, type Sums } from './sums';

type Rows = ReadonlyMap<number, Sums>;
type Table = { readonly rows: readonly KeySums[]; readonly total: KeySums };
type Times = { readonly now: ReadonlyMap<string, Rows>; readonly before: ReadonlyMap<string, Rows> | null };

const wholeRange = 0;

/** Reads the table of a history: by what is stored apart, or by the clock. */
@Injectable()
export class BreakdownReader {
  constructor(
    private readonly reader: FigureReader,
    private readonly figures: HistoryFigures,
  ) {}

  async of(tx: EntityManager, tenantId: string, asked: AskedHistory, by: HistoryDimension): Promise<Table> {
    const { question } = asked;
    const other = comparedQuestion(asked);
    if (by === 'hour' || by === 'weekday') {
      const now = byKey(await this.figures.byClock(tx, tenantId, question, by));
      const before = other && byKey(await this.figures.byClock(tx, tenantId, other, by));
      return tableOf({ now, before }, { rows: [], pieces: [] }, () => null);
    }
    const plan = planTime(question);
    const read = async (times: typeof question, of: TimePlan) =>
      gatherKeys(await this.reader.read(tx, tenantId, times, of));
    const now = await read(question, plan);
    const before = other && (await read(other, planTime({ ...other, interval: 'all' })));
    return tableOf({ now, before }, plan, (key) => nameOf(by, key, asked.settings));
  }
}

function gatherKeys(
  figures: readonly (Sums & { readonly row: number; readonly key: string | null })[],
): ReadonlyMap<string, Rows> {
  const keys = new Map<string, Map<number, Sums>>();
  for (const { row, key, tally, bins } of figures) {
    const rows = keys.get(key ?? '') ?? new Map<number, Sums>();
    const known = rows.get(row);
    rows.set(row, known === undefined ? { tally, bins } : addUp([known, { tally, bins }]));
    keys.set(key ?? '', rows);
  }
  return keys;
}

/** Hours or weekdays, each whole. */
const byKey = (rows: Rows): ReadonlyMap<string, Rows> =>
  new Map([...rows].map(([row, sums]) => [String(row), new Map([[wholeRange, sums]])]));

function tableOf({ now, before }: Times, plan: TimePlan, nameOfKey: (key: string) => string | null): Table {
  const keys = [...new Set([...now.keys(), ...(before?.keys() ?? [])])].filter((key) =>
    [now, before].some((times) => holdsCalls(times?.get(key))),
  );
  const rows = keys.toSorted(byNumberOrText).map((key) => ({
    key,
    name: nameOfKey(key),
    ...sumsOf([now.get(key)], before && [before.get(key)], plan),
  }));
  const total = {
    now: addUp(rows.map((row) => row.now)),
    before: before && addUp(rows.map((row) => row.before ?? noSums)),
    trend: trendOf([...now.values()], plan),
  };
  return { rows, total: { key: null, name: null, ...total } };
}

const holdsCalls = (rows: Rows | undefined): boolean =>
  rows
    ?.values()
    .some(({ tally, bins }) => bins.length > 0 || Object.values(tally).some((each) => each > 0)) ?? false;

function sumsOf(
  now: readonly (Rows | undefined)[],
  before: readonly (Rows | undefined)[] | null,
  plan: TimePlan,
): Pick<KeySums, 'now' | 'before' | 'trend'> {
  const all = (lists: readonly (Rows | undefined)[]): Sums =>
    addUp(lists.flatMap((rows) => [...(rows?.values() ?? [])]));
  return { now: all(now), before: before && all(before), trend: trendOf(now, plan) };
}

function trendOf(now: readonly (Rows | undefined)[], { rows: ranges }: TimePlan): KeySums['trend'] {
  return ranges.map((range, row) => {
    const parts = now.flatMap((rows) => rows?.get(row) ?? []);
    return { range, sums: parts.length === 0 ? noSums : addUp(parts) };
  });
}

function byNumberOrText(one: string, other: string): number {
  const difference = Number(one) - Number(other);
  if (!Number.isNaN(difference) && difference !== 0) return difference;
  return one < other ? -1 : 1;
}

function nameOf(by: HistoryDimension, key: string, settings: ResolvedSettings): string | null {
  if (key === '') return null;
  if (by === 'clinic') return settings.clinic(key).name;
  if (by === 'team') return settings.team(key).name;
  return by === 'queue' ? settings.queue(key).name : null;
}
