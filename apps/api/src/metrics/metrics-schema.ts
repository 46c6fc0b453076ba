import {
  countNames,
  dimensions,
  intervals,
  metricNames,
  ratingCounts,
  serviceLevelFormulas,
  suppressions,
} from '@vigie/contracts';

const isRating = (name: string): boolean => ratingCounts.some((rating) => rating === name);
const instant = { type: 'string', format: 'date-time' } as const;
const counts = {
  type: 'object',
  properties: Object.fromEntries(
    countNames.map((name) => [name, { type: 'integer', minimum: 0, nullable: isRating(name) }]),
  ),
};
const suppressed = {
  type: 'string',
  enum: [...suppressions],
  nullable: true,
  description: 'Why the ratings of the row are not told; null: they are.',
};
const peaks = {
  type: 'object',
  description: 'When the peaks stood first; only when they were asked for.',
  properties: { waitingAt: { ...instant, nullable: true }, talkingAt: { ...instant, nullable: true } },
};
const metrics = {
  type: 'object',
  properties: Object.fromEntries(metricNames.map((name) => [name, { type: 'number', nullable: true }])),
};

/** The answer of `GET /api/v1/metrics` for the OpenAPI page. */
export const metricsAnswerSchema = {
  type: 'object',
  properties: {
    from: instant,
    to: instant,
    timezone: { type: 'string' },
    interval: { type: 'string', enum: [...intervals] },
    by: { type: 'string', enum: [...dimensions] },
    unit: { type: 'string', enum: ['calls', 'segments', 'legs'] },
    definitions: {
      type: 'object',
      properties: {
        serviceLevelFormula: { type: 'string', enum: [...serviceLevelFormulas] },
        serviceLevelSeconds: { type: 'integer' },
        shortAbandonMs: { type: 'integer' },
      },
    },
    rows: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          start: instant,
          end: instant,
          key: { type: 'string', nullable: true },
          counts,
          metrics,
          suppressed,
          peaks,
        },
      },
    },
    total: { type: 'object', properties: { counts, metrics, suppressed, peaks } },
  },
};
