/** A stretch of a text: from the first to behind the last character. */
export type Span = { readonly start: number; readonly end: number };

/** A word of a text: where it stands, and how it reads without accents, in small letters. */
export type Word = Span & {
  readonly text: string;
  readonly plain: string;
};

const wordShape = /[\p{L}\p{M}]+/gu;

/** A text in small letters without accents. */
export const plainOf = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('œ', 'oe').replaceAll('ß', 'ss');

/** The words of a text, in order. */
export function wordsOf(text: string): readonly Word[] {
  return [...text.matchAll(wordShape)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    text: match[0],
    plain: plainOf(match[0]),
  }));
}
