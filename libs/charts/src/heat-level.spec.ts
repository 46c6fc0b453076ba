import { describe, expect, it } from '@jest/globals';

import { heatLevel, heatTop } from './heat-level';

describe('the colour of a cell', () => {
  it('is told against the largest share', () => {
    expect(heatLevel(0.2, heatTop([0.4, 0.1]))).toBe(50);
  });

  it('stays pale where all shares are small', () => {
    expect(heatLevel(0.02, heatTop([0.02, 0.01]))).toBe(10);
  });

  it('is none where nothing came, which is not nought', () => {
    expect([heatLevel(null, 0.2), heatLevel(0, 0.2)]).toEqual([null, 0]);
  });
});
