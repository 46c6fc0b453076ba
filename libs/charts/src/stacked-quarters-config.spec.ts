import { describe, expect, it } from '@jest/globals';

import { stackedQuartersConfig, type QuarterBar, type StackedQuartersLook } from './stacked-quarters-config';

const look: StackedQuartersLook = {
  series: [
    { label: 'décrochés', fill: 'teal' },
    { label: 'abandons', fill: 'red' },
  ],
  waitLabel: '9 sur 10',
  callsLabel: 'appels',
  colours: {
    muted: 'grey',
    grid: 'silver',
    surface: 'white',
    wait: 'slategrey',
    before: 'whitesmoke',
    beforeEdge: 'darkgrey',
    band: 'azure',
  },
  font: 'Inter',
  fontPx: 12,
  formatNumber: (value) => `n${value}`,
  formatSeconds: (seconds) => `${seconds} s`,
};
const bars: readonly QuarterBar[] = [
  { label: '8:00', title: '8:00 – 8:15', parts: [5, 1], waitSeconds: 14, before: 9 },
  { label: '8:15', title: '8:15 – 8:30', parts: [12, 0], waitSeconds: null, before: null },
];

describe('the chart of the day', () => {
  it('stacks the parts so that a bar is as high as its calls', () => {
    const { datasets } = stackedQuartersConfig(bars, look).data;
    const stacked = datasets.filter((dataset) => dataset.stack === 'parts');
    expect(stacked.map(({ label, data }) => [label, data])).toEqual([
      ['décrochés', [5, 12]],
      ['abandons', [1, 0]],
    ]);
    expect(stacked.every(({ yAxisID }) => yAxisID === 'y')).toBe(true);
  });

  it('keeps the waits in a strip of their own, with a gap where none is known', () => {
    const wait = stackedQuartersConfig(bars, look).data.datasets.at(-1);
    expect(wait).toMatchObject({ yAxisID: 'wait', data: [14, null], label: '9 sur 10' });
  });

  it('rounds the top of the strip up to half a minute, with room for a label', () => {
    const { options } = stackedQuartersConfig([{ ...bars[0], waitSeconds: 61 } as QuarterBar], look);
    expect(options?.scales?.['wait']).toMatchObject({ min: 0, max: 144 });
  });

  it('has an axis of calls that stays while bars grow, with its unit', () => {
    const scaleOf = (calls: number) =>
      stackedQuartersConfig([{ ...bars[0], parts: [calls] } as QuarterBar], look).options?.scales?.['y'];
    expect(scaleOf(21)).toMatchObject({ min: 0, max: 40, title: { display: true, text: 'appels' } });
    expect(scaleOf(40)).toMatchObject({ max: 40 });
    expect(scaleOf(41)).toMatchObject({ max: 60 });
  });

  it('draws the week before beneath the day, on the same axis, which holds both', () => {
    const config = stackedQuartersConfig([{ ...bars[0], before: 41 } as QuarterBar], look);
    const before = config.data.datasets.find(({ stack }) => stack === 'before');
    expect(before).toMatchObject({ data: [41], yAxisID: 'y', order: 1, grouped: false });
    expect(config.options?.scales?.['y']).toMatchObject({ max: 60 });
  });

  it('lets nothing lie over the bars: no box follows the pointer', () => {
    expect(stackedQuartersConfig(bars, look).options?.plugins?.tooltip).toBeUndefined();
  });

  it('does not move when it is renewed', () => {
    expect(stackedQuartersConfig(bars, look).options?.animation).toBe(false);
  });
});
