import { namesIn } from './scrub-names';

/** Stands where something was taken out. */
export const takenOut = '[…]';

const longest = 2_000;

const months =
  'janvier|fevrier|février|mars|avril|mai|juin|juillet|aout|août|septembre|octobre|novembre|decembre|décembre|' +
  'gener|febrer|març|abril|maig|juny|juliol|agost|setembre|octubre|desembre|' +
  'enero|febrero|marzo|mayo|junio|julio|agosto|septiembre|noviembre|diciembre|' +
  'january|february|march|april|may|june|july|august|september|october|november|december';
const numberWords =
  'zero|zéro|un|une|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|vingt|trente|' +
  'quarante|cinquante|soixante|cent|mille|dos|tres|cinc|sis|set|vuit|nou|deu|vint|trenta|quaranta|cinquanta|seixanta|' +
  'setanta|vuitanta|noranta|uno|cuatro|cinco|seis|siete|ocho|nueve|diez|veinte|treinta|cuarenta|cincuenta|sesenta|setenta|' +
  'ochenta|noventa|one|two|three|four|five|seven|eight|nine|ten|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety';

/** In this order: a longer thing before what it is made of. */
const patterns: readonly RegExp[] = [
  /\b(?:https?|ftp):\/\/\S+/giu,
  /\bwww\.\S+/giu,
  /[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\]|\s(?:arobase|arroba|at)\s)\s?[\p{L}\p{N}-]+(?:\s?(?:\.|\spoint\s|\spunt\s|\spunto\s|\sdot\s)\s?[\p{L}\p{N}-]+)+/giu,
  /@[\p{L}\p{N}._-]{2,}/gu,
  /\b[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.(?:fr|com|cat|es|org|net|eu|ad|info|io|be|ch|re|app|health)\b(?:\/\S*)?/giu,
  // A day with its month, by name or by number, and its year where there is one.
  new RegExp(
    `\\b\\p{Nd}{1,2}(?:er|st|nd|rd|th)?\\s*(?:de\\s+|d['’]\\s?|of\\s+)?(?:${months})(?!\\p{L})(?:,?\\s*(?:de\\s+|del\\s+)?\\p{Nd}{2,4})?`,
    'giu',
  ),
  new RegExp(`\\b(?:${months})\\s+\\p{Nd}{1,2}(?:st|nd|rd|th)?\\b(?:,?\\s*\\p{Nd}{4})?`, 'giu'),
  // Identity and health cards: letters among digits.
  /\b(?=[\p{L}\p{Nd}]*\p{Nd}{4})[\p{L}\p{Nd}]{6,}\b/gu,
  // Any number of four digits or more, however it is cut: telephone, social security, card, address, year.
  /\+?\p{Nd}(?:[\s.,\-–/()_]{0,3}\p{Nd}){3,}(?:\s?\p{L}\b)?/gu,
  new RegExp(
    `\\b(?:${numberWords})(?:[\\s,.-]+(?:et\\s+|i\\s+|y\\s+|and\\s+)?(?:${numberWords})){3,}(?!\\p{L})`,
    'giu',
  ),
];

/**
 * What may be kept of what a patient wrote: without names (after civilities, introductions and roles; common first names;
 * words with a capital inside a sentence), numbers of four digits or more (telephone, social security, dates), e-mail and
 * web addresses. Rules, not understanding: what no rule knows stays. At most 2,000 characters; empty when nothing is left.
 */
export function scrubComment(text: string): string {
  let scrubbed = plainSpaces(text.normalize('NFKC').slice(0, longest));
  for (const pattern of patterns) scrubbed = scrubbed.replace(pattern, takenOut);
  scrubbed = withoutSpans(scrubbed, namesIn(scrubbed));
  const whole = scrubbed
    .replace(/(?:\[…\][\s,;.'’-]*){2,}/gu, `${takenOut} `)
    .replace(/ +/gu, ' ')
    .trim();
  return /\p{L}/u.test(whole) ? whole : '';
}

/** One line, without characters that show nothing or turn the text round. */
function plainSpaces(text: string): string {
  return text.replace(/\s+/gu, ' ').replace(/[\p{C}]/gu, '');
}

function withoutSpans(text: string, spans: readonly { start: number; end: number }[]): string {
  let result = '';
  let at = 0;
  for (const { start, end } of spans) {
    if (end <= at) continue;
    result += `${text.slice(at, Math.max(at, start))}${takenOut}`;
    at = end;
  }
  return result + text.slice(at);
}
