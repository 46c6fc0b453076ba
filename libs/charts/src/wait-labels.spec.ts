import { describe, expect, it } from '@jest/globals';

import { peaksOf } from './wait-labels';

describe('the labels of the waits', () => {
  it('stand at the longest wait of each hour, and nowhere else', () => {
    const waits = [5, 40, null, 8, 0, null, 0, 0, 12, 12];
    const bars = waits.map((waitSeconds) => ({ label: '', title: '', parts: [], waitSeconds, before: null }));
    expect(peaksOf(bars)).toEqual([1, 8]);
  });
});
