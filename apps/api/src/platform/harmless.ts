/**
 * Takes the force from what a spreadsheet would run: at the beginning, whatever blanks and unseen characters stand before
 * it, and where a program that splits at every semicolon, tab or line would see a beginning.
 */
export function harmless(text: string): string {
  const marked = text.replaceAll(/(^|[;\t\r\n])([\p{Z}\p{C}]*)(?=[=+\-@＝＋－＠])/gu, `$1$2'`);
  return /^[\t\r\n]/u.test(marked) ? `'${marked}` : marked;
}
