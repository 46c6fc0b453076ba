import type { fr } from './fr';
import type { frCalls } from './fr-calls';
import type { frFollowupList } from './fr-followup-list';
import type { frHistory } from './fr-history';
import type { frOffice } from './fr-office';
import type { frSecretary } from './fr-secretary';
import type { frTelephony } from './fr-telephony';
import type { frWall } from './fr-wall';

/** The same keys as the French words, each with a text. */
type Texts<T> = { readonly [K in keyof T]: T[K] extends string ? string : Texts<T[K]> };

/** Every text of the frame and of what is live in one language. French is the source: others have what it names. */
export type Dictionary = Texts<typeof fr>;

/** Words that come with the pages that show them, by part. */
type Parts = {
  readonly lists: { readonly followupList: typeof frFollowupList };
  readonly history: { readonly history: typeof frHistory };
  readonly secretary: { readonly secretary: typeof frSecretary };
  readonly telephony: { readonly telephony: typeof frTelephony };
  readonly wall: { readonly wall: typeof frWall };
  readonly office: typeof frOffice;
};
/** The words of all parts, whichever page they come with. */
export type PageWords = Parts['history'] &
  Parts['lists'] &
  Parts['secretary'] &
  Parts['telephony'] &
  Parts['wall'] &
  Parts['office'];
export type WordPart = keyof Parts;
/** The words of a part, under the names that keys begin with. */
export type WordsOfPart<Part extends WordPart> = Texts<Parts[Part]>;
export type FollowupListWords = Texts<typeof frFollowupList>;
export type CallsWords = Texts<typeof frCalls>;
export type SecretaryWords = Texts<typeof frSecretary>;
export type TelephonyWords = Texts<typeof frTelephony>;
export type HistoryWords = Texts<typeof frHistory>;
export type OfficeWords = Texts<typeof frOffice>;

type Leaves<T> = { [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}` }[keyof T &
  string];

/** The path of one text. */
export type WordKey = Leaves<typeof fr> | Leaves<PageWords>;

type Trimmed<Key> = Key extends `${infer Stem}.other` ? Stem : never;

/** The path of a text that has a form for one and a form for many. */
export type PluralKey = Trimmed<WordKey>;
