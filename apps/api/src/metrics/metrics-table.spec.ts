import { describe, expect, it } from '@jest/globals';
import { countNames, metricNames, type MetricsAnswer } from '@vigie/contracts';
import { countsOf, emptyTally, metricsOf, noBins } from '@vigie/metrics';
import { parse } from 'csv-parse/sync';

import { csvText } from '../platform/tables/csv-text';
import { metricsTable } from './metrics-table';
import { withoutRatings } from './told-ratings';

const options = { serviceLevelSeconds: 20, serviceLevelFormula: 'sl2' as const };
const tally = {
  ...emptyTally(),
  presented: 4,
  offered: 4,
  answered: 3,
  abandoned: 1,
  answeredWaits: 3,
  answeredWaitMs: 4_500,
};
const figures = withoutRatings(countsOf(tally, noBins, options), metricsOf(tally, noBins, options));

const answer: MetricsAnswer = {
  from: '2026-10-25T00:00:00.000+02:00',
  to: '2026-10-26T00:00:00.000+01:00',
  timezone: 'Europe/Paris',
  interval: '1h',
  by: 'clinic',
  unit: 'calls',
  definitions: { ...options, shortAbandonMs: 5000 },
  rows: [
    {
      start: '2026-10-25T02:00:00.000+02:00',
      end: '2026-10-25T02:00:00.000+01:00',
      key: 'durand',
      ...figures,
    },
    {
      start: '2026-10-25T02:00:00.000+01:00',
      end: '2026-10-25T03:00:00.000+01:00',
      key: '=1+1',
      ...figures,
    },
  ],
  incomplete: [{ from: '2026-10-25T01:10:00.000Z', to: '2026-10-25T01:20:00.000Z' }],
  total: figures,
};

async function linesOf(told: MetricsAnswer): Promise<Readonly<Record<string, string>>[]> {
  let text = '';
  for await (const part of csvText(metricsTable(told), null)) text += part;
  return parse(text, { columns: true });
}

describe('an answer of figures as a table', () => {
  it('has a line for each interval and key, every count and metric by its name, and the total last', async () => {
    const lines = await linesOf(answer);
    expect(lines.map(({ from, clinic }) => [from, clinic])).toEqual([
      ['2026-10-25T02:00:00.000+02:00', 'durand'],
      ['2026-10-25T02:00:00.000+01:00', expect.stringContaining('=1+1')],
      ['2026-10-25T00:00:00.000+02:00', 'total'],
    ]);
    for (const line of lines) {
      for (const name of countNames)
        expect([name, line[name]]).toEqual([name, `${figures.counts[name] ?? ''}`]);
      for (const name of metricNames.filter((metric) => !metric.endsWith('Ms')))
        expect([name, line[name]]).toEqual([name, `${figures.metrics[name] ?? ''}`]);
      expect(line['averageSpeedOfAnswer']).toBe('1.5');
    }
  });

  it('lets no key run in a spreadsheet', async () => {
    const [, second] = await linesOf(answer);
    expect(second?.['clinic']).toBe(`'=1+1`);
  });

  it('says which lines lie in a time of which nothing was told', async () => {
    const lines = await linesOf(answer);
    expect(lines.map(({ incomplete }) => incomplete)).toEqual(['0', '1', '1']);
  });

  it('has what was asked for beside in columns of its own, pauses by each reason that any line tells', async () => {
    const time = (pausedMsByReason: Readonly<Record<string, number>> | null) => ({
      ...({ loggedInMs: 60_000, pausedMs: 3_000 } as NonNullable<MetricsAnswer['total']['agentTime']>),
      pausedMsByReason,
    });
    const [first, second] = answer.rows;
    const lines = await linesOf({
      ...answer,
      rows: [
        { ...(first as MetricsAnswer['rows'][number]), agentTime: time({ lunch: 2_000 }) },
        { ...(second as MetricsAnswer['rows'][number]), agentTime: time(null) },
      ],
      total: { ...figures, agentTime: time({ lunch: 2_000, '': 1_000 }) },
    });
    const told = lines.map((line) => [
      line['agentTime.loggedIn'],
      line['agentTime.paused.lunch'],
      line['agentTime.paused.'],
    ]);
    expect(told).toEqual([
      ['60', '2', ''],
      ['60', '', ''],
      ['60', '2', '1'],
    ]);
  });
});
