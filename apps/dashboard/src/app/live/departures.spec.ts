import { describe, expect, it } from '@jest/globals';
import type { LiveSnapshot } from '@vigie/contracts';

import { aCaller, aClinic, ratio, sampleBoard } from '../testing/sample-board';
import { departures } from './departures';

const board = (callers: readonly string[], answered: number, lost: number): LiveSnapshot =>
  sampleBoard({
    waiting: Object.fromEntries(callers.map((id) => [id, aCaller(id, 9)])),
    clinics: { sud: aClinic('sud', { answerRateDay: ratio(answered, answered + lost) }) },
  });
const told = (before: LiveSnapshot | null, after: LiveSnapshot | null): unknown => [
  ...departures(before, after),
];

describe('a patient who leaves the lane', () => {
  it('was answered where the clinic has one more answered and none more lost', () => {
    expect(told(board(['a', 'b'], 10, 2), board(['b'], 11, 2))).toEqual([['a', 'answered']]);
  });

  it('was lost where the clinic has one more lost and none more answered', () => {
    expect(told(board(['a', 'b'], 10, 2), board(['b'], 10, 3))).toEqual([['a', 'lost']]);
  });

  it('is not told where both happened at the clinic in one frame', () => {
    expect(told(board(['a', 'b'], 10, 2), board([], 11, 3))).toEqual([]);
  });

  it('is not told where the counts did not move, as when a call goes to another queue', () => {
    expect(told(board(['a'], 10, 2), board([], 10, 2))).toEqual([]);
  });

  it('is none on a first board, and none of another centre', () => {
    const other = { ...board([], 11, 2), centre: { ...sampleBoard().centre, tenantId: 'other' } };
    expect(told(null, board(['a'], 10, 2))).toEqual([]);
    expect(told(board(['a'], 10, 2), other)).toEqual([]);
  });
});
