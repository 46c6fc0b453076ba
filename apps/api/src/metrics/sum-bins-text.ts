import type { WaitBins } from '@vigie/metrics';

const minus = 45;
const zero = 48;

/**
 * The sum of stored wait bins written behind each other, `code,count,code,count…`: a code may come any number of
 * times, empty lists leave commas behind, and a count may be negative. Reads digit by digit, since a year of a centre
 * is millions of them.
 */
export function sumBinsText(text: string): WaitBins {
  const counts = new Map<number, number>();
  let code: number | undefined;
  let value: number | undefined;
  let sign = 1;
  for (let at = 0; at <= text.length; at += 1) {
    const character = text.charCodeAt(at);
    if (character >= zero) value = (value ?? 0) * 10 + character - zero;
    else if (character === minus) sign = -1;
    else if (value !== undefined) {
      if (code === undefined) code = value;
      else {
        counts.set(code, (counts.get(code) ?? 0) + sign * value);
        code = undefined;
      }
      value = undefined;
      sign = 1;
    }
  }
  return toWaitBins(counts);
}

/** Counts by code as wait bins: in order, without those that came to nothing. */
export function toWaitBins(counts: ReadonlyMap<number, number>): WaitBins {
  return [...counts]
    .filter(([, count]) => count !== 0)
    .sort(([one], [other]) => one - other)
    .flat();
}
