import { readNumber, type HomeCountry } from '../privacy/caller-number';

/**
 * One spelling for the ways a dialled number is written, by the country it is dialled in: the same line has the same
 * spelling whatever its form. Not a validation: any text has a spelling.
 */
export function canonicalNumber(number: string, country: HomeCountry): string {
  return readNumber(number, country)?.e164 ?? number.replace(/[\s.()/-]/gu, '');
}
