import { describe, expect, it } from '@jest/globals';

import { controlChart } from './control-chart';

const scale = { lowest: -Infinity, highest: Infinity };
/** NIST/SEMATECH e-Handbook of Statistical Methods, 6.3.2.2 "Individuals control charts", its example. */
const flowRates = [49.6, 47.6, 49.9, 51.3, 47.8, 51.2, 52.6, 52.4, 53.6, 52.1];

describe('the control chart of a range', () => {
  it('has the limits of the published example', () => {
    const { limitsFrom, centre, lower, upper, runs } = controlChart(flowRates, [], scale);
    expect(limitsFrom).toBe('range');
    expect([centre, lower, upper].map((value) => value?.toFixed(4))).toEqual([
      '50.8100',
      '45.8159',
      '55.8041',
    ]);
    expect(runs).toEqual([]);
  });

  it('is judged by how the time before varied, where that has ten points', () => {
    const { limitsFrom, upper, runs } = controlChart([51, 60, 51], flowRates, scale);
    expect(limitsFrom).toBe('before');
    expect(upper?.toFixed(4)).toBe('55.8041');
    expect(runs).toEqual([{ kind: 'outside', side: 1, first: 1, last: 1, points: 1 }]);
  });

  it('leaves out days on which nobody called, and tells runs by the place of their days', () => {
    const high = [52, null, 52, 52, 52, null, null, 52, 52, 52, 50];
    expect(controlChart(high, flowRates, scale).runs).toEqual([
      { kind: 'shift', side: 1, first: 0, last: 9, points: 7 },
    ]);
  });

  it('tells two long runs on either side of the centre as two', () => {
    const points = [52, 52, 52, 52, 52, 52, 52, 50, 50, 50, 50, 50, 50, 50];
    expect(
      controlChart(points, flowRates, scale).runs.map(({ side, first, last }) => [side, first, last]),
    ).toEqual([
      [1, 0, 6],
      [-1, 7, 13],
    ]);
  });

  it('has no limits from fewer than ten points, and goes no further than its scale', () => {
    expect(controlChart([1, 2, 3], [4, null], scale)).toMatchObject({ lower: null, upper: null, runs: [] });
    const shares = [0, 0.5, 0, 0.5, 0, 0.5, 0, 0.5, 0, 0.5];
    expect(controlChart(shares, [], { lowest: 0, highest: 1 })).toMatchObject({ lower: 0, upper: 1 });
  });
});
