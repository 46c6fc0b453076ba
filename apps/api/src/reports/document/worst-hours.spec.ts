import { describe, expect, it } from '@jest/globals';

import { worstHours } from './worst-hours';

const week = (of: (weekday: number, hour: number) => readonly [answered: number, unanswered: number]) =>
  Array.from({ length: 168 }, (_, index) => {
    const [answered, unanswered] = of(Math.floor(index / 24), index % 24);
    return { answered, unanswered };
  });
const isOpen = (weekday: number, hour: number) => weekday < 5 && hour >= 8 && hour < 18;

describe('the worst hours of a month', () => {
  it('are a stretch of the day, and an hour of a weekday that stands apart from it', () => {
    const cells = week((weekday, hour) => {
      if (!isOpen(weekday, hour)) return [0, 0];
      if (hour >= 16) return [30, 20];
      return weekday === 0 && hour === 8 ? [20, 20] : [48, 2];
    });
    // The hour of 8 as a whole: 212 answered, 28 not (12 %), against 1 in 25 elsewhere and 4 in 10 from 16 on.
    expect(worstHours(cells)).toEqual([
      { weekday: null, from: 16, to: 18, share: 0.4 },
      { weekday: 0, from: 8, to: 9, share: 0.5 },
    ]);
  });

  it('are none where every hour is alike, nor where there are too few calls to tell', () => {
    expect(worstHours(week((weekday, hour) => (isOpen(weekday, hour) ? [45, 5] : [0, 0])))).toEqual([]);
    expect(worstHours(week((weekday, hour) => (weekday === 0 && hour === 9 ? [1, 9] : [0, 0])))).toEqual([]);
    expect(worstHours(week(() => [0, 0]))).toEqual([]);
  });
});
