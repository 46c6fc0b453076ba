import { createRequire } from 'node:module';

/** Fewest and most characters of a password: long rather than composed, and bounded so that none costs more to hash. */
const passwordLength = { least: 12, most: 256 } as const;

/** Why a password is not taken. */
export type PasswordFault = 'too_short' | 'too_long' | 'common' | 'about_oneself';

const sentences: Readonly<Record<PasswordFault, string>> = {
  too_short: `The password needs at least ${passwordLength.least} characters.`,
  too_long: `The password may have at most ${passwordLength.most} characters.`,
  common: 'This password is among the first that are tried.',
  about_oneself: 'The password is made of your name or address.',
};
/** What is written around a word to make it look like a password. */
const trimmings = /^[^\p{L}]+|[^\p{L}]+$/gu;

/** The same few characters over and over. */
const isRepeated = /^(.{1,6}?)\1+.?$/su;

type CommonWords = typeof import('@zxcvbn-ts/language-common');
let common: ReadonlySet<string> | undefined;

/** The sentence for a fault. */
export const sentenceOf = (fault: PasswordFault): string => sentences[fault];

/**
 * What is wrong with a password; null: nothing. There are no rules of composition, which make passwords guessable and
 * hard to keep: it is to be long, none of those that are tried first (also with digits and signs around it, or the
 * same few characters over and over), and not made of whom it is for.
 */
export function passwordFault(password: string, about: readonly string[]): PasswordFault | null {
  const text = comparable(password);
  const length = [...text].length;
  if (length < passwordLength.least) return 'too_short';
  if (length > passwordLength.most) return 'too_long';
  if (isCommon(text)) return 'common';
  return isAbout(text, about) ? 'about_oneself' : null;
}

/** The same password however a keyboard composes its accents. */
export function comparable(password: string): string {
  return password.normalize('NFKC');
}

function isCommon(text: string): boolean {
  const lower = text.toLowerCase();
  return (
    isRepeated.test(lower) ||
    isSequence(lower) ||
    [lower, lower.replace(trimmings, '')].some((word) => commonPasswords().has(word))
  );
}

/** `123456789012`, `abcdefghijkl` and their like, backwards too. */
function isSequence(text: string): boolean {
  const steps = [...text].slice(1).map((character, index) => {
    const step = (character.codePointAt(0) ?? 0) - (text.codePointAt(index) ?? 0);
    // After 9 comes 0.
    return step === -9 ? 1 : step;
  });
  return new Set(steps).size === 1 && Math.abs(steps[0] ?? 0) <= 1;
}

/** What is left without the words of a name or address is too little to be a password. */
function isAbout(text: string, about: readonly string[]): boolean {
  const words = about
    .flatMap((one) => one.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter(({ length }) => length > 2);
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), text.toLowerCase());
  return [...rest].length < passwordLength.least / 2 && rest.length < text.length;
}

/** Read when a password is first chosen: it is some 50,000 words. */
function commonPasswords(): ReadonlySet<string> {
  if (common === undefined) {
    const list = createRequire(import.meta.url)('@zxcvbn-ts/language-common') as CommonWords;
    common = new Set(list.dictionary['passwords-common']);
  }
  return common;
}
