import { describe, expect, it } from '@jest/globals';

import { heatLevel } from './heat-grid';

describe('the colour of a cell', () => {
  it('means the same in every grid: a quarter is the strongest', () => {
    expect([0.05, 0.125, 0.25, 0.6].map(heatLevel)).toEqual([20, 50, 100, 100]);
  });

  it('is none where nothing came, which is not nought', () => {
    expect([heatLevel(null), heatLevel(0)]).toEqual([null, 0]);
  });
});
