import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { fileName } from './read-file';
import { queryParams, queryText, readViews } from './history-views';

describe('a named view of history', () => {
  it('is the choices of an address, whose centre it is left out, in one order', () => {
    expect(queryText({ tenant: 'place', range: 'week', clinicId: ['parc', 'durand'] })).toBe(
      'clinicId=durand&clinicId=parc&range=week',
    );
  });

  it('leads back to the same choices', () => {
    const name = fc.stringMatching(/^[a-z]{1,8}$/u);
    const value = fc.string({ minLength: 1, maxLength: 8 });
    const params = fc.dictionary(name, fc.oneof(value, fc.array(value, { minLength: 2, maxLength: 4 })));
    fc.assert(
      fc.property(params, (choices) => {
        fc.pre(!('tenant' in choices));
        expect(queryText(queryParams(queryText(choices)))).toBe(queryText(choices));
      }),
    );
  });

  it('is read as none where what is kept is nothing of ours', () => {
    expect(readViews('{"a":1}')).toEqual([]);
    expect(readViews('[{"name":1}]')).toEqual([]);
    expect(readViews('no')).toEqual([]);
    expect(readViews(null)).toEqual([]);
  });
});

describe('a file', () => {
  it('is called as the server says', () => {
    expect(fileName('attachment; filename="history-2026-10-01.csv"')).toBe('history-2026-10-01.csv');
    expect(fileName(null)).toBe('vigie');
  });
});
