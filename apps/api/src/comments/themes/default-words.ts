import type { CommentTheme, SurveyLanguage } from '@vigie/contracts';

import { caWords } from './ca-words';
import { enWords } from './en-words';
import { esWords } from './es-words';
import { frWords } from './fr-words';

/** Words by theme: a star at the end stands for any ending, several words for words that follow each other. */
export type ThemeWords = { readonly [theme: string]: readonly string[] };

/** Vigie's own words of one language. */
export type LanguageWords = { readonly [theme in CommentTheme]: readonly string[] };

/**
 * The words Vigie looks for, without accents and in small letters. They name a subject, never a feeling.
 */
export const defaultWords: { readonly [language in SurveyLanguage]: LanguageWords } = {
  fr: frWords,
  ca: caWords,
  es: esWords,
  en: enWords,
};
