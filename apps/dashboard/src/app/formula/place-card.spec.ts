import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { placeCard } from './formula-cards';

describe('a formula card', () => {
  it('opens under its number', () => {
    const anchor = { left: 100, top: 100, width: 40, height: 30 };
    expect(placeCard(anchor, { width: 400, height: 300 }, { width: 1440, height: 900 })).toEqual({
      left: 100,
      top: 138,
    });
  });

  it('opens above a number at the foot of the screen', () => {
    const anchor = { left: 100, top: 800, width: 40, height: 30 };
    expect(placeCard(anchor, { width: 400, height: 300 }, { width: 1440, height: 900 }).top).toBe(492);
  });

  it('is always wholly on a screen that can hold it', () => {
    const spot = fc.record({
      left: fc.integer({ min: 0, max: 1400 }),
      top: fc.integer({ min: -200, max: 1000 }),
    });
    fc.assert(
      fc.property(spot, ({ left, top }) => {
        const card = { width: 420, height: 560 };
        const place = placeCard({ left, top, width: 40, height: 30 }, card, { width: 1440, height: 900 });
        return place.left >= 0 && place.left + card.width <= 1440 && place.top + card.height <= 900;
      }),
    );
  });
});
