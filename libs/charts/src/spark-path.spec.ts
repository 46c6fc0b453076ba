import { describe, expect, it } from '@jest/globals';

import { sparkPath } from './sparkline';

describe('a sparkline', () => {
  it('spans its box from the least to the most', () => {
    expect(sparkPath([0, 10])).toBe('M0.0 26.0L100.0 2.0');
  });

  it('begins its scale at nought for a count', () => {
    expect(sparkPath([5, 10], 0)).toBe('M0.0 14.0L100.0 2.0');
  });

  it('leaves a gap where nothing is known', () => {
    expect(sparkPath([1, 2, null, 2, 1]).match(/M/gu)).toHaveLength(2);
  });

  it('runs flat at the foot when nothing changes', () => {
    expect(sparkPath([3, 3, 3])).toBe('M0.0 26.0L50.0 26.0L100.0 26.0');
  });

  it('draws nothing from fewer than two numbers', () => {
    expect(sparkPath([null, 4, null])).toBe('');
  });
});
