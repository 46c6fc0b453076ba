import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { WaitBins, WaitPopulation } from './wait-bins';
import {
  addBins,
  binOf,
  binsOfWait,
  countWithin,
  isBinEdge,
  noBins,
  percentileMs,
  subtractBins,
  sumBins,
  upperEdgeMs,
  waitCount,
  waitPopulations,
} from './wait-bins';

const binsOf = (population: WaitPopulation, waitsMs: readonly number[]): WaitBins =>
  sumBins(waitsMs.map((waitMs) => binsOfWait(population, waitMs)));
const aWait = fc.integer({ min: 0, max: 600_000_000 });
const aPopulation = fc.constantFrom(...waitPopulations);
const aHistogram = fc
  .array(fc.tuple(aPopulation, aWait), { maxLength: 12 })
  .map((waits) => sumBins(waits.map(([p, w]) => binsOfWait(p, w))));

describe('bins of waits', () => {
  it('are whole seconds, open below and closed above, to 120 s', () => {
    expect([0, 1, 999, 1000, 1001, 20_000, 20_001, 120_000].map((wait) => upperEdgeMs(binOf(wait)))).toEqual([
      0, 1000, 1000, 1000, 2000, 20_000, 21_000, 120_000,
    ]);
  });

  it('are 2 s wide to 240 s, 4 s to 480 s, doubling on', () => {
    expect(
      [120_001, 122_000, 122_001, 239_000, 240_001, 480_000, 480_001, 961_000].map((wait) =>
        upperEdgeMs(binOf(wait)),
      ),
    ).toEqual([122_000, 122_000, 124_000, 240_000, 244_000, 480_000, 488_000, 976_000]);
  });

  it('hold their wait, are never wider than a second or 2 %, and have codes that fit a smallint', () => {
    fc.assert(
      fc.property(aPopulation, aWait, (population, wait) => {
        const edge = upperEdgeMs(binOf(wait));
        expect(edge).toBeGreaterThanOrEqual(wait);
        expect(edge - wait).toBeLessThan(Math.max(1000, wait * 0.02));
        expect(binOf(edge)).toBe(binOf(wait));
        expect(binsOfWait(population, wait)[0]).toBeLessThan(3072);
      }),
    );
  });

  it('allow thresholds at their edges only', () => {
    expect([1, 20, 30, 120, 122, 240, 244].every(isBinEdge)).toBe(true);
    expect([0, -5, 20.5, 121, 242, NaN].some(isBinEdge)).toBe(false);
  });

  it('count what is within a threshold exactly, equal included', () => {
    const bins = binsOf('answered', [19_999, 20_000, 20_001]);
    expect(countWithin(bins, 'answered', 20_000)).toBe(2);
    expect(countWithin(bins, 'abandoned', 20_000)).toBe(0);
  });
});

describe('percentiles', () => {
  const seconds = [3, 5, 5, 8, 12, 20, 25, 40, 61, 180];
  const bins = binsOf(
    'other',
    seconds.map((second) => second * 1000),
  );

  it('are by nearest rank', () => {
    expect([0.5, 0.9, 0.95].map((q) => percentileMs(bins, q))).toEqual([12_000, 61_000, 180_000]);
  });

  it('state their population', () => {
    expect(percentileMs(bins, 0.5, ['answered'])).toBeNull();
    expect(percentileMs(addBins(bins, binsOf('answered', [1000])), 0.5, ['answered'])).toBe(1000);
  });

  it('are the upper edge of the bin of the exact nearest rank, for any waits', () => {
    fc.assert(
      fc.property(
        fc.array(aWait, { minLength: 1, maxLength: 40 }),
        fc.constantFrom(0.5, 0.9, 0.95),
        (waits, q) => {
          const exact = waits.toSorted((a, b) => a - b)[Math.ceil(q * waits.length - 1e-9) - 1] ?? NaN;
          expect(percentileMs(binsOf('answered', waits), q)).toBe(upperEdgeMs(binOf(exact)));
        },
      ),
    );
  });

  it('are nothing over nothing', () => {
    expect(percentileMs(noBins, 0.5)).toBeNull();
  });
});

describe('histograms', () => {
  it('add in any order, and what was added can be taken away', () => {
    fc.assert(
      fc.property(aHistogram, aHistogram, aHistogram, (a, b, c) => {
        expect(addBins(a, b)).toEqual(addBins(b, a));
        expect(addBins(addBins(a, b), c)).toEqual(sumBins([c, b, a]));
        expect(subtractBins(addBins(a, b), b)).toEqual(a);
        expect(waitCount(addBins(a, b))).toBe(waitCount(a) + waitCount(b));
        // What cancels out leaves no bin behind.
        expect(sumBins([a, b, subtractBins(noBins, a)])).toEqual(b);
      }),
    );
  });
});
