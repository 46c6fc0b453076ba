import { civilities, commonWords, introductions, particles, roles, shortCivilities } from './civilities';
import { firstNames, properWords } from './first-names';
import { wordsOf, type Word } from './words-of';

type Span = { readonly start: number; readonly end: number };

const longestName = 4;
const capital = /^\p{Lu}/u;
/** Nothing but spaces, apostrophes, hyphens and the point of an abbreviation stands between the words of a name. */
const joint = /^[\s.'’\-–]{0,3}$/u;
const sentenceEnd = /[.!?…:;\n"«»()–-]\s*$/u;

/** Where persons are named in a text, as far as rules can tell: rather a word too many than a name too few. */
export function namesIn(text: string): readonly Span[] {
  const words = wordsOf(text);
  const shouted = isShouted(words);
  const spans = words.flatMap((word, at) => {
    const announced = announcedAt({ text, words, shouted }, at);
    if (announced !== null) return [announced];
    return isBareName({ text, words, shouted }, at) ? [{ start: word.start, end: word.end }] : [];
  });
  return spans;
}

type Scene = { readonly text: string; readonly words: readonly Word[]; readonly shouted: boolean };

/** The name that the word at `at` announces: a civility, a role, or an introduction that ends there. */
function announcedAt(scene: Scene, at: number): Span | null {
  const { words, shouted } = scene;
  const { plain } = words[at] as Word;
  if (introductions.some((phrase) => endsWith(words, at, phrase))) return nameFrom(scene, at + 1, 2);
  if (civilities.has(plain)) return nameFrom(scene, at + 1, shouted || shortCivilities.has(plain) ? 1 : 0);
  return roles.has(plain) && !shouted ? nameFrom(scene, at + 1, 0) : null;
}

const endsWith = (words: readonly Word[], at: number, phrase: readonly string[]): boolean =>
  phrase.every((part, index) => words[at - phrase.length + 1 + index]?.plain === part);

/** Words with a capital from there on, small words of names among them; so many of the first may be without. */
function nameFrom(scene: Scene, from: number, inSmallLetters: number): Span | null {
  const { words } = scene;
  let last: Word | undefined;
  for (let at = from; at < from + longestName && isJoined(scene, at); at += 1) {
    const word = words[at] as Word;
    if (isNamed(scene, word) || (at < from + inSmallLetters && isUncommon(word))) last = word;
    else if (!leadsOn(scene, at)) break;
  }
  const first = words[from];
  return last === undefined || first === undefined ? null : { start: first.start, end: last.end };
}

/** A small word of names, with a capital close behind it. */
const leadsOn = (scene: Scene, at: number): boolean =>
  particles.has(scene.words[at]?.plain ?? '') &&
  [at + 1, at + 2].some((next) => isNamed(scene, scene.words[next]));

function isJoined({ text, words }: Scene, at: number): boolean {
  const [before, word] = [words[at - 1], words[at]];
  return before !== undefined && word !== undefined && joint.test(text.slice(before.end, word.start));
}

const isNamed = ({ shouted }: Scene, word: Word | undefined): boolean =>
  word !== undefined && capital.test(word.text) && (!shouted || isUncommon(word));

const isUncommon = ({ plain }: Word): boolean => !commonWords.has(plain) && !civilities.has(plain);

/** A word with a capital inside a sentence, or a common first name anywhere. */
function isBareName({ text, words, shouted }: Scene, at: number): boolean {
  const word = words[at] as Word;
  if (shouted || !capital.test(word.text) || properWords.has(word.plain)) return false;
  if (firstNames.has(word.plain)) return true;
  const before = text.slice(0, word.start);
  if (before.trim() === '' || sentenceEnd.test(before)) return false;
  return !isAcronym(word.text) && isUncommon(word);
}

const isAcronym = (word: string): boolean => word.length <= 4 && word === word.toUpperCase();

/** Written in capitals throughout: a capital then tells nothing. */
function isShouted(words: readonly Word[]): boolean {
  const long = words.filter(({ text }) => text.length > 2);
  return long.length > 2 && long.filter(({ text }) => text === text.toUpperCase()).length > long.length * 0.6;
}
