import { type EditedThemes, type SurveyLanguage, surveyLanguages } from '@vigie/contracts';

import { plainOf, wordsOf } from '../scrub/words-of';
import { caWords } from './ca-words';
import { enWords } from './en-words';
import { esWords } from './es-words';
import { frWords, type LanguageWords } from './fr-words';

/** Words by theme, Vigie's own and those of a centre. */
type ThemeWords = { readonly [theme: string]: readonly string[] };

/**
 * The words Vigie looks for, without accents and in small letters. They name a subject, never a feeling.
 */
export const defaultWords: { readonly [language in SurveyLanguage]: LanguageWords } = {
  fr: frWords,
  ca: caWords,
  es: esWords,
  en: enWords,
};

/** Looks for the themes of a text by the words of its language; by those of all languages where it is not known. */
export type ThemeFinder = (text: string, language: string | null) => readonly string[];

type Phrase = readonly ((word: string) => boolean)[];
type Themes = ReadonlyMap<string, readonly Phrase[]>;

/** A finder of Vigie's words with those a clinic has put in their place: an empty list takes a theme's words away. */
export function themeFinder(edited: EditedThemes = {}): ThemeFinder {
  const byLanguage = new Map<string, Themes>(
    surveyLanguages.map((language) => [language, themesOf(language, edited)]),
  );
  return (text, language) => {
    const own = byLanguage.get(language ?? '');
    const words = wordsOf(text).map(({ plain }) => plain);
    const found = (own === undefined ? [...byLanguage.values()] : [own]).flatMap((themes) =>
      [...themes].flatMap(([theme, phrases]) =>
        phrases.some((phrase) => isIn(words, phrase)) ? [theme] : [],
      ),
    );
    return [...new Set(found)];
  };
}

function themesOf(language: SurveyLanguage, edited: EditedThemes): Themes {
  const own: ThemeWords = defaultWords[language];
  const names = new Set([...Object.keys(own), ...Object.keys(edited)]);
  return new Map(
    [...names].map((theme) => [theme, (edited[theme]?.[language] ?? own[theme] ?? []).map(toPhrase)]),
  );
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
