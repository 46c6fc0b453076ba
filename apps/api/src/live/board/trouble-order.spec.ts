import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { TroubleOrder } from './trouble-order';
import type { Troubled } from './trouble-order';

const inTrouble = (id: string, lost30m = 0): Troubled => ({ id, troubled: true, lost30m });
const calm = (id: string, lost30m = 0): Troubled => ({ id, troubled: false, lost30m });
const placed = (order: TroubleOrder, clinics: readonly Troubled[], now: number): readonly string[] => [
  ...order.place(clinics, now).keys(),
];

describe('the order of clinics in trouble', () => {
  it('puts those first that lost most, anew at each minute only', () => {
    const order = new TroubleOrder();
    expect(placed(order, [inTrouble('a', 2), inTrouble('b', 9)], 0)).toEqual(['b', 'a']);
    expect(placed(order, [inTrouble('a', 20), inTrouble('b', 9), inTrouble('c', 12)], 30_000)).toEqual([
      'b',
      'a',
      'c',
    ]);
    expect(placed(order, [inTrouble('a', 20), inTrouble('b', 9), inTrouble('c', 12)], 60_000)).toEqual([
      'a',
      'c',
      'b',
    ]);
  });

  it('is strict at each minute, as its column says, and leaves equals where they are', () => {
    const order = new TroubleOrder();
    expect(placed(order, [inTrouble('a', 5), inTrouble('b', 4)], 0)).toEqual(['a', 'b']);
    expect(placed(order, [inTrouble('a', 5), inTrouble('b', 5)], 60_000)).toEqual(['a', 'b']);
    expect(placed(order, [inTrouble('a', 5), inTrouble('b', 6)], 120_000)).toEqual(['b', 'a']);
  });

  it('lets a clinic leave at the first full minute after a minute of calm', () => {
    const order = new TroubleOrder();
    order.place([inTrouble('a', 1), inTrouble('b', 1)], 10_000);
    expect(placed(order, [calm('a'), inTrouble('b')], 60_000)).toEqual(['a', 'b']);
    expect(placed(order, [calm('a'), inTrouble('b')], 119_000)).toEqual(['a', 'b']);
    expect(placed(order, [calm('a'), inTrouble('b')], 120_000)).toEqual(['b']);
  });

  it('moves no row that is there between two minutes', () => {
    const moment = fc.array(
      fc.record({ id: fc.constantFrom(...'abcdefgh'), troubled: fc.boolean(), lost30m: fc.nat(20) }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(fc.array(moment, { minLength: 2, maxLength: 30 }), (moments) => {
        const order = new TroubleOrder();
        let before: readonly string[] = [];
        moments.forEach((clinics, index) => {
          const now = 1_000 + index * 1_900;
          const rows = placed(order, [...new Map(clinics.map((one) => [one.id, one])).values()], now);
          expect(rows.slice(0, before.length)).toEqual(before);
          before = rows;
        });
      }),
    );
  });
});
