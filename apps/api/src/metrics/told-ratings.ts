import {
  ratingCounts,
  type Counts,
  type CountName,
  type Metrics,
  type MetricsAnswer,
  type SatisfactionAnswer,
  type Suppression,
} from '@vigie/contracts';
import { itemFigures } from '@vigie/metrics';

type Figures = MetricsAnswer['total'];

const nobody = Object.fromEntries(ratingCounts.map((name) => [name, null])) as {
  readonly [name in (typeof ratingCounts)[number]]: null;
};

/** Sums and metrics as they leave the house: the ratings among them are not told from here. */
export function withoutRatings(
  counts: { readonly [name in CountName]: number },
  metrics: Metrics,
  suppressed: Suppression = 'off_grid',
): Figures {
  return {
    counts: { ...counts, ...nobody } satisfies Counts,
    metrics: { ...metrics, meanRating: null, csat: null },
    suppressed,
  };
}

/** A row with what was published of its months, or with why nothing was; months of a longer range are added up. */
export function withRatings<T extends Figures>(row: T, months: readonly SatisfactionAnswer[]): T {
  const told = months.map(({ total }) => total.items.find(({ itemId }) => itemId === 'overall'));
  const silent = told.indexOf(undefined);
  if (silent !== -1) return { ...row, suppressed: months[silent]?.total.suppressed ?? 'few_answers' };
  const counts = marks.map((mark) =>
    told
      .flatMap((item) => item?.distribution ?? [])
      .reduce((sum, { value, count }) => (value === mark ? sum + count : sum), 0),
  );
  const figures = itemFigures('overall', 'agree5', counts);
  if (figures === null) return row;
  const ratings = Object.fromEntries(marks.map((mark, index) => [`rating${mark}`, counts[index]]));
  return {
    ...row,
    counts: { ...row.counts, ...ratings, rated: figures.n },
    metrics: { ...row.metrics, meanRating: figures.mean.value, csat: figures.favourable.value },
    suppressed: null,
  };
}

const marks = [1, 2, 3, 4, 5] as const;
