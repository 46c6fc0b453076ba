import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';

import { quartersOf, quartersOfDay, spansOf } from './planned-spans';

describe('who is planned on a day', () => {
  it('is told by spans of the same number of secretaries', () => {
    const quarters = quartersOf([
      { span: '08:00-12:00', count: 3 },
      { span: '11:00-12:30', count: 2 },
      { span: '22:00-24:00', count: 1 },
    ]);
    expect(spansOf(quarters)).toEqual([
      { span: '08:00-11:00', count: 3 },
      { span: '11:00-12:00', count: 5 },
      { span: '12:00-12:30', count: 2 },
      { span: '22:00-24:00', count: 1 },
    ]);
  });

  it('is nobody where a plan says so, and unknown where nothing is said', () => {
    expect(spansOf(quartersOf([]))).toEqual([]);
    expect(spansOf(new Array<null>(quartersOfDay).fill(null))).toBeNull();
  });

  it('is the same plan when its spans are entered again', () => {
    const count = fc.integer({ min: 0, max: 4 });
    const plan = fc.array(count, { minLength: quartersOfDay, maxLength: quartersOfDay });
    fc.assert(fc.property(plan, (quarters) => expect(quartersOf(spansOf(quarters) ?? [])).toEqual(quarters)));
  });
});
