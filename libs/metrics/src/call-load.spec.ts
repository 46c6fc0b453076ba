import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { loadNumbers, MonthOfLoads, type LoadedCall } from './call-load';

/** Conversations of a clinic, in turn with so many people; each a minute and a call more than the one before. */
const callsOf = (clinicId: string, count: number, isDifficult: boolean, people = 5): LoadedCall[] =>
  Array.from({ length: count }, (_, place) => ({
    clinicId,
    agentId: `agent-${place % people}`,
    isDifficult,
    sinceBreakMs: (place + 1) * 60_000,
    inARow: place,
  }));
const monthOf = (calls: readonly LoadedCall[]): MonthOfLoads => {
  const month = new MonthOfLoads();
  for (const call of calls) month.add(call);
  return month;
};
const north = [...callsOf('north', 10, true), ...callsOf('north', 20, false)];
const small = (clinicId: string, difficult: number) => [
  ...callsOf(clinicId, difficult, true),
  ...callsOf(clinicId, 12, false),
];

describe('the load before difficult calls and before the others', () => {
  it('is the mean of sums, worked out by hand', () => {
    // 1 to 10 minutes and 0 to 9 calls; 1 to 20 minutes and 0 to 19 calls.
    expect(loadNumbers([monthOf(north)], null)).toEqual({
      difficultLoads: 10,
      difficultSinceBreakMs: 330_000,
      difficultInARow: 4.5,
      otherLoads: 20,
      otherSinceBreakMs: 630_000,
      otherInARow: 9.5,
    });
  });

  it.each([
    ['nine difficult', small('north', 9)],
    ['nine others', [...callsOf('north', 30, true), ...callsOf('north', 9, false)]],
    ['ten of four people', [...callsOf('north', 10, true, 4), ...callsOf('north', 30, false)]],
    ['ten others of four people', [...callsOf('north', 10, true), ...callsOf('north', 10, false, 4)]],
    ['none', []],
  ])('is told of neither with %s', (_, calls) => {
    expect(loadNumbers([monthOf(calls)], null)).toBeNull();
    expect(loadNumbers([monthOf(calls)], ['north'])).toBeNull();
  });

  it('is told of small clinics together, where all of them are asked for', () => {
    const month = monthOf([...north, ...small('east', 6), ...small('west', 5)]);
    expect(loadNumbers([month], null)?.difficultLoads).toBe(21);
    expect(loadNumbers([month], ['east', 'west'])?.difficultLoads).toBe(11);
    expect(loadNumbers([month], ['north'])?.difficultLoads).toBe(10);
    // With one of them left out the difference would be that one.
    expect(loadNumbers([month], ['north', 'east'])?.difficultLoads).toBe(10);
    expect(loadNumbers([month], ['east'])).toBeNull();
  });

  it('has no months of nine, beside months of ten', () => {
    expect(loadNumbers([monthOf(north), monthOf(small('north', 9))], null)?.difficultLoads).toBe(10);
  });

  const clinics = ['north', 'east', 'south', 'west'];
  const anyCall = fc.record({
    clinicId: fc.constantFrom(...clinics),
    agentId: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'),
    isDifficult: fc.boolean(),
    sinceBreakMs: fc.nat(10_000_000),
    inARow: fc.nat(20),
  });
  const anyMonth = fc.array(anyCall, { maxLength: 120 });

  it('is the same whatever the order in which days and calls are read', () => {
    fc.assert(
      fc.property(anyMonth, fc.subarray(clinics), (calls, asked) => {
        expect(loadNumbers([monthOf(calls.toReversed())], asked)).toEqual(
          loadNumbers([monthOf(calls)], asked),
        );
      }),
    );
  });

  it('never differs by fewer than ten conversations from the answer for fewer clinics', () => {
    const month = fc.array(anyCall, { minLength: 60, maxLength: 200 });
    fc.assert(
      fc.property(fc.array(month, { minLength: 1, maxLength: 3 }), (months) => {
        const all = months.map(monthOf);
        const told = (asked: readonly string[], side: 'difficultLoads' | 'otherLoads') =>
          loadNumbers(all, asked)?.[side] ?? 0;
        for (const asked of subsetsOf(clinics))
          for (const fewer of subsetsOf(asked))
            for (const side of ['difficultLoads', 'otherLoads'] as const) {
              const left = told(asked, side) - told(fewer, side);
              expect(left === 0 || left >= 10).toBe(true);
            }
      }),
      { numRuns: 50 },
    );
  });
});

const subsetsOf = (all: readonly string[]): readonly (readonly string[])[] =>
  all.reduce<readonly (readonly string[])[]>(
    (sets, one) => [...sets, ...sets.map((set) => [...set, one])],
    [[]],
  );
