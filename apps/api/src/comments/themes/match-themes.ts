import { surveyLanguages, type EditedThemes } from '@vigie/contracts';

import { plainOf, wordsOf } from '../scrub/words-of';
import { defaultWords, type ThemeWords } from './default-words';

/** Looks for the themes of a text; made once for a clinic's words. */
export type ThemeFinder = (text: string) => readonly string[];

type Phrase = readonly ((word: string) => boolean)[];

/** A finder of Vigie's words with those a clinic has put in their place: an empty list takes a theme's words away. */
export function themeFinder(edited: EditedThemes = {}): ThemeFinder {
  const themes = Object.entries(wordsByTheme(edited)).map(
    ([theme, words]) => [theme, words.map(toPhrase)] as const,
  );
  return (text) => {
    const words = wordsOf(text).map(({ plain }) => plain);
    return themes.flatMap(([theme, phrases]) =>
      phrases.some((phrase) => isIn(words, phrase)) ? [theme] : [],
    );
  };
}

function wordsByTheme(edited: EditedThemes): ThemeWords {
  const all: Record<string, string[]> = {};
  for (const language of surveyLanguages) {
    const own: ThemeWords = defaultWords[language];
    for (const theme of new Set([...Object.keys(own), ...Object.keys(edited)])) {
      (all[theme] ??= []).push(...(edited[theme]?.[language] ?? own[theme] ?? []));
    }
  }
  return all;
}

function toPhrase(written: string): Phrase {
  return plainOf(written)
    .split(/[^\p{L}*]+/u)
    .filter((part) => part.replaceAll('*', '') !== '')
    .map((part) => {
      if (!part.endsWith('*')) return (word) => word === part;
      const beginning = part.slice(0, -1);
      return (word) => word.startsWith(beginning);
    });
}

function isIn(words: readonly string[], phrase: Phrase): boolean {
  if (phrase.length === 0) return false;
  return words.some((_, at) => phrase.every((fits, index) => fits(words[at + index] ?? '')));
}
