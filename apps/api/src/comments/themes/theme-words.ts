import type { CommentTheme } from '@vigie/contracts';

/** Words by theme: a star at the end stands for any ending, several words for words that follow each other. */
export type ThemeWords = { readonly [theme: string]: readonly string[] };

/** Vigie's own words of one language. */
export type LanguageWords = { readonly [theme in CommentTheme]: readonly string[] };
