import { describe, expect, it } from '@jest/globals';
import type { Chart } from 'chart.js';

import { PointedBand } from './pointed-band';

describe('the bar that is pointed at', () => {
  it('is told once when the pointer comes to it, and once when it leaves', () => {
    const told: (number | null)[] = [];
    const { plugin } = new PointedBand((index) => told.push(index));
    const event = (indices: readonly number[]): void => {
      const chart = {
        getActiveElements: () => indices.map((index) => ({ index })),
      } as unknown as Chart<'bar'>;
      plugin.afterEvent?.(chart, {} as never, {});
    };
    event([]);
    event([4, 4, 4]);
    event([4, 4, 4]);
    event([5]);
    event([]);
    expect(told).toEqual([4, 5, null]);
  });
});
