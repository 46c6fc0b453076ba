import { describe, expect, it } from '@jest/globals';

import { scrubComment } from './scrub-comment';
import { inventedComments } from './testing/invented-comments';
import { ordinaryComments } from './testing/ordinary-comments';
import { plainOf } from './words-of';

const wordsOf = (text: string): readonly string[] =>
  plainOf(text.normalize('NFKC')).match(/[\p{L}\p{N}]+/gu) ?? [];
/** Of a name, "de" or an initial tells nobody; a digit does. */
const isTelling = (word: string): boolean => word.length >= 3 || /\p{N}/u.test(word);
const percent = (part: number, all: number): number => Math.round((1000 * part) / all) / 10;

/** Identifiers of which a word is left, with what was made of the comment. */
function missed(comment: string): readonly string[] {
  const kept = scrubComment(comment.replace(/[{}]/gu, ''));
  const left = new Set(wordsOf(kept));
  const beside = new Set(wordsOf(comment.replace(/\{[^}]*\}/gu, ' ')));
  return [...comment.matchAll(/\{([^}]*)\}/gu)]
    .filter(([, identifier = '']) =>
      wordsOf(identifier).some((word) => isTelling(word) && left.has(word) && !beside.has(word)),
    )
    .map(([, identifier = '']) => `${identifier}: ${kept}`);
}

describe('what is taken out of comments', () => {
  const comments = Object.values(inventedComments).flat();

  it('is nine tenths and more of what tells who somebody is, in each of the four languages', () => {
    expect(comments.length).toBeGreaterThanOrEqual(150);
    const told = Object.entries(inventedComments).map(([language, list]) => {
      const all = list.join(' ').match(/\{/gu)?.length ?? 0;
      const left = list.flatMap(missed);
      return { language, all, left, recall: percent(all - left.length, all) };
    });
    const all = told.reduce((sum, one) => sum + one.all, 0);
    const left = told.flatMap((one) => one.left);
    process.stdout.write(
      `scrubbing: ${percent(all - left.length, all)} % of ${all} identifiers in ${comments.length} comments taken out ` +
        `(${told.map(({ language, recall }) => `${language} ${recall}`).join(', ')}); left: ${left.join(' | ')}\n`,
    );
    for (const { recall } of told) expect(recall).toBeGreaterThanOrEqual(90);
  });

  it('is hardly ever a word that says something: one in a hundred at most, as before', () => {
    const lost = ordinaryComments.filter((text) => wordsOf(scrubComment(text)).length < wordsOf(text).length);
    const count = (texts: readonly string[]): number => texts.flatMap(wordsOf).length;
    const all = count(ordinaryComments);
    const gone = all - count(ordinaryComments.map(scrubComment));
    process.stdout.write(
      `scrubbing: ${percent(gone, all)} % of ${all} words in ${ordinaryComments.length} ordinary comments taken out; ` +
        `${lost.length} comments touched: ${lost.join(' | ')}\n`,
    );
    // Measured before the rules for small letters came: 1.0 % of the words, 4 comments.
    expect(percent(gone, all)).toBeLessThanOrEqual(0.9);
    expect(lost.length).toBeLessThanOrEqual(3);
  });

  it.each([
    'a.',
    '1.',
    'a',
    'un ',
    'a@',
    'Mme ',
    'merci à ',
    'a point ',
    '1 rue ',
    'Jean-',
    '٣',
    '\u0301\u0323',
  ])('is found at the same pace however long a comment goes on like %j', (piece) => {
    const quickest = (length: number): number => {
      const text = piece.repeat(length / piece.length);
      const runs = Array.from({ length: 7 }, () => {
        const from = performance.now();
        scrubComment(text);
        return performance.now() - from;
      });
      return Math.min(...runs);
    };
    // 25 times as much at the same pace takes 25 times as long; looking back at all that went before, 625 times.
    expect(quickest(50_000)).toBeLessThan(150 * Math.max(quickest(2_000), 0.02));
  });
});
