import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { axisStep, axisTop, controlChartConfig, type ControlShape } from './control-chart-config';

const shape: ControlShape = {
  points: [0.08, 0.19, null].map((value, index) => ({
    label: String(index),
    value,
    before: index === 0,
    signal: index === 1,
    letter: index === 1 ? 'A' : null,
  })),
  spans: [],
  centre: 0.088,
  low: 0.043,
  high: 0.133,
  rangeLabel: '',
  limit: 1 / 6,
  limitLabel: '',
  atLeast: 0.2,
  format: String,
};

describe('the control chart', () => {
  it('has an axis from nothing to a round line above all it draws, the limit too', () => {
    expect(axisTop(shape)).toBeCloseTo(0.25, 10);
    expect(axisTop({ ...shape, points: [], atLeast: 0 })).toBeCloseTo(0.2, 10);
    const config = controlChartConfig(shape, { colour: () => '#000', font: 'Inter', fontPx: 12 });
    expect(config.data.labels).toEqual(['0', '1', '2']);
  });

  it('has round steps, five or fewer up to the top, whatever it draws', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.001, max: 1e7, noNaN: true }), (highest) => {
        const step = axisStep(highest);
        expect(highest / step).toBeLessThanOrEqual(4.000_001);
        expect([1, 2, 2.5, 5, 10]).toContainEqual(
          Number((step / 10 ** Math.floor(Math.log10(step) + 1e-9)).toPrecision(3)),
        );
      }),
    );
    expect(axisStep(0)).toBe(1);
  });
});
