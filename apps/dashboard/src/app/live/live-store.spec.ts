import { describe, expect, it } from '@jest/globals';

import { aClinic } from '../testing/sample-board';
import { nextTroubleList } from './live-store';

const clinics = (ranks: Readonly<Record<string, number | null>>) =>
  Object.fromEntries(Object.entries(ranks).map(([id, troubleRank]) => [id, aClinic(id, { troubleRank })]));

describe('the list of clinics in trouble', () => {
  it('has the order of the server', () => {
    const input = { clinics: clinics({ a: 1, b: 0, c: null }), held: false };
    expect(nextTroubleList(undefined, input)).toEqual(['b', 'a']);
    expect(nextTroubleList(['b', 'a'], { clinics: clinics({ a: 0, b: 1 }), held: false })).toEqual([
      'a',
      'b',
    ]);
  });

  it('moves nothing while the pointer is on it, and lets newcomers stand at the end', () => {
    const held = { clinics: clinics({ a: 1, b: null, c: 0 }), held: true };
    expect(nextTroubleList(['b', 'a'], held)).toEqual(['b', 'a', 'c']);
    expect(nextTroubleList(['b', 'a', 'c'], { ...held, held: false })).toEqual(['c', 'a']);
  });

  it('lets go of a clinic that is no more', () => {
    expect(nextTroubleList(['b', 'a'], { clinics: clinics({ a: 0 }), held: true })).toEqual(['a']);
  });
});
