import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { binsOfWait, sumBins, waitCount, waitPopulations, type WaitPopulation } from '../wait-bins';
import { patienceCurve, waitBands } from './wait-curve';

const waits = (population: WaitPopulation, seconds: readonly number[]) =>
  seconds.map((each) => binsOfWait(population, each * 1000));

const everyFive = (lastS: number) => Array.from({ length: lastS / 5 }, (_, place) => (place + 1) * 5000);

describe('the share that would have hung up', () => {
  /** Weeks to relapse under 6-MP, Freireich et al. 1963 as in Gehan 1965; those still well are censored. */
  const relapse = [6, 6, 6, 7, 10, 13, 16, 22, 23];
  const stillWell = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35];

  it('is Kaplan and Meier’s estimate of the published example', () => {
    const bins = sumBins([...waits('abandoned', relapse), ...waits('answered', stillWell)]);
    const curve = patienceCurve(bins, 1, 60_000);
    const staysAt = (second: number) => (1 - (curve[second]?.share ?? 0)).toFixed(3);
    expect([6, 7, 10, 13, 16, 22, 23].map(staysAt)).toEqual([
      '0.857',
      '0.807',
      '0.753',
      '0.690',
      '0.627',
      '0.538',
      '0.448',
    ]);
    expect(curve.at(-1)).toMatchObject({ atMs: 35_000, atRisk: 1 });
  });

  it('ends where too few still wait to tell', () => {
    const bins = sumBins([...waits('abandoned', [3, 5, 9]), ...waits('answered', [1, 2, 40])]);
    expect(patienceCurve(bins, 4, 60_000).at(-1)?.atMs).toBe(3000);
    expect(patienceCurve([], 1, 60_000)).toEqual([]);
  });

  it('never falls, and stays between nobody and everybody', () => {
    const some = fc.array(fc.tuple(fc.constantFrom(...waitPopulations), fc.integer({ min: 0, max: 900 })));
    fc.assert(
      fc.property(some, (all) => {
        const curve = patienceCurve(sumBins(all.map(([who, s]) => binsOfWait(who, s * 1000))), 1, 600_000);
        let before = 0;
        for (const { share } of curve) {
          expect(share).toBeGreaterThanOrEqual(before - 1e-12);
          expect(share).toBeLessThanOrEqual(1 + 1e-12);
          before = share;
        }
      }),
    );
  });
});

describe('the distribution of waits', () => {
  it('puts a wait equal to an edge into the band below it, none into the first, and long ones into the last', () => {
    const bins = sumBins(waits('answered', [0, 5, 5.001, 60, 60.5, 4000]));
    const bands = waitBands(bins, everyFive(60));
    expect(bands.map(({ answered }) => answered)).toEqual([2, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]);
    expect(bands.at(-1)).toMatchObject({ fromMs: 60_000, toMs: null });
  });

  it('loses nobody', () => {
    const some = fc.array(fc.tuple(fc.constantFrom(...waitPopulations), fc.integer({ min: 0, max: 4e6 })));
    fc.assert(
      fc.property(some, (all) => {
        const bins = sumBins(all.map(([who, ms]) => binsOfWait(who, ms)));
        const bands = waitBands(bins, everyFive(120));
        for (const who of waitPopulations)
          expect(bands.reduce((sum, band) => sum + band[who], 0)).toBe(waitCount(bins, [who]));
      }),
    );
  });
});
