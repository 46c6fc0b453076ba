import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { TellingOrder } from './telling-order';

const hour = 3_600_000;
const day = 24 * hour;

describe('the order in which a centre’s past is told', () => {
  it('is that of time where each batch goes on after the one before, as much as senders side by side mix them', () => {
    const order = new TellingOrder();
    const batches = [0, 2, 1, 4, 3, 5].map((at) => [at * hour, at * hour + 1_000, at * hour + hour]);
    expect(batches.map((batch) => order.goesBack('lyon', batch))).toEqual(batches.map(() => false));
  });

  it('goes back where it begins another day before, and only there', () => {
    const order = new TellingOrder();
    const told = [day, day + hour, 0, hour, 2 * hour].map((at) => order.goesBack('lyon', [at, at + 1_000]));
    expect(told).toEqual([false, false, true, false, false]);
  });

  it('goes back at each batch of a history that is told newest first, or in an order of chance', () => {
    const order = new TellingOrder();
    const newestFirst = [5, 4, 3, 2, 1].map((nth) => order.goesBack('lyon', [nth * day, nth * day + hour]));
    expect(newestFirst).toEqual([false, true, true, true, true]);
    const mixed = [9 * hour, 2 * hour, 14 * hour];
    expect(order.goesBack('nice', mixed)).toBe(true);
  });

  it('has it gathered only where it goes back and none of it is of the last hour', () => {
    const order = new TellingOrder();
    const now = 3 * day;
    const gathered = [[day], [0], [day, now], [0, now - hour], [0]].map((batch) =>
      order.isToGather('lyon', batch, now),
    );
    expect(gathered).toEqual([false, true, false, false, true]);
  });

  it('is each centre’s own, and an empty batch says nothing of it', () => {
    const order = new TellingOrder();
    expect(order.goesBack('lyon', [day])).toBe(false);
    expect(order.goesBack('nice', [0])).toBe(false);
    expect(order.goesBack('lyon', [])).toBe(false);
    expect(order.goesBack('lyon', [0])).toBe(true);
  });

  it('never goes back where instants only rise, however they are cut into batches', () => {
    fc.assert(
      fc.property(fc.array(fc.array(fc.nat(day), { maxLength: 5 }), { maxLength: 8 }), (steps) => {
        const order = new TellingOrder();
        let at = 0;
        for (const batch of steps)
          expect(
            order.goesBack(
              'lyon',
              batch.map((step) => (at += step)),
            ),
          ).toBe(false);
      }),
    );
  });
});
