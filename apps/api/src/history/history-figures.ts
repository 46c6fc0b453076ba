import { Injectable } from '@nestjs/common';
import type { HistoryInterval } from '@vigie/contracts';
import { countOf, localDayOf, type FigureOptions, type TimeRange } from '@vigie/metrics';
import type { EntityManager } from 'typeorm';

import { FigureReader } from '../metrics/figure-reader';
import type { MetricsQuestion } from '../metrics/metrics-question';
import { planTime, rowFinder, type TimePlan } from '../metrics/time-plan';
import { gathered, type HourGrid } from './heat-map';
import type { Period } from './headlines';
import { addUp, type Sums } from './sums';
import type { Trend } from './trend';

/** What a stretch of time held: in all, by interval, and by hour of the week where that was asked for. */
export type Stretch = Period & { readonly trend: Trend; readonly byHour: ReadonlyMap<number, Sums> };

const longerThanADay: ReadonlySet<string> = new Set(['1w', '1mo']);

/** Reads what a page of history is made of, through the reader that answers `GET /api/v1/metrics`. */
@Injectable()
export class HistoryFigures {
  constructor(private readonly figures: FigureReader) {}

  /** Days are read at the longest, since calls are judged by the day; weeks and months are sums of days. */
  async stretch(
    tx: EntityManager,
    tenantId: string,
    question: MetricsQuestion & { readonly interval: HistoryInterval },
    withHours: boolean,
  ): Promise<Stretch> {
    const isLong = longerThanADay.has(question.interval);
    const plan = planTime(isLong ? { ...question, interval: '1d' } : question);
    const plans = withHours ? [plan, hourPlan(question, 'week')] : [plan];
    const [fine = [], hours = []] = await this.figures.readEach(tx, tenantId, question, plans);
    const rows = byRow(fine);
    return {
      total: addUp(rows.values()),
      callsADay: callsADay(rows, plan, question),
      trend: isLong ? coarser(rows, plan, planTime(question)) : trendOf(rows, plan),
      byHour: byRow(hours),
    };
  }

  /** Sums by the hour of the day, or by the weekday. */
  async byClock(
    tx: EntityManager,
    tenantId: string,
    question: MetricsQuestion,
    grid: HourGrid,
  ): Promise<ReadonlyMap<number, Sums>> {
    return byRow(await this.figures.read(tx, tenantId, question, hourPlan(question, grid)));
  }
}

const hourPlan = (question: MetricsQuestion, grid: HourGrid): TimePlan =>
  gathered(planTime({ ...question, interval: '1h' }), question.timezone, grid);

function byRow(figures: readonly (Sums & { readonly row: number })[]): ReadonlyMap<number, Sums> {
  const rows = new Map<number, Sums>();
  for (const { row, tally, bins } of figures) {
    const known = rows.get(row);
    rows.set(row, known === undefined ? { tally, bins } : addUp([known, { tally, bins }]));
  }
  return rows;
}

const trendOf = (rows: ReadonlyMap<number, Sums>, { rows: ranges }: TimePlan): Trend =>
  ranges.map((range, row) => ({ range, sums: rows.get(row) }));

/** The intervals of a longer plan, each the sum of its days. */
function coarser(rows: ReadonlyMap<number, Sums>, days: TimePlan, plan: TimePlan): Trend {
  const rowOf = rowFinder({ rows: plan.rows, pieces: plan.rows.map((range, row) => ({ ...range, row })) });
  const lots = plan.rows.map((): Sums[] => []);
  for (const [row, sums] of rows) {
    const day: TimeRange | undefined = days.rows[row];
    const lot = day === undefined ? undefined : rowOf(day.start);
    if (lot !== undefined) lots[lot]?.push(sums);
  }
  return plan.rows.map((range, row) => {
    const lot = lots[row] ?? [];
    return { range, sums: lot.length === 0 ? undefined : addUp(lot) };
  });
}

/** How many calls each local day had, days without any left out. */
function callsADay(
  rows: ReadonlyMap<number, Sums>,
  plan: TimePlan,
  { timezone, unit, serviceLevelFormula, serviceLevelSeconds }: MetricsQuestion,
): readonly number[] {
  const options: FigureOptions = { unit, serviceLevelFormula, serviceLevelSeconds };
  const days = new Map<number, number>();
  for (const [row, sums] of rows) {
    const range = plan.rows[row];
    const count = countOf('presented', { ...sums, options });
    if (range === undefined || count === 0) continue;
    const { start } = localDayOf(range.start, timezone);
    days.set(start, (days.get(start) ?? 0) + count);
  }
  return [...days.values()];
}
