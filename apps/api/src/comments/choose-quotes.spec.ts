import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { chooseQuotes, type Quotable } from './choose-quotes';

const digits = ['zéro', 'un', 'deux', 'trois', 'quatre', 'cinq', 'six', 'sept', 'huit', 'neuf'];
const some = (tone: Quotable['tone'], count: number): Quotable[] =>
  Array.from({ length: count }, (_, n) => ({
    id: `${tone}-${String(n).padStart(3, '0')}`,
    text: `Je trouve que ${digits[n % 10]} ${digits[Math.floor(n / 10) % 10]} ${tone}`,
    tone,
  }));
const tonesOf = (quotes: readonly Quotable[]) => ({
  positive: quotes.filter(({ tone }) => tone === 'positive').length,
  negative: quotes.filter(({ tone }) => tone === 'negative').length,
});

describe('the quotes of a report', () => {
  it('are at most eight, in the proportion of all respondents rather than of those who wrote', () => {
    const written = [...some('positive', 10), ...some('negative', 20)];
    expect(tonesOf(chooseQuotes(written, { positive: 90, negative: 30 }))).toEqual({
      positive: 6,
      negative: 2,
    });
    expect(tonesOf(chooseQuotes(written, { positive: 30, negative: 0 }))).toEqual({
      positive: 8,
      negative: 0,
    });
  });

  it('are fewer where one tone has few comments, and none when three cannot be made', () => {
    const answered = { positive: 20, negative: 10 };
    expect(tonesOf(chooseQuotes([...some('positive', 9), ...some('negative', 1)], answered))).toEqual({
      positive: 3,
      negative: 1,
    });
    expect(chooseQuotes([...some('positive', 1), ...some('negative', 9)], answered)).toEqual([]);
    expect(chooseQuotes(some('positive', 9), { positive: 0, negative: 0 })).toEqual([]);
    expect(chooseQuotes([], answered)).toEqual([]);
  });

  it('pass over empty words and repetitions, and are cut between words', () => {
    const said = (id: string, text: string): Quotable => ({ id, text, tone: 'positive' });
    const long = 'mot '.repeat(100).trim();
    const quotes = chooseQuotes(
      [
        said('a', 'RAS'),
        said('b', 'Très bien, merci.'),
        said('c', 'très bien  MERCI'),
        said('d', 'Rien à dire'),
        said('e', long),
      ],
      { positive: 12, negative: 0 },
    );
    expect(quotes.map(({ id }) => id)).toEqual(['b', 'd', 'e']);
    expect(quotes[2]?.text).toMatch(/^(mot )+…$/u);
    expect(quotes[2]?.text.length).toBeLessThanOrEqual(280);
  });

  it('are the same in whatever order the comments come, and within half a quote of the true proportion', () => {
    const counts = fc.record({ positive: fc.nat(60), negative: fc.nat(60) });
    fc.assert(
      fc.property(counts, counts, fc.infiniteStream(fc.nat()), (written, answered, order) => {
        const comments = [...some('positive', written.positive), ...some('negative', written.negative)];
        const mixed = comments.toSorted(() => ((order.next().value ?? 0) % 2 === 0 ? 1 : -1));
        const quotes = chooseQuotes(comments, answered);
        expect(chooseQuotes(mixed, answered)).toEqual(quotes);
        if (quotes.length === 0) return;
        expect(quotes.length).toBeGreaterThanOrEqual(3);
        const exact = (quotes.length * answered.negative) / (answered.positive + answered.negative);
        expect(Math.abs(tonesOf(quotes).negative - exact)).toBeLessThanOrEqual(0.5);
      }),
    );
  });
});
