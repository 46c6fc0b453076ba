import { wordsOf, type Span, type Word } from './words-of';

const wordList = (text: string): ReadonlySet<string> => new Set(text.split(' '));

const numbers = wordList(
  'zero un une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize vingt vingts trente ' +
    'quarante cinquante soixante septante octante nonante cent cents mil mille milles ' +
    'u dues dos tres cinc sis set vuit nou deu onze dotze tretze catorze quinze setze disset divuit dinou vint trenta ' +
    'quaranta cinquanta seixanta setanta vuitanta noranta doscents trescents ' +
    'uno cuatro cinco seis siete ocho nueve diez once doce trece quince dieciseis diecisiete dieciocho diecinueve veinte ' +
    'veintiuno veintidos veintitres treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento cientos ' +
    'quinientos seiscientos setecientos ochocientos novecientos ' +
    'oh one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen ' +
    'eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred thousand double triple',
);
const ordinals = wordList(
  'premier primer primero first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth ' +
    'fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth',
);
const months = wordList(
  'janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre ' +
    'gener febrer marc abril maig juny juliol agost setembre octubre desembre ' +
    'enero febrero marzo mayo junio julio agosto septiembre noviembre diciembre ' +
    'january february march april may june july august september october november december',
);
const between = wordList('et i y and de del d of the');

/** Four words of a number in a row are somebody's; so is a day with its month and a year of two words or more. */
const tellingWords = 4;
const tellingYear = 2;
const joint = /^[\s,.\-–’']{1,3}$/u;

/** Numbers and dates that are spelt in words, in the four languages. */
export function spokenNumbersIn(text: string): readonly Span[] {
  const words = wordsOf(text);
  const spans: Span[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const said = stretchFrom(text, words, at);
    if (said === null) continue;
    if (said.isTelling) spans.push(said.span);
    at = said.last;
  }
  return spans;
}

type Stretch = { readonly span: Span; readonly last: number; readonly isTelling: boolean };

/** What of a number is said from a word on: words of numbers, months, and the small words between them. */
function stretchFrom(text: string, words: readonly Word[], from: number): Stretch | null {
  const first = words[from] as Word;
  if (!isNumber(first)) return null;
  let end = from + 1;
  while (end < words.length && isJoined(text, words, end) && isPart(words[end] as Word)) end += 1;
  while (between.has((words[end - 1] as Word).plain)) end -= 1;
  const last = end - 1;
  const span = { start: first.start, end: (words[last] as Word).end };
  return { span, last, isTelling: isTelling(words.slice(from, end)) };
}

function isTelling(words: readonly Word[]): boolean {
  const said = [0];
  for (const word of words) {
    if (months.has(word.plain)) said.push(0);
    else if (isNumber(word)) said.push((said.pop() ?? 0) + 1);
  }
  const [count = 0, ...afterMonth] = said;
  return count >= tellingWords || afterMonth.some((year) => year >= tellingYear);
}

const isPart = (word: Word): boolean => isNumber(word) || months.has(word.plain) || between.has(word.plain);

const isNumber = ({ plain }: Word): boolean => numbers.has(plain) || ordinals.has(plain);

function isJoined(text: string, words: readonly Word[], at: number): boolean {
  return joint.test(text.slice(words[at - 1]?.end ?? 0, words[at]?.start ?? 0));
}
