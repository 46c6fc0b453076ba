import { homeCountryOf, readNumber, type HomeCountry } from '../privacy/caller-number';

/**
 * One spelling for the ways a dialled number is written, by the country it is dialled in: the same line has the same
 * spelling whatever its form. Not a validation: any text has a spelling.
 */
export function canonicalNumber(number: string, country: HomeCountry): string {
  return readNumber(number, country)?.e164 ?? number.replace(/[\s.()/-]/gu, '');
}

/** Its own country, else that of its own time zone, else the one it is in. */
export function countryOf(
  place: { readonly country?: string | undefined; readonly timezone?: string | undefined },
  around: HomeCountry,
): HomeCountry {
  if (place.country !== undefined) return place.country as HomeCountry;
  return place.timezone === undefined ? around : homeCountryOf(place.timezone);
}
