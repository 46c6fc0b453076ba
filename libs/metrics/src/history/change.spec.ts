import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { changeOfMean, changeOfShare, shownByChance } from './change';

const four = (value: number | null | undefined): string => Number(value).toFixed(4);

describe('the change of a share between two periods', () => {
  it('has Newcombe’s interval: 56 of 70 against 48 of 80 is 20 points more, and shown', () => {
    const change = changeOfShare({ count: 56, of: 70 }, { count: 48, of: 80 });
    expect([four(change?.value), four(change?.low), four(change?.high)]).toEqual([
      '0.2000',
      '0.0524',
      '0.3339',
    ]);
    expect(change?.verdict).toBe('rise');
  });

  it('is a fall when it is turned round, and not shown where the interval holds 0', () => {
    expect(changeOfShare({ count: 48, of: 80 }, { count: 56, of: 70 })?.verdict).toBe('fall');
    expect(changeOfShare({ count: 10, of: 100 }, { count: 9, of: 100 })?.verdict).toBe('notShown');
  });

  it('is none where one of them has no call', () => {
    expect(changeOfShare({ count: 0, of: 0 }, { count: 1, of: 2 })).toBeNull();
  });
});

describe('the change of the calls a day', () => {
  // W. S. Gosset's hours of sleep (1908), as R's t.test(extra ~ group, data = sleep) judges them.
  const drug1 = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
  const drug2 = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];

  it('has Welch’s interval, to four decimals', () => {
    const change = changeOfMean(drug1, drug2);
    expect([four(change?.value), four(change?.low), four(change?.high)]).toEqual([
      '-1.5800',
      '-3.3655',
      '0.2055',
    ]);
    expect(change?.verdict).toBe('notShown');
  });

  it('is unjudged from one day, and from days that are all alike', () => {
    expect(changeOfMean([5], [3, 4])).toEqual({ value: 1.5, low: null, high: null, verdict: 'unjudged' });
    expect(changeOfMean([5, 5], [3, 3])).toEqual({ value: 2, low: null, high: null, verdict: 'unjudged' });
    expect(changeOfMean([], [3])).toBeNull();
  });

  it('is its own mirror image, and holds the difference', () => {
    const days = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 2, maxLength: 40 });
    fc.assert(
      fc.property(days, days, (now, before) => {
        const [there, back] = [changeOfMean(now, before), changeOfMean(before, now)];
        expect(there?.value).toBeCloseTo(-Number(back?.value), 8);
        if (there === null || there.low === null || there.high === null) return;
        expect(there.low).toBeLessThanOrEqual(there.value);
        expect(there.high).toBeGreaterThanOrEqual(there.value);
        expect(there.low).toBeCloseTo(-Number(back?.high), 8);
      }),
    );
  });
});

describe('many changes at once', () => {
  it('are shown by chance alone one time in twenty', () => {
    expect(shownByChance(43)).toBeCloseTo(2.15, 10);
    // 2,000 clinics of which none changed: the interval must not cry more often than it says
    let seed = 7;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const drawn = (of: number) => Array.from({ length: of }, random).filter((each) => each < 0.1).length;
    let shown = 0;
    for (let clinic = 0; clinic < 2000; clinic += 1) {
      const change = changeOfShare({ count: drawn(400), of: 400 }, { count: drawn(400), of: 400 });
      if (change?.verdict === 'rise' || change?.verdict === 'fall') shown += 1;
    }
    expect(shown).toBeGreaterThan(60);
    expect(shown).toBeLessThan(140);
  });
});
