import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { NdjsonItems, UnreadableItem, type NdjsonItem } from './ndjson-items';

function readAll(chunks: readonly Buffer[]): NdjsonItem[] {
  const items = new NdjsonItems();
  return [...chunks.flatMap((chunk) => [...items.push(chunk)]), ...items.end()];
}

describe('one event a line', () => {
  it('is the same however the bytes are cut', () => {
    const values = fc.array(fc.jsonValue({ stringUnit: 'binary' }), { maxLength: 8 });
    fc.assert(
      fc.property(values, fc.array(fc.nat(40)), fc.boolean(), (sent, cuts, finalNewline) => {
        const bytes = Buffer.from(
          sent.map((value) => JSON.stringify(value)).join('\r\n') + (finalNewline ? '\n' : ''),
        );
        const chunks: Buffer[] = [];
        let at = 0;
        for (const cut of [...cuts, bytes.length]) chunks.push(bytes.subarray(at, (at += cut)));
        const items = readAll(chunks);
        expect(items.map(({ item }) => item)).toEqual(JSON.parse(JSON.stringify(sent)));
      }),
    );
  });

  it('counts blank lines and leaves them out', () => {
    expect(readAll([Buffer.from('\n1\n\n  \n2')]).map(({ line, item }) => [line, item])).toEqual([
      [1, 1],
      [4, 2],
    ]);
  });

  it('refuses a line alone when it is no JSON, not UTF-8 or too long', () => {
    const long = Buffer.alloc(300_000, '[');
    const items = readAll([
      Buffer.from('{"a":\n'),
      Buffer.from([0x22, 0xe9, 0x22, 10]),
      long,
      long,
      Buffer.from('\n3\n'),
    ]);
    const codes = items.map(({ item }) =>
      item instanceof UnreadableItem ? item.toRead().rejection.code : item,
    );
    expect(codes).toEqual(['malformed_json', 'invalid_text', 'too_large', 3]);
  });

  it('reads a value that nests 100,000 deep', () => {
    const deep = '['.repeat(100_000) + ']'.repeat(100_000);
    expect(readAll([Buffer.from(deep)])).toHaveLength(1);
  });
});
