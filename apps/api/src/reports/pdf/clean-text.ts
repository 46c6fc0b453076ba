/**
 * The text as it may stand on paper: composed characters, no control or direction marks (a name cannot turn a line
 * around), no line breaks. What remains is only ever text.
 */
export function cleanText(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .replace(/[\p{Cf}\p{Co}\p{Cn}\u034f]/gu, '')
    .replace(/[\p{Cc}\p{Zl}\p{Zp} ]+/gu, ' ')
    .trim();
}

/** Text inside XML; what is not plain ASCII as a number, so that no encoding can spoil it. */
export function xmlText(text: string): string {
  return Array.from(text, (character) =>
    /[ !#-%(-;=?-~]/.test(character) ? character : `&#${character.codePointAt(0) ?? 0xfffd};`,
  ).join('');
}
