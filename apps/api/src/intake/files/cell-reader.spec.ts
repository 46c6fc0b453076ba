import { describe, expect, it } from '@jest/globals';

import { CellReader } from './cell-reader';

const reader = (cells: Readonly<Record<string, string>>): CellReader =>
  new CellReader({ kind: 'row', line: 2, cell: (column) => cells[column] });
const problemOf = (text: string, read: (cells: CellReader) => unknown): string | null => {
  const cells = reader({ x: text });
  read(cells);
  return cells.problem;
};

describe('cells', () => {
  it('that are empty say nothing, whatever they would be', () => {
    const cells = reader({ x: '  ' });
    expect([
      cells.text('x'),
      cells.id('x'),
      cells.language('x'),
      cells.yesNo('x'),
      cells.seconds('x'),
      cells.integer('x', 1, 5),
      cells.comment('y'),
    ]).toEqual(Array(7).fill(undefined));
    expect(cells.problem).toBeNull();
  });

  it.each([
    ['yes', true],
    ['Oui', true],
    ['1', true],
    ['TRUE', true],
    ['sí', true],
    ['no', false],
    ['non', false],
    ['0', false],
    ['VRAI', true],
    ['FAUX', false],
    ['VERDADERO', true],
    ['FALSO', false],
    ['CERT', true],
    ['FALS', false],
  ])('%s is %s', (text, value) => {
    expect(reader({ x: text }).yesNo('x')).toBe(value);
  });

  it('hold seconds with a point or a comma, to the millisecond', () => {
    expect(reader({ x: '67.2199' }).seconds('x')).toBe(67_220);
    expect(reader({ x: '12,5' }).seconds('x')).toBe(12_500);
    expect(reader({ x: '604800' }).seconds('x')).toBe(604_800_000);
    for (const text of ['-1', '1e3', '12:30', '604801', 'NaN']) {
      expect(problemOf(text, (cells) => cells.seconds('x'))).toBe(
        'x: must be a number of seconds, at most a week',
      );
    }
  });

  it('hold whole numbers of a range, also as spreadsheets write them', () => {
    expect(reader({ x: '4' }).integer('x', 1, 5)).toBe(4);
    expect(reader({ x: '4.0' }).integer('x', 1, 5)).toBe(4);
    expect(reader({ x: '0' }).integer('x', 0, 10)).toBe(0);
    for (const text of ['0', '6', '4.5', 'four', '٤']) {
      expect(problemOf(text, (cells) => cells.integer('x', 1, 5))).toBe(
        'x: must be a whole number from 1 to 5',
      );
    }
  });

  it('with ids hold no control character, nothing that is not UTF-8, and are not endless', () => {
    expect(reader({ x: ' rendez-vous ' }).id('x')).toBe('rendez-vous');
    expect(problemOf('a\u0001', (cells) => cells.id('x'))).toContain('control characters');
    expect(problemOf('a'.repeat(129), (cells) => cells.id('x'))).toContain('at most 128');
    expect(problemOf('caf\uFFFD', (cells) => cells.id('x'))).toBe('x: is not UTF-8');
    expect(problemOf('', (cells) => cells.requiredId('x'))).toBe('x: is required');
  });

  it.each(['1,73E+09', '1.73E+09', '1E+12', '1,795939e+9'])(
    'with the id %s, which a spreadsheet has rounded, are refused with what to do',
    (text) => {
      expect(problemOf(text, (cells) => cells.id('x'))).toBe(
        'x: is a number that a spreadsheet has rounded: format the column as text, fill it again and save the file anew',
      );
    },
  );

  it('with comments may have lines, and are not endless', () => {
    expect(reader({ x: 'merci\nbien' }).comment('x')).toBe('merci\nbien');
    expect(problemOf('a'.repeat(2001), (cells) => cells.comment('x'))).toBe(
      'x: is longer than 2000 characters',
    );
    expect(problemOf('a\0b', (cells) => cells.comment('x'))).toBe('x: holds a NUL');
  });

  it('tell the first thing that is wrong with their row', () => {
    const cells = reader({ a: 'maybe', b: '9' });
    cells.yesNo('a');
    cells.integer('b', 1, 5);
    expect(cells.problem).toBe('a: must be yes or no');
  });
});
