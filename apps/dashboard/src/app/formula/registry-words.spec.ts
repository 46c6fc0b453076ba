import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { ca } from '../words/ca';
import { en } from '../words/en';
import { fr } from '../words/fr';
import type { FormulaKey } from './formula-request';

/** The page that is written from the registry, and held against it by every test run. */
const page = readFileSync(join(import.meta.dirname, '../../../../../docs/metrics.md'), 'utf8');
const formulaOf = (name: string): string | undefined =>
  page
    .split('\n')
    .map((line) => line.split(' | '))
    .find(([first]) => first === `| \`${name}\``)?.[2];

/**
 * The formula of the registry that each card puts into words. A formula that changes fails here, until its three cards
 * have been read again and the text below is that of the registry.
 */
const worded: readonly (readonly [name: string, formula: string, card: FormulaKey])[] = [
  ['answerRate', 'answered ÷ (answered + unanswered)', 'answerRate'],
  ['coveredAnswered', 'answered − answeredOutsideHours', 'coveredAnswered'],
  ['coveredUnansweredRate', 'unanswered ÷ (coveredAnswered + unanswered)', 'coveredUnansweredRate'],
];

describe('the words of a formula', () => {
  it.each(worded)('%s are those of the registry', (name, formula, card) => {
    expect(formulaOf(name)).toBe(formula);
    for (const words of [fr, ca, en]) {
      const { how, without } = words.formula.cards[card];
      expect(how).not.toBe('');
      expect(without).not.toBe('');
    }
  });

  it('name as many terms as the registry does, in every language', () => {
    const terms = (text: string) => text.split(/[÷+−]/u).length;
    for (const [name, , card] of worded.slice(1))
      for (const words of [fr, ca, en])
        expect([name, terms(words.formula.cards[card].how)]).toEqual([name, terms(formulaOf(name) ?? '')]);
  });
});
