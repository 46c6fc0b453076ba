import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import type { BoardCall } from './board-call';
import { MinuteSums } from './sums';
import { aCall, at } from './testing/board-builder';

const keptMinutes = 120;
const begin = at('09:00:00');
const minuteMs = 60_000;
/** Those of the tiles: the hour before the last half hour, and the last five minutes. */
const windows = [
  [30, 60],
  [5, 5],
  [0, 5],
] as const;
const calls: readonly BoardCall[] = [
  aCall('taken', ['09:00:00', 'call.enqueued'], ['09:00:20', 'call.answered', { agentId: 'ag-anne' }]),
  aCall('lost', ['09:00:00', 'call.enqueued'], ['09:00:50', 'call.dequeued', { reason: 'abandoned' }]),
];

type Told = { readonly minute: number; readonly which: number; readonly sign: 1 | -1 };

const tell = (sums: MinuteSums, { minute, which, sign }: Told): void =>
  sums.add(begin + minute * minuteMs, calls[which] as BoardCall, sign);

describe('decided calls by the minute', () => {
  it('sum, in windows that are looked at as calls come, to what they sum to from nothing', () => {
    const told: fc.Arbitrary<Told> = fc.record({
      minute: fc.integer({ min: -100, max: 30 }),
      which: fc.nat({ max: 1 }),
      sign: fc.constantFrom(1, -1),
    });
    fc.assert(
      fc.property(fc.array(fc.record({ told, rolls: fc.nat({ max: 9 }) }), { maxLength: 40 }), (turns) => {
        const watched = new MinuteSums(keptMinutes, begin);
        let now = begin;
        turns.forEach((turn, index) => {
          tell(watched, turn.told);
          if (turn.rolls === 0) watched.roll((now += minuteMs));
          const fresh = new MinuteSums(keptMinutes, now);
          for (const earlier of turns.slice(0, index + 1)) tell(fresh, earlier.told);
          for (const [minutesAgo, count] of windows) {
            const [seen, whole] = [watched.window(minutesAgo, count), fresh.window(minutesAgo, count)];
            expect([seen.tally, [...seen.bins]]).toEqual([whole.tally, [...whole.bins]]);
          }
        });
      }),
      { numRuns: 60 },
    );
  });

  it('are summed once a minute for a window, not at every look', () => {
    const sums = new MinuteSums(keptMinutes, begin);
    const before = sums.window(0, 5);
    tell(sums, { minute: 0, which: 0, sign: 1 });
    expect(sums.window(0, 5)).toBe(before);
    expect(before.tally.answered).toBe(1);
    sums.roll(begin + minuteMs);
    expect(sums.window(0, 5)).not.toBe(before);
    expect(sums.window(0, 5).tally.answered).toBe(1);
  });
});
