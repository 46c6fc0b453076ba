const formulaStart = '[=+\\-@＝＋－＠]';
/** The beginning of a text, or of what a program that splits at every semicolon, tab or line takes for one. */
const start = '(^|[;\\t\\r\\n])([\\p{Z}\\p{C}]*)';
const unescapedStart = new RegExp(`${start}(?='*${formulaStart})`, 'gu');
const escapedStart = new RegExp(`${start}'(?='*${formulaStart})`, 'gu');
const plainNumber = /^-?\d+(?:[.,]\d+)?%?$/u;

/**
 * Puts an apostrophe before what a spreadsheet would run as a formula: at the beginning, whatever blanks and unseen
 * characters stand before it, and at each later place that could be one. A number is left as it is.
 */
export function escapeFormulas(text: string): string {
  if (plainNumber.test(text)) return text;
  const escaped = text.replaceAll(unescapedStart, `$1$2'`);
  return /^'*[\t\r\n]/u.test(escaped) ? `'${escaped}` : escaped;
}

/** The text that {@link escapeFormulas} was given. */
export function unescapeFormulas(escaped: string): string {
  const text = /^'+[\t\r\n]/u.test(escaped) ? escaped.slice(1) : escaped;
  return text.replaceAll(escapedStart, '$1$2');
}
