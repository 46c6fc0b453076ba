import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { placeMarks, type LaneMark, type LaneSpace, type PlacedMark } from './place-marks';

const now = 1_800_000_000_000;
const space: LaneSpace = {
  now,
  lines: { targetMs: 20_000, watchMs: 60_000, limitMs: 120_000 },
  gap: 3,
  letter: 1.3,
};
const waiting = (id: string, seconds: number, label = ''): LaneMark => ({
  id,
  since: now - seconds * 1000,
  label,
  hollow: false,
});

describe('the marks of a lane', () => {
  it('stand where their wait is, the longest first', () => {
    const placed = placeMarks([waiting('new', 10), waiting('old', 60)], space);
    expect(placed.map(({ id, x }) => [id, x])).toEqual([
      ['old', 50],
      ['new', 12.5],
    ]);
  });

  it('stand side by side up to three, the oldest at its true place', () => {
    const placed = placeMarks([waiting('a', 60), waiting('b', 60), waiting('c', 60)], space);
    expect(placed.map(({ x }) => x)).toEqual([50, 47, 44]);
  });

  it('become one mark with a count when more than three crowd', () => {
    const crowd = ['a', 'b', 'c', 'd', 'e'].map((id) => waiting(id, 60));
    expect(placeMarks(crowd, space)).toMatchObject([{ x: 50, count: 5 }]);
  });

  it('carry the name of their clinic only past the watch line, three at most', () => {
    const labels = [130, 200, 300, 430, 600].map((seconds, index) => waiting(`w${index}`, seconds, 'Sud'));
    const named = placeMarks([...labels, waiting('calm', 30, 'Nord')], space).filter(
      ({ label }) => label !== '',
    );
    expect(named).toHaveLength(3);
    expect(named.some(({ level }) => level === 'fine')).toBe(false);
  });

  it('write to the left at the right edge', () => {
    expect(placeMarks([waiting('late', 590, 'Radiologie')], space)).toMatchObject([
      { side: 'left', label: 'Radiologie' },
    ]);
  });

  it('drop a name that has room on neither side', () => {
    const tight = [waiting('a', 130, 'Radiologie Sud'), waiting('b', 118), waiting('c', 150)];
    expect(placeMarks(tight, { ...space, letter: 4 }).map(({ label }) => label)).toEqual(['', '', '']);
  });

  it('write over no other mark and no other word, however many wait', () => {
    const reach = ({ count, label }: PlacedMark): number =>
      count > 1 || label !== ''
        ? space.gap * (count > 1 ? 2.2 : 0.8) + label.length * space.letter + space.gap / 2
        : 0;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 60, max: 599 }), { maxLength: 12 }), (waits) => {
        const marks = waits.map((seconds, index) => waiting(`w${index}`, seconds, '3e appel'));
        const written = placeMarks(marks, space).filter(({ label }) => label !== '');
        const spans = written
          .map((mark) =>
            mark.side === 'right' ? [mark.x, mark.x + reach(mark)] : [mark.x - reach(mark), mark.x],
          )
          .toSorted(([a = 0], [b = 0]) => a - b);
        return spans.every(([from = 0], index) => index === 0 || from >= (spans[index - 1]?.[1] ?? 0));
      }),
    );
  });

  it('leave nobody out and never leave the lane, however many wait', () => {
    const wait = fc.integer({ min: -5, max: 900 });
    fc.assert(
      fc.property(fc.array(wait, { maxLength: 60 }), (waits) => {
        const marks = waits.map((seconds, index) => waiting(`w${index}`, seconds, 'Cabinet'));
        const placed = placeMarks(marks, space);
        const total = placed.reduce((sum, { count }) => sum + count, 0);
        return total === marks.length && placed.every(({ x }) => x >= 0 && x <= 100);
      }),
    );
  });
});
