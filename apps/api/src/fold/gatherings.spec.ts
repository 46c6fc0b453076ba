import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';

import { Gatherings } from './gatherings';

describe('events that are let gather before they are folded', () => {
  const ended: [tenantId: string, isPast: boolean, atMs: number][] = [];
  let began: number;
  let gatherings: Gatherings;

  beforeEach(() => {
    jest.useFakeTimers();
    began = performance.now();
    ended.length = 0;
    gatherings = new Gatherings((tenantId, isPast) =>
      ended.push([tenantId, isPast, Math.round(performance.now() - began)]),
    );
  });
  afterEach(() => {
    gatherings.stop();
    jest.useRealTimers();
  });

  it('wait a quarter of a second, whatever happens now', () => {
    gatherings.begin('lyon');
    for (let n = 0; n < 10; n += 1) {
      jest.advanceTimersByTime(100);
      gatherings.hearNow('lyon');
    }
    expect(ended).toEqual([['lyon', false, 250]]);
  });

  it('of the past wait while more of it comes: three times as long as it let us wait the last time, two seconds at most', () => {
    gatherings.hearPast('lyon');
    jest.advanceTimersByTime(200);
    gatherings.hearPast('lyon');
    jest.advanceTimersByTime(590);
    gatherings.hearPast('lyon');
    jest.advanceTimersByTime(1_700);
    gatherings.hearPast('lyon');
    expect(ended).toEqual([]);
    jest.advanceTimersByTime(5_000);
    expect(ended).toEqual([['lyon', true, 4_490]]);
  });

  it('of the past wait never longer than ten seconds, however long it keeps coming', () => {
    for (let n = 0; n < 100; n += 1) {
      gatherings.hearPast('nice');
      jest.advanceTimersByTime(100);
    }
    expect(ended).toEqual([['nice', true, 10_000]]);
  });

  it('of the past wait no longer once something happens now', () => {
    gatherings.hearPast('lyon');
    jest.advanceTimersByTime(200);
    gatherings.hearPast('lyon');
    gatherings.hearNow('lyon');
    for (let n = 0; n < 10; n += 1) {
      jest.advanceTimersByTime(100);
      if (gatherings.has('lyon')) gatherings.hearPast('lyon');
    }
    expect(ended).toEqual([['lyon', true, 450]]);
  });
});
