import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { sharesThatAddUp, withoutEmptyColumns } from './columns';

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
