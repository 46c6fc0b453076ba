import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { CsvLines, type CsvLine } from './csv-lines';
import { splitRecord } from './csv-record';

function read(lines: readonly (string | null)[], width: number, separator = ','): CsvLine[] {
  const reading = new CsvLines(separator, width, 1);
  return [...lines.flatMap((line) => [...reading.push(line)]), ...reading.end()];
}
const row = (line: number, ...cells: string[]): CsvLine => ({ kind: 'row', line, cells });
const bad = (line: number, problem: string): CsvLine => ({ kind: 'bad', line, problem });

describe('a record of a table', () => {
  it('is taken apart as it was put together, whatever is in it', () => {
    const cells = fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', ';', '\n', ' ', 'é') }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(cells, fc.constantFrom(',', ';', '\t'), (values, separator) => {
        const text = values.map((value) => `"${value.replaceAll('"', '""')}"`).join(separator);
        expect(splitRecord(text, separator)).toEqual({ kind: 'cells', cells: values });
      }),
    );
  });

  it('may have empty fields at its ends, and quotes around any', () => {
    expect(splitRecord(',"b",', ',')).toEqual({ kind: 'cells', cells: ['', 'b', ''] });
    expect(splitRecord('""', ',')).toEqual({ kind: 'cells', cells: [''] });
    expect(splitRecord('', ',')).toEqual({ kind: 'cells', cells: [''] });
  });
});

describe('lines of a table', () => {
  it('make rows, each by the line it begins on; lines and rows of nothing are none', () => {
    const lines = ['a,b', '', '"c', 'd","e ""f"""', '  ', ',', 'g,h'];
    expect(read(lines, 2)).toEqual([row(1, 'a', 'b'), row(3, 'c\nd', 'e "f"'), row(7, 'g', 'h')]);
  });

  it('that are no row cost themselves alone', () => {
    expect(read(['a', 'b,b', 'c,c,c', null, 'd,d'], 2)).toEqual([
      bad(1, 'has 1 fields instead of 2'),
      row(2, 'b', 'b'),
      bad(3, 'has 3 fields instead of 2'),
      bad(4, 'the line is longer than 64 KB'),
      row(5, 'd', 'd'),
    ]);
    expect(read(['a,"b"c', 'd,d"', 'e,e'], 2)).toEqual([
      bad(1, 'something follows the quote that ends a field'),
      bad(2, 'a quote stands inside a field that does not begin with one'),
      row(3, 'e', 'e'),
    ]);
  });

  it('after a quote that is never closed are read all the same', () => {
    const others = Array.from({ length: 200 }, (_, index) => `${index},x`);
    const rows = others.map((_, index) => row(index + 2, String(index), 'x'));
    const problem = bad(1, 'a quote is opened and not closed');
    expect(read(['a,"b', ...others], 2)).toEqual([problem, ...rows]);
    expect(read(['a,"b', '0,x'], 2)).toEqual([
      bad(1, 'a quote is opened and never closed'),
      row(2, '0', 'x'),
    ]);
    const closedElsewhere = read(['a,"b', '0,x', '1,"y"'], 2);
    expect(closedElsewhere).toEqual([
      bad(1, 'something follows the quote that ends a field'),
      row(2, '0', 'x'),
      row(3, '1', 'y'),
    ]);
  });

  it('give every line once, as a row or as bad, whatever they are', () => {
    const line = fc.string({ unit: fc.constantFrom('a', '"', ','), maxLength: 6 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 80 }), (lines) => {
        const taken = read(lines, 2);
        const starts = taken.map((item) => item.line);
        expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
        for (const item of taken) if (item.kind === 'row') expect(item.cells).toHaveLength(2);
      }),
    );
  });
});
