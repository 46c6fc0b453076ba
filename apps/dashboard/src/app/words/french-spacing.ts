const narrow = '\u202f';
const full = '\u00a0';

/** French typography: no line breaks before : ; ? ! % nor inside « », where the sources have plain spaces. */
export function frenchSpacing(text: string): string {
  return text
    .replaceAll(/ (?=[:%])/gu, full)
    .replaceAll(/ (?=[;?!])/gu, narrow)
    .replaceAll('« ', `«${full}`)
    .replaceAll(' »', `${full}»`)
    .replaceAll(/(\}) (?=(min|s|h|pts?)\b)/gu, `$1${full}`);
}
