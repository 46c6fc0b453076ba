import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { aClinic, agentCounts } from '../testing/sample-board';
import { worstClinics } from './wall-clinics';
import { statesOf } from './wall-states';

describe('the television', () => {
  it('tells states of secretaries that add up to those present', () => {
    const states = [
      'free',
      'ringing',
      'on_call',
      'outbound',
      'wrap_up',
      'break',
      'training',
      'off_phone',
    ] as const;
    fc.assert(
      fc.property(fc.tuple(...states.map(() => fc.nat(20))), (counts) => {
        const by = Object.fromEntries(states.map((state, index) => [state, counts[index]]));
        const present = counts.reduce((sum, count) => sum + count, 0);
        const shown = statesOf(agentCounts({ ...by, present, offline: 5, unknown: 2 }));
        expect(shown.reduce((sum, { count }) => sum + count, 0)).toBe(present);
      }),
    );
  });

  it('names the worst clinics in the order of the server, none that is calm', () => {
    const clinics = {
      a: aClinic('a', { troubleRank: 1 }),
      b: aClinic('b'),
      c: aClinic('c', { troubleRank: 0 }),
      d: aClinic('d', { troubleRank: 2 }),
    };
    expect(worstClinics(clinics, 2).map(({ id }) => id)).toEqual(['c', 'a']);
  });
});
