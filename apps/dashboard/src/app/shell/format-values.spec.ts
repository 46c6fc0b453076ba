import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { durationText, lineText, percentValue, pointsUnder, timeText } from './format-values';

const spaced = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('a duration', () => {
  it('is told like on a clock', () => {
    const told = [0, 18_400, 60_000, 134_999, 3_600_000, 3_900_000].map((ms) => spaced(durationText(ms)));
    expect(told).toEqual(['0 s', '18 s', '1 min 00', '2 min 14', '1 h 00', '1 h 05']);
  });

  it('of clocks that disagree is nought', () => {
    expect(spaced(durationText(-400))).toBe('0 s');
  });

  it('of a line is short when the minute is full', () => {
    expect([20_000, 60_000, 90_000].map((ms) => spaced(lineText(ms)))).toEqual(['20 s', '1 min', '1 min 30']);
  });
});

describe('a percentage', () => {
  it('is rounded to its digits', () => {
    expect([percentValue(0.9056, 0), percentValue(0.9056, 1)]).toEqual([91, 90.6]);
  });

  it('says 100 only of all and 0 only of none', () => {
    const fraction = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(fraction, fc.constantFrom(0, 1), (value, digits) => {
        const percent = percentValue(value, digits);
        return (percent === 100) === (value === 1) && (percent === 0) === (value === 0);
      }),
    );
  });
});

describe('the gap to a target', () => {
  it('is told in points to a tenth', () => {
    expect(pointsUnder(0.86, 0.95)).toBe(9);
    expect(pointsUnder(0.9141, 0.95)).toBe(3.6);
  });

  it('is none on target or where nothing was counted', () => {
    expect([pointsUnder(0.95, 0.95), pointsUnder(null, 0.95)]).toEqual([null, null]);
  });

  it('is never nought points: under is under', () => {
    expect(pointsUnder(0.9499999, 0.95)).toBe(0.1);
  });
});

describe('a time in a sentence', () => {
  it('is written the French way in French only', () => {
    const told = [timeText('10:42', 'fr'), timeText('08:51', 'fr'), timeText('08:51', 'ca')].map(spaced);
    expect(told).toEqual(['10 h 42', '8 h 51', '08:51']);
  });
});
