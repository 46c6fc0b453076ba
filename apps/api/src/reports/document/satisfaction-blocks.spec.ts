import { describe, expect, it } from '@jest/globals';
import type { ReportBlock, SatisfactionAnswer } from '@vigie/contracts';
import { monthsUntil } from '@vigie/metrics';

import type { SatisfactionFigures } from '../figures/report-figures';
import { overall, someAnswer, someFigures, someMaterial, someReach } from '../testing/some-figures';
import { toReportDocument } from './to-report-document';

const now = someAnswer('2026-10', [12, 13, 24, 98, 124]);
const cell = (key: string, counts: readonly number[]): SatisfactionAnswer['cells'][number] => ({
  key,
  suppressed: null,
  n: 100,
  items: [overall(counts)],
  score100: null,
});
const byWait: SatisfactionAnswer = {
  ...now,
  by: 'waitBand',
  cells: [
    cell('0-20', [2, 3, 5, 40, 60]),
    cell('20-60+60-180', [5, 5, 10, 20, 20]),
    cell('180-+unanswered', [9, 9, 4, 4, 4]),
  ],
};
const shares = [0.78, 0.8, 0.77, 0.79, 0.81, 0.8, 0.76, 0.79, 0.8, 0.78, 0.81, 0.79, 0.82];
const satisfaction: SatisfactionFigures = {
  answer: now,
  before: someAnswer('2026-09', [20, 18, 25, 110, 127]),
  yearBefore: someAnswer('2025-10', [60, 60, 60, 60, 60]),
  months: monthsUntil('2026-10', 13).map((month, index) => ({ month, csat: shares[index] ?? null, n: 250 })),
  drivers: [byWait],
  peers: { clinics: 7, median: 0.81, satisfied: 1620, n: 2000 },
};
const figures = someFigures({ reach: someReach({ answered: 90, losses: { abandoned: 10 } }), satisfaction });
const document = toReportDocument(someMaterial(figures), 'en');
const plain = (text: string) => text.replaceAll('\u00a0', ' ');
function block<K extends ReportBlock['kind']>(kind: K, id: string) {
  const found = document.pages
    .flatMap(({ blocks }) => blocks)
    .find((each) => each.kind === kind && each.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found as Extract<ReportBlock, { kind: K }>;
}

describe('satisfaction in a report', () => {
  it('is told by bands of wait, merged ones as one', () => {
    expect(block('table', 'drivers').rows.map(([label, , share]) => [plain(label ?? ''), share])).toEqual([
      ['Wait: up to 20 s', '91%'],
      ['Wait: 20 s to 3 min', '67%'],
      ['Wait: more than 3 min, unanswered', '27%'],
    ]);
  });

  it('is compared with its past and with similar clinics, each gap with its margin and what may be read from it', () => {
    // 222/271 against 237/300, 120/300 and 1620/2000 by Newcombe's hybrid of Wilson intervals.
    const rows = block('table', 'satisfaction-comparison').rows;
    expect(rows.map(([name, , gap, , reading]) => [plain(name ?? ''), gap, reading])).toEqual([
      ['September 2026', '2.9', 'may be due to chance'],
      ['October 2025', '41.9', 'a rise'],
      ['median of 7 similar clinics', '0.9', 'may be due to chance'],
    ]);
  });

  it('has a trend whose usual range is the mean of the months ± 2.66 mean changes', () => {
    const { centre, low, high, points, axis } = block('trend', 'trend');
    // Twelve changes: 2 3 2 2 1 4 3 1 2 3 2 3 points, 28/12 on average; 10.30 / 13 in the middle.
    const middle = shares.reduce((sum, share) => sum + share, 0) / 13;
    expect(centre).toBeCloseTo(middle, 12);
    expect(low).toBeCloseTo(middle - (3 / 1.128) * (0.28 / 12), 12);
    expect(high).toBeCloseTo(middle + (3 / 1.128) * (0.28 / 12), 12);
    expect(points.map(({ signal }) => signal)).toEqual(Array(13).fill(false));
    expect([points[0]?.label, points.at(-1)?.text]).toEqual(['Oct', '82%']);
    expect(axis.from).toBeLessThan(low ?? 0);
  });

  it('names the way of asking and shows the worst item first in the detail', () => {
    expect(block('scores', 'scores').note).toBe('271 answers · text message, mobiles only');
    const clear = { ...overall([50, 50, 50, 50, 50]), itemId: 'clear' };
    const two = { ...now, total: { ...now.total, items: [...now.total.items, clear] } };
    const both = toReportDocument(
      someMaterial(someFigures({ satisfaction: { ...satisfaction, answer: two } })),
      'en',
    ).pages[1]?.blocks.find(({ id }) => id === 'all-scores');
    expect(both?.kind === 'scores' ? both.rows.map(({ label }) => label) : []).toEqual([
      'Clear answer',
      'Overall satisfaction',
    ]);
  });
});
