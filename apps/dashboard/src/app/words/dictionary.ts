import type { fr } from './fr';
import type { frCalls } from './fr-calls';
import type { frHistory } from './fr-history';
import type { frTelephony } from './fr-telephony';

/** The same keys as the French words, each with a text. */
type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** Every text of the pages in one language. French is the source: what it names, the others must have. */
export type Dictionary = Texts<typeof fr>;

/** Words that come with the page that shows them; keys begin with the part's name. */
export type PageWords = { readonly history: typeof frHistory; readonly telephony: typeof frTelephony };
export type WordPart = keyof PageWords;
export type CallsWords = Texts<typeof frCalls>;
export type TelephonyWords = Texts<typeof frTelephony>;
export type HistoryWords = Texts<typeof frHistory>;

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T &
  string];

/** The path of one text. */
export type WordKey = Leaves<typeof fr> | Leaves<PageWords>;

type Trimmed<Key> = Key extends `${infer Stem}.other` ? Stem : never;

/** The path of a text that has a form for one and a form for many. */
export type PluralKey = Trimmed<WordKey>;
