import type { Span } from './words-of';

const token = /[\p{L}\p{N}][\p{L}\p{N}._-]*/gu;

/**
 * Names of accounts, as nobody else writes words: parts joined by points or underscores, of which one is digits
 * ("lucette.mamie.42"), or joined by an underscore ("mamie_lucette").
 */
export function handlesIn(text: string): readonly Span[] {
  return [...text.matchAll(token)]
    .filter(([word]) => isHandle(word))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function isHandle(word: string): boolean {
  if (!/\p{L}{3}/u.test(word)) return false;
  return /\p{L}_[\p{L}\p{N}]/u.test(word) || (/^\p{L}/u.test(word) && /[._]\p{N}/u.test(word));
}
