import type { Instant } from '@vigie/calls';
import type { Estimate } from '@vigie/contracts';
import { itemFigures, localClock } from '@vigie/metrics';

import type { RunningBatch } from '../versions/publication-store';

/** *Overall* as it is told while its month runs; ten answers or more, of one way of asking. */
export type RunningFigure = {
  readonly channel: string;
  readonly n: number;
  /** Share of 4 and 5. */
  readonly csat: Estimate;
  readonly mean: Estimate;
  readonly fragile: boolean;
};

/** Null: nothing to tell yet. Where callers are asked in several ways, the one with the most answers this month. */
export type RunningFigures = {
  /** The local date of today. */
  readonly date: string;
  /** Of the calls of today. */
  readonly today: RunningFigure | null;
  /** Of the calls of this calendar month. */
  readonly month: RunningFigure | null;
};

/** What the steps published so far add up to, at an instant of a zone. */
export async function runningFigures(
  now: Instant,
  timezone: string,
  batchesOf: (month: string) => Promise<readonly RunningBatch[]>,
): Promise<RunningFigures> {
  const { date } = localClock(now, timezone);
  const batches = await batchesOf(date.slice(0, 7));
  const figures = [...Map.groupBy(batches, ({ channel }) => channel)].flatMap(([channel, own]) => {
    const month = figureOf(channel, own);
    return month === null
      ? []
      : [
          {
            month,
            today: figureOf(
              channel,
              own.filter(({ day }) => day === date),
            ),
          },
        ];
  });
  const [most] = figures.sort((a, b) => b.month.n - a.month.n);
  return { date, today: most?.today ?? null, month: most?.month ?? null };
}

function figureOf(channel: string, batches: readonly RunningBatch[]): RunningFigure | null {
  const counts = [1, 2, 3, 4, 5].map((_, index) =>
    batches.reduce((sum, batch) => sum + (batch.counts[index] ?? 0), 0),
  );
  const figures = itemFigures('overall', 'agree5', counts);
  if (figures === null || figures.n < 10) return null;
  const { n, favourable, mean, fragile } = figures;
  return { channel, n, csat: favourable, mean, fragile };
}
