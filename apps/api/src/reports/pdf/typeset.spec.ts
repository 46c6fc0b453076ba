import { beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { reportFonts, type Fonts } from './fonts';
import { atMost, setRuns, setText, type Line } from './typeset';

let fonts: Fonts;
beforeAll(async () => {
  fonts = await reportFonts();
});
const textOf = (line: Line) => line.spans.map(({ text }) => text).join('');
const lines = (text: string, width: number) =>
  setText(text, 'regular', { fonts, size: 9, width }).map(textOf);

describe('setting lines', () => {
  it('keeps a number with its percent sign, its thousands and what it counts', () => {
    for (let width = 60; width < 200; width += 5) {
      for (const line of lines('Sur 2 246 appels, 9,1 % et 51 s : « oui » !', width)) {
        expect(line).not.toMatch(/^[%:!»]|^246|^appels|^s\b|« $/);
      }
    }
  });

  it('ends a line after a hyphen between letters, never inside a number', () => {
    expect(lines('rendez-vous', 40)).toEqual(['rendez-', 'vous']);
    expect(lines('ce mois-ci', 40)).toEqual(['ce ', 'mois-ci']);
    expect(lines('de 77-86 % ici', 45)).toContain('77-86 % ');
  });

  it('gives figures one width, so that columns line up, and leaves hyphens theirs', () => {
    const width = (text: string) => fonts.widthOf(text, 'regular', 9);
    expect(width('111')).toBeCloseTo(width('888'), 6);
    expect(width('-')).toBeLessThan(width('1'));
  });

  it('writes what was written: no arrow for "->"', () => {
    expect(fonts.faces.regular.layout('->').glyphs).toHaveLength(2);
  });

  it('keeps bold words bold, and the comma after them beside them', () => {
    const runs = [
      { text: 'Sur 9 appels, ' },
      { text: '8 décrochés', strong: true as const },
      { text: ', vite.' },
    ];
    const [line] = setRuns(runs, { fonts, size: 9, width: 400 });
    expect(line?.spans.map(({ text, weight }) => [text, weight])).toEqual([
      ['Sur 9 appels, ', 'regular'],
      ['8 décrochés', 'bold'],
      [', vite.', 'regular'],
    ]);
  });

  it('loses no letter, and no line is wider than its column, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.integer({ min: 20, max: 300 }),
        (text, width) => {
          const set = setText(text, 'regular', { fonts, size: 9, width });
          const visible = (line: Line) => fonts.widthOf(textOf(line).trimEnd(), 'regular', 9);
          expect(set.every((line) => visible(line) <= width + 0.5)).toBe(true);
          const letters = (some: string) => some.replaceAll(/[^\p{L}\p{N}]/gu, '');
          expect(letters(set.map(textOf).join(''))).toBe(letters(text.toWellFormed().normalize('NFC')));
        },
      ),
    );
  });

  it('ends in an ellipsis what has no room', () => {
    const setting = { fonts, size: 9, width: 60 };
    const cut = atMost(setText('un deux trois quatre cinq six sept', 'regular', setting), 2, setting);
    expect(cut).toHaveLength(2);
    expect(cut.map(textOf).join('')).toMatch(/^un deux .*…$/);
    expect(cut.every((line) => line.width <= 60)).toBe(true);
  });
});
