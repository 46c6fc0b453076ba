import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { sliceJsonArray } from './json-slices';

describe('the text of each element of an array', () => {
  it('is exactly what was sent', () => {
    const text = ' [ {"a": 9007199254740993, "a": "],[\\"\\\\"} ,1e309, [[1],{"b":[]}], "x,y" ] ';
    expect(sliceJsonArray(text)).toEqual([
      '{"a": 9007199254740993, "a": "],[\\"\\\\"}',
      '1e309',
      '[[1],{"b":[]}]',
      '"x,y"',
    ]);
  });

  it('is found for every array', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 4 })), fc.constantFrom(0, 2), (values, indent) => {
        const slices = sliceJsonArray(JSON.stringify(values, null, indent));
        expect(slices.map((slice) => JSON.parse(slice) as unknown)).toEqual(
          JSON.parse(JSON.stringify(values)),
        );
      }),
    );
  });

  it('is found at a depth at which recursion would fail', () => {
    const deep = '['.repeat(200_000) + ']'.repeat(200_000);
    expect(sliceJsonArray(`[1,${deep},2]`).map(({ length }) => length)).toEqual([1, 400_000, 1]);
  });
});
