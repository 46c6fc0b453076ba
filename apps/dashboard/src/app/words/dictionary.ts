import type { fr } from './fr';

/** The same keys as the French words, each with a text. */
type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** Every text of the pages in one language. French is the source: what it names, the others must have. */
export type Dictionary = Texts<typeof fr>;

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T &
  string];

/** The path of one text. */
export type WordKey = Leaves<typeof fr>;

type Trimmed<Key> = Key extends `${infer Stem}.other` ? Stem : never;

/** The path of a text that has a form for one and a form for many. */
export type PluralKey = Trimmed<WordKey>;
