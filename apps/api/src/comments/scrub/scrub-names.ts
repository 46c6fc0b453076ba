import {
  civilities,
  commonEndings,
  commonWords,
  farewells,
  introductions,
  openings,
  particles,
  properWords,
  roles,
  saidOfPersons,
  wordCivilities,
} from './civilities';
import { firstNames, wordNames } from './first-names';
import { wordsOf, type Span, type Word } from './words-of';

const longestName = 4;
/** Of what follows a farewell: more words than these are another sentence. */
const longestSignature = 4;
const capital = /^\p{Lu}/u;
/** Nothing but spaces, apostrophes, hyphens and the point of an abbreviation stands between the words of a name. */
const joint = /^[\s.'’\-–]{0,3}$/u;
const hyphen = /^[-–'’]$/u;
const signatureJoint = /^[\s.,;:'’\-–]{0,4}$/u;
const sentenceEnd = /[.!?…:;\n"«»()–-]\s?$/u;

/** Where persons are named in a text, as far as rules can tell: rather a word too many than a name too few. */
export function namesIn(text: string): readonly Span[] {
  const scene = sceneOf(text);
  const spans = scene.words.flatMap((_, at) => {
    const announced = announcedAt(scene, at);
    if (announced !== null) return [announced];
    return isBareName(scene, at) ? [whole(scene, at, at)] : [];
  });
  return spans.toSorted((a, b) => a.start - b.start);
}

type Scene = {
  readonly words: readonly Word[];
  /** What stands before each word; at the end what stands behind the last one. */
  readonly gaps: readonly string[];
  /** Every word has a capital, or every word is one: a capital then tells nothing. */
  readonly shouted: boolean;
};

function sceneOf(text: string): Scene {
  const words = wordsOf(text);
  const gaps = words.map(({ start }, at) => text.slice(words[at - 1]?.end ?? 0, start));
  gaps.push(text.slice(words.at(-1)?.end ?? 0));
  return { words, gaps, shouted: isShouted(words) || isTitled(words) };
}

/** The name that the word at `at` announces: an introduction or a farewell that ends there, a civility, a role. */
function announcedAt(scene: Scene, at: number): Span | null {
  const { words, shouted } = scene;
  const { plain } = words[at] as Word;
  const phrased = announcedByPhrase(scene, at);
  if (phrased !== null) return phrased;
  if (civilities.has(plain)) return nameFrom(scene, at + 1, shouted || !wordCivilities.has(plain) ? 1 : 0);
  return roles.has(plain) && !shouted ? nameFrom(scene, at + 1, 0) : null;
}

function announcedByPhrase(scene: Scene, at: number): Span | null {
  const endsHere = (phrases: Phrases): boolean => endsWithAny(scene.words, at, phrases);
  if (endsHere(introductions)) return nameFrom(scene, at + 1, longestName);
  const signature = endsHere(farewells) ? signatureFrom(scene, at + 1) : null;
  if (signature !== null) return signature;
  const opens = endsHere(openings) && isFirstName(scene.words[at + 1]) && isJoined(scene, at + 1);
  return opens ? nameFrom(scene, at + 1, longestName) : null;
}

type Phrases = readonly (readonly string[])[];

const byLastWord = new Map(
  [introductions, openings, farewells].map((phrases) => [
    phrases,
    Map.groupBy(phrases, (phrase) => phrase.at(-1) ?? ''),
  ]),
);

function endsWithAny(words: readonly Word[], at: number, phrases: Phrases): boolean {
  const candidates = byLastWord.get(phrases)?.get(words[at]?.plain ?? '') ?? [];
  return candidates.some((phrase) =>
    phrase.every((part, index) => words[at - phrase.length + 1 + index]?.plain === part),
  );
}

const isFirstName = (word: Word | undefined): boolean =>
  word !== undefined && (firstNames.has(word.plain) || wordNames.has(word.plain));

/** Words with a capital from there on, small words of names among them; so many of the first may be without. */
function nameFrom(scene: Scene, from: number, inSmallLetters: number): Span | null {
  const { words } = scene;
  let last = -1;
  for (let at = from; at < from + longestName && isJoined(scene, at); at += 1) {
    const word = words[at] as Word;
    const mayBeSmall = at < from + inSmallLetters || isHyphened(scene, at);
    if (isNamed(scene, word) || (mayBeSmall && isNoWord(scene, word))) last = at;
    else if (!leadsOn(scene, at, inSmallLetters)) break;
  }
  return last === -1 ? null : whole(scene, from, last);
}

/** All that is left of a text behind a farewell, where that is short enough for a name. */
function signatureFrom({ words, gaps }: Scene, from: number): Span | null {
  const rest = words.slice(from);
  const [first] = rest;
  const last = rest.at(-1);
  if (first === undefined || last === undefined || rest.length > longestSignature) return null;
  const isInitial = first.text.length === 1 && gaps[from + 1]?.startsWith('.') === true;
  if (commonWords.has(first.plain) && !isFirstName(first) && !isInitial) return null;
  const joined = rest.every((_, index) => signatureJoint.test(gaps[from + index] ?? ''));
  return joined ? { start: first.start, end: last.end } : null;
}

/** The words from one to another with what is hyphened to them, and the initial that may stand behind. */
function whole(scene: Scene, from: number, to: number): Span {
  const { words } = scene;
  let [first, last] = [from, to];
  while (isHyphened(scene, first) && !isElided(words[first - 1])) first -= 1;
  while (isHyphened(scene, last + 1)) last += 1;
  if (isInitial(scene, last + 1)) last += 1;
  return { start: (words[first] as Word).start, end: (words[last] as Word).end };
}

/** The capital that stands for the rest of a name: "Marguerite D." */
function isInitial(scene: Scene, at: number): boolean {
  const { text = '', plain = '' } = scene.words[at] ?? {};
  if (text.length !== 1 || !capital.test(text) || !isJoined(scene, at)) return false;
  return !commonWords.has(plain) || scene.gaps[at + 1]?.startsWith('.') === true;
}

/** An article or a preposition before an apostrophe is no part of a name: "l’Assumpta", "d’Anne". */
const isElided = (word: Word | undefined): boolean => word === undefined || word.text.length < 3;

/** A small word of names, with more of the name close behind it. */
const leadsOn = (scene: Scene, at: number, inSmallLetters: number): boolean =>
  particles.has(scene.words[at]?.plain ?? '') &&
  [at + 1, at + 2].some((next) => {
    const word = scene.words[next];
    const mayBeSmall = inSmallLetters > 1 || isHyphened(scene, next);
    return isNamed(scene, word) || (mayBeSmall && word !== undefined && isNoWord(scene, word));
  });

const isJoined = ({ words, gaps }: Scene, at: number): boolean =>
  at > 0 && words[at] !== undefined && joint.test(gaps[at] ?? '');

const isHyphened = ({ words, gaps }: Scene, at: number): boolean =>
  at > 0 && words[at] !== undefined && hyphen.test(gaps[at] ?? '');

const isNamed = ({ shouted }: Scene, word: Word | undefined): boolean =>
  word !== undefined && capital.test(word.text) && (!shouted || isUncommon(word));

const isUncommon = ({ plain }: Word): boolean =>
  !commonWords.has(plain) && !civilities.has(plain) && !roles.has(plain);

/** Neither a common word nor, in small letters, one that ends like a verb or an adjective. */
const isNoWord = ({ shouted }: Scene, word: Word): boolean =>
  isUncommon(word) &&
  !particles.has(word.plain) &&
  (firstNames.has(word.plain) || shouted || !commonEndings.test(word.plain));

/** A first name anywhere, or a word with a capital inside a sentence. */
function isBareName(scene: Scene, at: number): boolean {
  const word = scene.words[at] as Word;
  if (firstNames.has(word.plain)) return true;
  if (scene.shouted || !capital.test(word.text) || properWords.has(word.plain)) return false;
  if (startsSentence(scene, at)) {
    if (wordNames.has(word.plain)) return isSaidOfPerson(scene, at);
    return hasDoneToMe(scene, at) && isUncommon(word);
  }
  return !isAcronym(word.text) && isUncommon(word);
}

const isSaidOfPerson = (scene: Scene, at: number): boolean =>
  isJoined(scene, at + 1) && saidOfPersons.has(scene.words[at + 1]?.plain ?? '');

/** "Zoulikha m’a bien aidée": whoever does so is a person. */
const hasDoneToMe = ({ words }: Scene, at: number): boolean =>
  words[at + 1]?.plain === 'm' && ['a', 'ha', 'avait'].includes(words[at + 2]?.plain ?? '');

const startsSentence = ({ gaps }: Scene, at: number): boolean => at === 0 || sentenceEnd.test(gaps[at] ?? '');

const isAcronym = (word: string): boolean => word.length <= 4 && word === word.toUpperCase();

/** Written in capitals throughout. */
function isShouted(words: readonly Word[]): boolean {
  const long = words.filter(({ text }) => text.length > 2);
  return long.length > 2 && long.filter(({ text }) => text === text.toUpperCase()).length > long.length * 0.6;
}

/** Every Word Begins With A Capital. */
function isTitled(words: readonly Word[]): boolean {
  const long = words.filter(({ text }) => text.length > 3);
  return long.length > 3 && long.every(({ text }) => capital.test(text));
}
