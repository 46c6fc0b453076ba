import { spokenNumbersIn } from './spoken-numbers';
import type { Span } from './words-of';

const months =
  'janvier|fevrier|février|mars|avril|mai|juin|juillet|aout|août|septembre|octobre|novembre|decembre|décembre|' +
  'gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|desembre|' +
  'enero|febrero|marzo|mayo|junio|julio|agosto|septiembre|noviembre|diciembre|' +
  'january|february|march|april|may|june|july|august|september|october|november|december';
const topLevels = 'fr|com|cat|es|org|net|eu|ad|info|io|be|ch|re|app|health';

/** What an e-mail's name is written with, and where a run of it begins: each run is looked at once, however long. */
const run = '[\\p{L}\\p{N}._%+-]+';
const runStart = '(?<![\\p{L}\\p{N}._%+-])';
const spokenPoint = '\\s(?:point|punt|punto|dot)\\s';
const at =
  '(?:\\s?@\\s?|\\s?[(\\[{]\\s?(?:at|arobase|arobas|arrova|arroba|@)\\s?[)\\]}]\\s?|\\s(?:arobase|arobas|arrova|arroba|at)\\s)';
const host = '[\\p{L}\\p{N}-]+';

/**
 * In this order: a longer thing before what it is made of. Every repetition is bounded, or begins where nothing of its
 * own kind stands before it: no text makes them look at the same characters again and again.
 */
const patterns: readonly RegExp[] = [
  /\b(?:https?|ftp):\/\/\S+/giu,
  /\bwww\.\S+/giu,
  // anna.puig@exemple.cat, anna punt puig (arrova) exemple punt cat, m.durand chez exemple point fr
  new RegExp(
    `${runStart}${run}(?:${spokenPoint}${run}){0,4}(?:${at}|\\schez\\s)${host}(?:(?:\\.|${spokenPoint})${host}){1,4}`,
    'giu',
  ),
  new RegExp(`${runStart}${run}@${host}`, 'giu'),
  /@[\p{L}\p{N}._-]{2,}/gu,
  new RegExp(
    `(?<![\\p{L}\\p{N}.-])[\\p{L}\\p{N}-]+(?:\\.[\\p{L}\\p{N}-]+)*\\.(?:${topLevels})\\b(?:\\/\\S*)?`,
    'giu',
  ),
  // A day with its month, by name or by number, and its year where there is one.
  new RegExp(
    `\\b\\p{Nd}{1,2}(?:er|st|nd|rd|th)?\\s?(?:de\\s|d['’]\\s?|of\\s)?(?:${months})(?!\\p{L})(?:,?\\s?(?:de\\s|del\\s)?\\p{Nd}{2,4})?`,
    'giu',
  ),
  new RegExp(`\\b(?:${months})\\s\\p{Nd}{1,2}(?:st|nd|rd|th)?\\b(?:,?\\s?\\p{Nd}{4})?`, 'giu'),
  new RegExp(
    `(?<!\\p{L})(?:premier|primer|primero|first)\\s(?:de\\s|d['’]\\s?|of\\s)?(?:${months})(?!\\p{L})`,
    'giu',
  ),
  // Where somebody lives.
  /\b\p{Nd}{1,4}(?:\s?(?:bis|ter|quater))?,?\s(?:rue|avenue|av\.?|boulevard|bd|place|all[ée]e|chemin|impasse|route|quai|cours|square)\s(?:(?:de|du|des|la|le|les|l['’]|d['’])\s?){0,3}\p{L}[\p{L}'’-]*(?:\s\p{Lu}[\p{L}'’-]*){0,3}/giu,
  /\b(?:carrer|calle|c\/|pla[çz]a|avinguda|avenida|passeig|paseo)\s?(?:(?:de|del|dels|la|las|los|el|les|l['’]|d['’])\s?){0,3}[\p{L}'’·-]+(?:\s[\p{L}'’·-]+)?,?\s?(?:n[úu]m\.?\s?)?\p{Nd}{1,4}/giu,
  /\b\p{Nd}{1,4}\s(?:[\p{L}'’-]+\s){1,3}(?:lane|street|st|road|rd|close|drive|court|crescent|terrace)\b/giu,
  // Identity and health cards: letters among digits.
  /(?<![\p{L}\p{Nd}])(?=[\p{L}\p{Nd}]*\p{Nd}{4})[\p{L}\p{Nd}]{6,}(?![\p{L}\p{Nd}])/gu,
  // Any number of four digits or more, however it is cut: telephone, social security, card, address, year.
  /\+?\p{Nd}(?:[\s.,\-–/()_*]{0,3}\p{Nd}){3,}(?:\s?\p{L}\b)?/gu,
];

/** Takes out of a text what tells who somebody is, names aside: addresses, numbers, dates. */
export function withoutIdentifiers(text: string, takenOut: string): string {
  let scrubbed = text;
  for (const pattern of patterns) scrubbed = scrubbed.replace(pattern, takenOut);
  scrubbed = withoutSpans(scrubbed, spokenNumbersIn(scrubbed), takenOut);
  return withoutSpans(scrubbed, handlesIn(scrubbed), takenOut);
}

/** The text with something else in the place of these spans, which are in order and may overlap. */
export function withoutSpans(text: string, spans: readonly Span[], takenOut: string): string {
  let result = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (end <= at) continue;
    result += `${text.slice(at, Math.max(at, start))}${takenOut}`;
    at = end;
  }
  return result + text.slice(at);
}

const token = /[\p{L}\p{N}][\p{L}\p{N}._-]*/gu;

/**
 * Names of accounts, as nobody else writes words: parts joined by points or underscores, of which one is digits
 * ("lucette.mamie.42"), or joined by an underscore ("mamie_lucette").
 */
function handlesIn(text: string): readonly Span[] {
  return [...text.matchAll(token)]
    .filter(([word]) => isHandle(word))
    .map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function isHandle(word: string): boolean {
  if (!/\p{L}{3}/u.test(word)) return false;
  return /\p{L}_[\p{L}\p{N}]/u.test(word) || (/^\p{L}/u.test(word) && /[._]\p{N}/u.test(word));
}
