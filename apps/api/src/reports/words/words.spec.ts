import { describe, expect, it } from '@jest/globals';

import { reportFormat, reportLanguages, typeset } from './report-format';
import { tongueOf } from './words-of';

describe('numbers in each language', () => {
  it.each([
    ['fr', '2\u202f246', '90,9\u00a0%', '\u22121\u202f234,5', '1\u00a0min\u00a008\u00a0s'],
    ['ca', '2.246', '90,9\u00a0%', '\u22121.234,5', '1\u00a0min\u00a008\u00a0s'],
    ['es', '2246', '90,9\u00a0%', '\u22121234,5', '1\u00a0min\u00a008\u00a0s'],
    ['en', '2,246', '90.9%', '\u22121,234.5', '1\u00a0min\u00a008\u00a0s'],
  ] as const)('%s', (language, count, percent, number, duration) => {
    const format = reportFormat(language);
    expect([
      format.count(2246),
      format.percent(0.9087, 1),
      format.number(-1234.5, 1),
      format.duration(68_000),
    ]).toEqual([count, percent, number, duration]);
  });

  it('writes a whole million in threes, a minute without seconds, and no minus before nothing', () => {
    const format = reportFormat('fr');
    expect(format.count(1_234_567)).toBe('1\u202f234\u202f567');
    expect(format.duration(60_000)).toBe('1\u00a0min');
    expect(format.number(-0.04, 1)).toBe('0,0');
  });

  it('names months and days', () => {
    expect(
      reportLanguages.map((each) => reportFormat(each).monthOfYear('2026-10').replaceAll('\u00a0', ' ')),
    ).toEqual(['octobre 2026', 'octubre del 2026', 'October 2026', 'octubre de 2026']);
    expect(reportLanguages.map((each) => reportFormat(each).weekday(0))).toEqual([
      'lundi',
      'dilluns',
      'Monday',
      'lunes',
    ]);
    const { words, format } = tongueOf('ca');
    expect([words.inMonth(format, '2026-09', false), words.inMonth(format, '2026-10', false)]).toEqual([
      'al setembre',
      'a l’octubre',
    ]);
  });
});

describe('French typography', () => {
  it('lets no line end before a sign or inside quotes', () => {
    expect(typeset('fr', 'marge : 77 à 86 % ; « oui » ?')).toBe(
      'marge\u00a0: 77 à 86\u00a0%\u202f; «\u00a0oui\u00a0»\u202f?',
    );
    expect(typeset('en', 'a ; b')).toBe('a ; b');
  });

  it('uses the apostrophe of books', () => {
    for (const language of reportLanguages) {
      const { words } = tongueOf(language);
      expect([language, JSON.stringify(words).match(/\w'\w/u)]).toEqual([language, null]);
    }
  });
});

describe('the words', () => {
  it('are there in every language, none of them English by accident', () => {
    const english = JSON.stringify(tongueOf('en').words);
    for (const language of ['fr', 'ca', 'es'] as const) {
      const { words } = tongueOf(language);
      const same = Object.keys(words.items).filter((key) => english.includes(`"${words.items[key]}"`));
      expect([language, same]).toEqual([language, []]);
      expect(words.method.paragraphs).toHaveLength(tongueOf('en').words.method.paragraphs.length);
    }
  });
});
