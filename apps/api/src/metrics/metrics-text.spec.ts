import { describe, expect, it } from '@jest/globals';
import type { MetricsAnswer, MetricsRow } from '@vigie/contracts';
import { countsOf, emptyTally, metricsOf, noBins } from '@vigie/metrics';
import { metricsText } from './metrics-answer';
import { withoutRatings } from './told-ratings';

const options = { serviceLevelSeconds: 20, serviceLevelFormula: 'sl2' as const };
const nothing = withoutRatings(
  countsOf(emptyTally(), noBins, options),
  metricsOf(emptyTally(), noBins, options),
);
const answer = (rows: number): MetricsAnswer => ({
  from: '2026-11-22T00:00:00.000+01:00',
  to: '2026-11-23T00:00:00.000+01:00',
  timezone: 'Europe/Paris',
  interval: '15m',
  by: 'clinic',
  unit: 'calls',
  definitions: { ...options, shortAbandonMs: 5000 },
  rows: Array.from({ length: rows }, (_, row): MetricsRow => ({
    start: `${row}`,
    end: `${row + 1}`,
    key: 'a, "b"',
    ...nothing,
  })),
  total: nothing,
});

describe('an answer as text', () => {
  it.each([0, 1, 249, 250, 251, 1000])('is the same JSON in pieces as in one, with %d rows', (rows) => {
    expect([...metricsText(answer(rows))].join('')).toBe(JSON.stringify(answer(rows)));
  });
});
