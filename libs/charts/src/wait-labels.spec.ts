import { describe, expect, it } from '@jest/globals';

import { apart, peaksOf } from './wait-labels';

describe('the labels of the waits', () => {
  it('stand at the longest wait of each hour, and nowhere else', () => {
    const waits = [5, 40, null, 8, 0, null, 0, 0, 12, 12];
    const bars = waits.map((waitSeconds) => ({ label: '', title: '', parts: [], waitSeconds, before: null }));
    expect(peaksOf(bars)).toEqual([1, 8]);
  });

  it('never lie upon each other: of two that would, the longer wait is told', () => {
    const label = (index: number, x: number, wait: number) => ({ index, x, width: 40, wait });
    const told = apart([label(7, 150, 101), label(8, 165, 105), label(12, 230, 30), label(15, 275, 20)]);
    expect(told.map(({ index }) => index)).toEqual([8, 12, 15]);
  });
});
