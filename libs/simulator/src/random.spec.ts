import { describe, expect, it } from '@jest/globals';
import { createRandom } from './random';

const many = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw);
const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('seeded chance', () => {
  it('gives the same numbers for the same seed and others for another', () => {
    const draw = (seed: string): number[] => many(50, createRandom(seed).next);
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
  });

  it('is even over [0, 1)', () => {
    const values = many(50_000, createRandom('even').next);
    const tenths = Array.from(
      { length: 10 },
      (_, k) => values.filter((v) => Math.floor(v * 10) === k).length,
    );
    for (const count of tenths) expect(Math.abs(count - 5_000)).toBeLessThan(300);
  });

  it('has the median and the mean of each distribution', () => {
    const random = createRandom('distributions');
    const logs = many(20_001, () => random.logNormal(110, 0.9)).sort((a, b) => a - b);
    expect(Math.abs((logs[10_000] ?? 0) - 110)).toBeLessThan(4);
    expect(Math.abs(mean(many(20_000, () => random.exponential(35))) - 35)).toBeLessThan(1);
    for (const wanted of [0.3, 12, 250]) {
      const counts = many(4_000, () => random.poisson(wanted));
      expect(Math.abs(mean(counts) - wanted)).toBeLessThan(0.08 * Math.sqrt(wanted) + 0.02);
    }
  });

  it('chooses by weight, and needs something to choose from', () => {
    const random = createRandom('weights');
    const drawn = many(10_000, () =>
      random.weighted([
        ['rare', 1],
        ['often', 9],
      ] as const),
    );
    expect(Math.abs(drawn.filter((value) => value === 'rare').length - 1_000)).toBeLessThan(130);
    expect(() => random.weighted([])).toThrow(RangeError);
  });
});
