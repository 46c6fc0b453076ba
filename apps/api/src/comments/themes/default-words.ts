import type { SurveyLanguage } from '@vigie/contracts';

import { caWords } from './ca-words';
import { enWords } from './en-words';
import { esWords } from './es-words';
import { frWords } from './fr-words';
import type { LanguageWords } from './theme-words';

/**
 * The words Vigie looks for, without accents and in small letters. They name a subject, never a feeling.
 */
export const defaultWords: { readonly [language in SurveyLanguage]: LanguageWords } = {
  fr: frWords,
  ca: caWords,
  es: esWords,
  en: enWords,
};
