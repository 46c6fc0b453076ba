import { basicNames, type BasicName, type Sheet } from '@vigie/contracts';

/** Something a sheet answers: one of its nine basics, or a frequent question. */
export type SheetEntry = Readonly<{
  id: string;
  question: string;
  text: string;
  reviewedOn: string | null;
  reviewBy: string | null;
}>;

/** An entry made ready to be searched, once for as long as its sheet is the one that holds. */
export type ReadyEntry = Readonly<{ entry: SheetEntry; question: string; text: string }>;

/** A piece of a text, and whether it is what was typed. */
export type MarkedPiece = Readonly<{ text: string; isMatch: boolean }>;

const word = /[\p{L}\p{N}]+/gu;
/** So heavy is a word that the question holds, against one of its answer. */
const questionWeight = 3;

/** Without case and accents. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]+/g, '')
    .toLowerCase();

/** The same with each letter in its place: marks are drawn by it. */
const plainInPlace = (text: string): string =>
  Array.from(text, (letter) => {
    const base = plain(letter);
    return base.length === letter.length ? base : letter;
  }).join('');

/** Plain ranges of letters: classes of Unicode take five times as long, and this is done for every answer of a sheet. */
const noWord = /[^a-z0-9\u00c0-\u1fff\u2c00-\uffff]+/g;
const inWords = (text: string): string => ` ${plain(text).replaceAll(noWord, ' ')}`;

/** What was typed, word for word, without accents. */
export const wordsOf = (typed: string): readonly string[] => plain(typed).match(word) ?? [];

/** Everything that a sheet answers, made ready to be searched. */
export function readySheet(
  { basics, answers }: Pick<Sheet, 'basics' | 'answers'>,
  nameOf: (name: BasicName) => string,
): readonly ReadyEntry[] {
  const entries: readonly SheetEntry[] = [
    ...basicNames.map((name) => ({ id: name, question: nameOf(name), ...basics[name] })),
    ...answers,
  ];
  return entries
    .filter(({ text }) => text.trim() !== '')
    .map((entry) => ({ entry, question: inWords(entry.question), text: inWords(entry.text) }));
}

/**
 * The entries in which a word begins with each of the words that were typed, those first that have them in the question;
 * equal ones in the order of the sheet. Nothing for nothing typed.
 */
export function searchSheet(ready: readonly ReadyEntry[], typed: string, most = 6): readonly SheetEntry[] {
  const wanted = wordsOf(typed).map((one) => ` ${one}`);
  if (wanted.length === 0) return [];
  const found: { readonly entry: SheetEntry; readonly weight: number }[] = [];
  for (const { entry, question, text } of ready) {
    let weight = 0;
    for (const one of wanted) {
      const gained = question.includes(one) ? questionWeight : text.includes(one) ? 1 : 0;
      weight = gained === 0 ? Number.NEGATIVE_INFINITY : weight + gained;
    }
    if (weight > 0) found.push({ entry, weight });
  }
  return found
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, most)
    .map(({ entry }) => entry);
}

/** A text cut where words begin as those that were typed, to be underlined there. */
export function markedPieces(text: string, typed: string): readonly MarkedPiece[] {
  const wanted = wordsOf(typed);
  const folded = plainInPlace(text);
  const pieces: MarkedPiece[] = [];
  let end = 0;
  for (const { 0: whole, index } of folded.matchAll(word)) {
    const length = Math.max(0, ...wanted.filter((one) => whole.startsWith(one)).map((one) => one.length));
    if (length === 0) continue;
    pieces.push({ text: text.slice(end, index), isMatch: false });
    pieces.push({ text: text.slice(index, index + length), isMatch: true });
    end = index + length;
  }
  pieces.push({ text: text.slice(end), isMatch: false });
  return pieces.filter((piece) => piece.text !== '');
}
