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

  it.each(['1,73E+09', '1.73E+09', '1E+12', '1,795939e+9', '1795766400123450', '1795766400,1'])(
    'with the id %s, which a spreadsheet has rounded, are refused with what to do',
    (text) => {
      expect(problemOf(text, (cells) => cells.id('x'))).toBe(
        'x: is a number that a spreadsheet has rounded: format the column as text, fill it again and save the file anew',
      );
    },
  );

  it.each(['#N/A', '#REF!', '#NOM?', '#¡VALOR!', '#####', '#DIV/0!'])(
    'with the id %s of a formula that failed are refused: it would be one id for many calls',
    (text) => {
      expect(problemOf(text, (cells) => cells.id('x'))).toContain('a formula that failed');
    },
  );

  it('with names are one name however a computer writes its accents', () => {
    expect(reader({ x: 'Me\u0301decine' }).id('x')).toBe('M\u00e9decine');
  });

  it.each([
    ['00:02:05', 125_000],
    ['1:00:00,5', 3_600_500],
    ['1 234', 1_234_000],
    ['1\u202f234,5', 1_234_500],
    ['1.234,5', 1_234_500],
  ])('with a duration may have it as a spreadsheet shows it: %s', (text, ms) => {
    expect(reader({ x: text }).seconds('x')).toBe(ms);
  });

  it.each(['1:30', '-5', '00:61:00', '1.234', '12 34', '1,234,5'])(
    'with the duration %s tell none that is sure',
    (text) => {
      const read = reader({ x: text }).seconds('x');
      expect(text === '1.234' ? read === 1234 : read === undefined).toBe(true);
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
