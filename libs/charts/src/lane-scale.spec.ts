import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { lanePosition, waitLevel } from './lane-scale';

const lines = { targetMs: 20_000, watchMs: 60_000, limitMs: 120_000 };

describe('the scale of a lane', () => {
  it('gives 20 s, 1 min, 3 min and 10 min their places', () => {
    expect([0, 20, 60, 180, 600].map((seconds) => lanePosition(seconds * 1000))).toEqual([
      0, 25, 50, 80, 100,
    ]);
  });

  it('stays at the edges before nothing and after ten minutes', () => {
    expect(lanePosition(-5000)).toBe(0);
    expect(lanePosition(3_600_000)).toBe(100);
  });

  it('never moves a patient back while the wait grows', () => {
    const wait = fc.integer({ min: -1000, max: 900_000 });
    fc.assert(
      fc.property(wait, wait, (a, b) => lanePosition(Math.min(a, b)) <= lanePosition(Math.max(a, b))),
    );
  });
});

describe('the level of a wait', () => {
  it('changes only beyond a line, not on it', () => {
    const levels = [60_000, 60_001, 120_000, 120_001].map((waitMs) => waitLevel(waitMs, lines));
    expect(levels).toEqual(['fine', 'watch', 'watch', 'act']);
  });

  it('stays fine past the target, up to the watch line', () => {
    expect(waitLevel(45_000, lines)).toBe('fine');
  });
});
