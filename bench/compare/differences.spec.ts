import { describe, expect, it } from '@jest/globals';

import { differencesOf, kindsOf } from './differences';

describe('two answers to one question', () => {
  const before = { rows: [{ n: 1, rate: null }, { n: 2 }], total: 3 };

  it('are the same when every field is', () => {
    expect(differencesOf(before, structuredClone(before))).toEqual([]);
  });

  it('differ field by field, absent, added and changed', () => {
    const after = { rows: [{ n: 1, rate: 0 }, { n: 3 }], peak: 4, total: 3 };
    expect(
      differencesOf(before, after).map(({ path, ...values }) => [path, ...Object.values(values)]),
    ).toEqual([
      ['/rows/0/rate', 'null', '0'],
      ['/rows/1/n', '2', '3'],
      ['/peak', 'absent', '4'],
    ]);
  });

  it('are told by kind, however many rows they stand in', () => {
    const kinds = kindsOf(differencesOf([{ n: 1 }, { n: 2 }], [{ n: 0 }, { n: 0 }]));
    expect(kinds.map(({ field, times }) => [field, times])).toEqual([['/*/n', 2]]);
  });
});
