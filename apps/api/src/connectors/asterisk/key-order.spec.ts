import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { KeyOrder } from './key-order';

const rows = (...keys: readonly number[]) => keys.map((key) => ({ key: BigInt(key) }));
const keysOf = (taken: readonly { readonly key: bigint }[]): number[] => taken.map(({ key }) => Number(key));

describe('rows of a table that are committed as they please', () => {
  it('are read in the order of their keys; one that is missing is waited for, and then no more', () => {
    const order = new KeyOrder();
    expect(keysOf(order.take(null, rows(7, 8, 9), 0))).toEqual([7, 8, 9]);
    expect(keysOf(order.take(9n, rows(10, 12, 13, 15), 1_000))).toEqual([10]);
    expect(keysOf(order.take(10n, rows(11, 12, 13, 15), 2_000))).toEqual([11, 12, 13]);
    expect(keysOf(order.take(13n, rows(15), 5_999))).toEqual([]);
    expect(keysOf(order.take(13n, rows(15, 17), 6_000))).toEqual([15]);
  });

  it('are each read once, and none is missed that is committed within the moment', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ late: fc.integer({ min: 0, max: 4_000 }), isLost: fc.boolean() }), {
          maxLength: 60,
        }),
        (made) => {
          // A key each 100 ms; some rows come late, some never.
          const all = made.map(({ late, isLost }, index) => ({
            key: BigInt(index + 1),
            at: index * 100 + late,
            isLost: isLost && index % 5 === 4,
          }));
          const order = new KeyOrder();
          const read: bigint[] = [];
          let last: bigint | null = 0n;
          for (let now = 0; now < 20_000; now += 250) {
            const there = all.filter(({ key, at, isLost }) => !isLost && at <= now && key > (last ?? 0n));
            for (const { key } of order.take(last, there, now)) {
              read.push(key);
              last = key;
            }
          }
          expect(read).toEqual(all.filter(({ isLost }) => !isLost).map(({ key }) => key));
        },
      ),
    );
  });
});
