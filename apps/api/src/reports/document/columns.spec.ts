import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { ReasonFigures } from '../figures/report-figures';
import { someFigures, someMaterial } from '../testing/some-figures';
import { reportLanguages, type ReportLanguage } from '../words/report-format';
import { sharesThatAddUp, withoutEmptyColumns } from './columns';
import { reasonsBlock } from './reasons-block';
import { sceneOf } from './scene';

describe('shares that stand under 100,0 %', () => {
  it('add up to it: six equal parts are not six times 16,7 %', () => {
    expect(sharesThatAddUp([1, 1, 1, 1, 1, 1])).toEqual([0.167, 0.167, 0.167, 0.167, 0.166, 0.166]);
  });

  it('always add up, and none is a tenth of a percent or more from what it is', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(50_000), { minLength: 1, maxLength: 14 }), (parts) => {
        const whole = parts.reduce((sum, part) => sum + part, 0);
        fc.pre(whole > 0);
        const shares = sharesThatAddUp(parts);
        expect(Math.round(shares.reduce((sum, share) => sum + share, 0) * 1000)).toBe(1000);
        for (const [index, share] of shares.entries())
          expect(Math.abs(share - (parts[index] ?? 0) / whole)).toBeLessThan(0.001 + 1e-12);
      }),
    );
  });
});

describe('what followed on calls of a reason', () => {
  const outcomesOf = (outcomes: ReasonFigures['outcomes'], language: ReportLanguage = 'fr') => {
    const calls = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
    const appointments = { obtained: 0, notObtained: 0 };
    const reason = { reason: 'urgent', calls, outcomes, appointments, urgent: 0, medianWaitMs: null };
    const [row] = reasonsBlock(sceneOf(someMaterial(someFigures({ reasons: [reason] })), language)).rows;
    return (row?.[2] ?? '').replaceAll(/[\u00a0\u202f]/gu, ' ');
  };
  const four = { message: 40, transferred: 30, callback_planned: 20, resolved: 10 };

  it('is told whole as long as it has room, else with how many calls followed otherwise', () => {
    expect(outcomesOf(four)).toBe('40 messages transmis, 30 transférés, 20 rappels prévus, 10 réglés');
    expect(outcomesOf({ ...four, information: 2, refused: 1 })).toBe(
      '40 messages transmis, 30 transférés, 20 rappels prévus, 13 autres suites',
    );
  });

  it.each(reportLanguages)('adds up to all that was noted, in %s', (language) => {
    const outcome = fc.constantFrom('message', 'transferred', 'resolved', 'a', 'b', 'c', 'd');
    fc.assert(
      fc.property(fc.dictionary(outcome, fc.integer({ min: 1, max: 90 })), (outcomes) => {
        const told = outcomesOf(outcomes, language).match(/\d+/gu) ?? [];
        const noted = Object.values(outcomes).reduce((sum, count) => sum + count, 0);
        expect(told.reduce((sum, count) => sum + Number(count), 0)).toBe(noted);
      }),
    );
  });
});

describe('a table', () => {
  const columns = [{ label: 'Motif' }, { label: 'Appels' }, { label: 'Suite' }, { label: 'Attente' }];
  const table = (rows: readonly (readonly string[])[]) =>
    withoutEmptyColumns({ kind: 'table', id: 'reasons', title: 'Motifs', columns, rows });

  it('has no column of which no row says anything', () => {
    const shown = table([
      ['Ordonnance', '12', '', '–'],
      ['Urgent', '3', '', '38 s'],
    ]);
    expect(shown.columns.map(({ label }) => label)).toEqual(['Motif', 'Appels', 'Attente']);
    expect(shown.rows).toEqual([
      ['Ordonnance', '12', '–'],
      ['Urgent', '3', '38 s'],
    ]);
  });

  it('without rows keeps its head', () => {
    expect(table([]).columns).toHaveLength(4);
  });
});
