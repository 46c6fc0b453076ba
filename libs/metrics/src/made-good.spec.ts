import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { contactThatMadeGood } from './made-good';

const friday = Date.parse('2026-10-16T16:00:00Z');
const endOfMonday = Date.parse('2026-10-19T22:00:00Z');
const of = (...instants: readonly number[]) => instants.map((at) => ({ at }));

describe('a lost call', () => {
  it('is made good from the moment it was lost until the deadline, which is too late', () => {
    expect(contactThatMadeGood(friday, endOfMonday, of(friday))?.at).toBe(friday);
    expect(contactThatMadeGood(friday, endOfMonday, of(endOfMonday - 1))?.at).toBe(endOfMonday - 1);
    expect(contactThatMadeGood(friday, endOfMonday, of(endOfMonday))).toBeUndefined();
    expect(contactThatMadeGood(friday, endOfMonday, of(friday - 1))).toBeUndefined();
  });

  it('is made good by the first contact, in whatever order they are told', () => {
    const instant = fc.integer({ min: friday - 10, max: endOfMonday + 10 });
    fc.assert(
      fc.property(fc.array(instant), (instants) => {
        const within = instants.filter((at) => at >= friday && at < endOfMonday);
        const found = contactThatMadeGood(friday, endOfMonday, of(...instants));
        expect(found?.at ?? Infinity).toBe(Math.min(...within));
      }),
    );
  });
});
