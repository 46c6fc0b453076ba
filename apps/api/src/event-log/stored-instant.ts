const zero = 48;
const minus = 45;
const colon = 58;

/**
 * Milliseconds since 1970 of a `timestamptz` as PostgreSQL writes it in a session in UTC, such as
 * `2026-11-22 08:00:05.12+00`. Much quicker than a `Date` each, where thousands of rows are read at once. Digits
 * beyond the millisecond are cut off. Throws on any other text.
 */
export function parseStoredInstant(text: string): number {
  const wellFormed =
    text.endsWith('+00') &&
    text.charCodeAt(4) === minus &&
    text.charCodeAt(7) === minus &&
    text.charCodeAt(13) === colon &&
    text.charCodeAt(16) === colon;
  if (!wellFormed) throw new RangeError('not an instant in UTC');
  const month = twoDigits(text, 5) - 1;
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2);
  const day = Date.UTC(year, month, twoDigits(text, 8));
  const seconds = (twoDigits(text, 11) * 60 + twoDigits(text, 14)) * 60 + twoDigits(text, 17);
  return day + seconds * 1000 + fractionMs(text);
}

function twoDigits(text: string, at: number): number {
  return (text.charCodeAt(at) - zero) * 10 + text.charCodeAt(at + 1) - zero;
}

/** PostgreSQL leaves out the zeros at the end of a fraction. */
function fractionMs(text: string): number {
  const end = Math.min(text.length - 3, 23);
  let ms = 0;
  let worth = 100;
  for (let at = 20; at < end; at += 1) {
    ms += (text.charCodeAt(at) - zero) * worth;
    worth /= 10;
  }
  return ms;
}
