/**
 * One spelling for the ways a number is written: formatting dropped, `00` read as `+`, and the French country code as
 * the national `0`. Other countries keep their code. Not a validation: any text has a spelling.
 */
export function canonicalNumber(number: string): string {
  const bare = number.replace(/[\s.()/-]/gu, '');
  const international = bare.startsWith('00') ? `+${bare.slice(2)}` : bare;
  return international.startsWith('+33') ? `0${international.slice(3).replace(/^0/u, '')}` : international;
}
