import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { incompleteTimes } from './incomplete-times';

const range = { from: 0, to: 86_400_000 };
const minutes = (from: number, to: number) => ({ from: from * 60_000, to: to * 60_000 });

describe('times of which figures are incomplete', () => {
  it('are the gaps within the range, those that nearly touch as one', () => {
    const gaps = [
      minutes(600, 605),
      minutes(-10, 3),
      minutes(605.5, 607),
      minutes(1_439, 1_500),
      minutes(1_500, 1_600),
    ];
    expect(incompleteTimes(gaps, range)).toEqual([minutes(0, 3), minutes(600, 607), minutes(1_439, 1_440)]);
  });

  it('cover every gap, in order and apart, however they come', () => {
    const gap = fc.tuple(fc.integer({ min: -100, max: 1_500 }), fc.integer({ min: 0, max: 90 }));
    fc.assert(
      fc.property(
        fc.array(
          gap.map(([from, long]) => minutes(from, from + long)),
          { maxLength: 30 },
        ),
        (gaps) => {
          const told = incompleteTimes(gaps, range);
          for (const [index, { from, to }] of told.entries()) {
            expect(from).toBeLessThan(to);
            expect(from).toBeGreaterThan(told[index - 1]?.to ?? -1);
          }
          for (const { from, to } of gaps)
            if (from >= range.from && to <= range.to && from < to)
              expect(told.some((one) => one.from <= from && to <= one.to)).toBe(true);
        },
      ),
    );
  });
});
