import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { callersOf } from './callers';
import type { Contact, LostCall } from './clinic-calls-query';

const hour = 3_600_000;
const friday = Date.parse('2026-10-16T16:00:00Z');
const endOfMonday = Date.parse('2026-10-19T22:00:00Z');
const deadline = {
  of: (lostAt: number) => (lostAt < endOfMonday ? endOfMonday : lostAt + 48 * hour),
  now: endOfMonday + 1,
};

let nth = 0;
const lost = (aniHash: string | null, lostAt: number): LostCall => ({
  source: '/pbx',
  callId: `c${(nth += 1)}`,
  aniHash,
  lostAt,
});
const contact = (aniHash: string, at: number, byUs = false): Contact => ({ aniHash, at, byUs });
const count = (calls: readonly LostCall[], contacts: readonly Contact[], now = deadline.now) =>
  callersOf(calls, contacts, { ...deadline, now });

describe('callers whom nobody answered', () => {
  it('are recovered until the end of the next open day: Friday’s on Monday', () => {
    expect(count([lost('a', friday)], [contact('a', endOfMonday - 1)])).toMatchObject({
      numbers: 1,
      calledAgain: 1,
    });
    expect(count([lost('a', friday)], [contact('a', endOfMonday)])).toMatchObject({
      calledAgain: 0,
      neverReached: 1,
    });
  });

  it('are told apart by who called whom', () => {
    const calls = [lost('a', friday), lost('b', friday)];
    expect(count(calls, [contact('a', friday + hour), contact('b', friday + hour, true)])).toMatchObject({
      calledAgain: 1,
      calledBack: 1,
      neverReached: 0,
    });
  });

  it('count once, however often they tried, and as never reached if one try stayed without an answer', () => {
    const tries = [lost('a', friday), lost('a', friday + hour), lost('a', endOfMonday + hour)];
    const told = count(tries, [contact('a', friday + 2 * hour)], endOfMonday + 60 * hour);
    expect(told).toMatchObject({ numbers: 1, numberedCalls: 3, neverReached: 1, calledAgain: 0 });
  });

  it('are not recovered by what was before, nor lost while there is time', () => {
    expect(count([lost('a', friday)], [contact('a', friday - 1)])).toMatchObject({ neverReached: 1 });
    expect(count([lost('a', friday)], [], friday + hour)).toMatchObject({ neverReached: 0, pending: 1 });
  });

  it('with hidden numbers are counted as calls, apart', () => {
    expect(count([lost(null, friday), lost(null, friday)], [])).toMatchObject({ numbers: 0, hiddenCalls: 2 });
  });

  it('always add up', () => {
    const instant = fc.integer({ min: friday, max: friday + 96 * hour });
    const number = fc.constantFrom('a', 'b', 'c');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.option(number), instant)),
        fc.array(fc.tuple(number, instant, fc.boolean())),
        instant,
        (calls, contacts, now) => {
          const told = count(
            calls.map(([hash, at]) => lost(hash, at)),
            contacts.map(([hash, at, byUs]) => contact(hash, at, byUs)),
            now,
          );
          expect(told.calledAgain + told.calledBack + told.neverReached + told.pending).toBe(told.numbers);
          expect(told.numberedCalls + told.hiddenCalls).toBe(calls.length);
        },
      ),
    );
  });
});
