import { describe, expect, it } from '@jest/globals';

import { trendHeight, trendPath, trendSpots, type TrendPoint } from './trend-shape';

const point = (value: number | null, signal = false): TrendPoint => ({
  label: 'oct.',
  value,
  text: value === null ? '–' : `${value}`,
  signal,
});
const axis = { from: 0, to: 100 };

describe('a trend', () => {
  it('stands higher for a larger value', () => {
    expect([trendHeight(0, axis), trendHeight(75, axis), trendHeight(100, axis)]).toEqual([100, 25, 0]);
  });

  it('does not leave its axis', () => {
    expect([trendHeight(-5, axis), trendHeight(140, axis)]).toEqual([100, 0]);
  });

  it('is broken at a month without a figure', () => {
    expect(trendPath([point(50), point(null), point(50), point(0)], axis)).toBe('M12.5 50M62.5 50L87.5 100');
  });

  it('names its last figure and its signals only', () => {
    const spots = trendSpots([point(10, true), point(20), point(30), point(null)], axis);
    expect(spots.map(({ text, named }) => [text, named])).toEqual([
      ['10', true],
      ['20', false],
      ['30', true],
    ]);
  });
});
