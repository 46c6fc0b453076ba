import { isSupportedCountry, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/min';

/** A country by its two letters: how numbers are written by someone there. */
export type HomeCountry = CountryCode;

export type CallerKind = 'fixed' | 'mobile' | 'foreign';

/** A number in one spelling, still in clear: never store a caller's. */
export type PlacedNumber = Readonly<{
  /** International, with `+`; a number that cannot be placed keeps its digits. */
  e164: string;
  /** As it is written at home, digits alone; null for one from elsewhere. */
  national: string | null;
}>;

/** A caller's number in one spelling, still in clear: never store it. */
export type CallerNumber = Readonly<{
  e164: string;
  kind: CallerKind;
  /** What may be shown: its last four digits are dots. */
  mask: string;
}>;

const homes: Readonly<Record<string, HomeCountry>> = {
  'Europe/Madrid': 'ES',
  'Africa/Ceuta': 'ES',
  'Atlantic/Canary': 'ES',
  'Europe/Andorra': 'AD',
  'Europe/Brussels': 'BE',
  'Europe/Luxembourg': 'LU',
  'Europe/Zurich': 'CH',
  'Europe/Monaco': 'MC',
  'Europe/Lisbon': 'PT',
  'Europe/Rome': 'IT',
  'Europe/Berlin': 'DE',
  'Europe/London': 'GB',
};

/** The country whose numbers are written without a code by someone in that time zone; France where nothing is known. */
export function homeCountryOf(timezone: string): HomeCountry {
  return homes[timezone] ?? 'FR';
}

/** Whether the numbers of a country are known by its two letters. */
export const isHomeCountry = (country: string): country is HomeCountry => isSupportedCountry(country);

/** French numbers overseas are written like any other in France and have codes of their own. */
const overseas: readonly (readonly [code: string, numbers: RegExp])[] = [
  // Fiction's 06 39 98 is metropolitan, the rest of 0639 Mayotte's.
  ['262', /^(?:26[239]|69[23]|639(?!98))/],
  ['590', /^(?:590|69[01])/],
  ['594', /^(?:594|694)/],
  ['596', /^(?:596|69[67])/],
];
const overseasCode = /^\+(?:262|508|590|594|596|687|689)/;
const mobiles: Readonly<Partial<Record<HomeCountry, RegExp>>> = {
  FR: /^(?:\+33|\+\d{3})[67]/,
  ES: /^\+34[67]/,
  AD: /^\+376[346]/,
};

/** ANONYMOUS, RESTRICTED, UNAVAILABLE, PRIVATE and UNKNOWN on the keys of a telephone, and the keys in their order. */
const spelt: ReadonlySet<string> = new Set([
  ...['266696687', '7378742833', '86282452253', '7748283', '8656966'],
  ...['123456789', '1234567890'],
]);
/** Fewer digits than any line of a person has, where the number cannot be placed. */
const shortestLine = 8;
/** A national number is written with fewer digits than this: one with more may only lack its `+`. */
const shortestInternational = 10;

/** How all numbers of a country are written: its code, what a national number begins with, and what follows either. */
type NumberingPlan = Readonly<{ code: string; trunk: string; whole: RegExp }>;

/** Where every number has one length, a number written whole is read at sight: as the library does, for a tenth of the time. */
const plans: Readonly<Partial<Record<HomeCountry, NumberingPlan>>> = {
  FR: { code: '+33', trunk: '0', whole: /^(?:\+33|0)([1-9]\d{8})$/ },
  ES: { code: '+34', trunk: '', whole: /^(?:\+34)?([5-9]\d{8})$/ },
  AD: { code: '+376', trunk: '', whole: /^(?:\+376)?([1-9]\d{5})$/ },
};

/**
 * Reads a number as a telephone system or a settings file writes it; null when there is none in it. `33…`, `0033…`,
 * `+33…` and `0…` are one number in France, and the like elsewhere: the same line gives the same `e164` in whatever
 * spelling it comes. Not a validation: digits that can be no number of any country are kept as they are.
 */
export function readNumber(text: string, home: HomeCountry): PlacedNumber | null {
  const bare = bareNumber(text);
  if (bare === null) return null;
  return readAtSight(bare, home) ?? readByLibrary(bare, home);
}

function readAtSight(bare: string, home: HomeCountry): PlacedNumber | null {
  const plan = plans[home];
  const line = plan?.whole.exec(bare)?.[1];
  if (plan === undefined || line === undefined) return null;
  return placed(`${plan.code}${line}`, `${plan.trunk}${line}`, home);
}

function readByLibrary(bare: string, home: HomeCountry): PlacedNumber {
  const parsed = parsePhoneNumberFromString(bare, { defaultCountry: home, extract: false });
  if (parsed?.isPossible() === true) {
    const isHome = parsed.country === home;
    return placed(parsed.number, isHome ? parsed.formatNational().replace(/\D/g, '') : null, home);
  }
  if (!bare.startsWith('+') && bare.length >= shortestInternational) {
    const abroad = parsePhoneNumberFromString(`+${bare}`, { extract: false });
    if (abroad?.isValid() === true) return placed(abroad.number, null, home);
  }
  return { e164: bare, national: null };
}

/** Reads a caller's number as a telephone system tells it; null when there is none in it, in words or in digits. */
export function readCallerNumber(text: string, home: HomeCountry): CallerNumber | null {
  const number = readNumber(text, home);
  if (number === null || isNobody(text, number)) return null;
  const { e164, national } = number;
  const isAtHome = national !== null || (home === 'FR' && overseasCode.test(e164));
  const shown = national ?? e164;
  return {
    e164,
    kind: !isAtHome ? 'foreign' : mobiles[home]?.test(e164) === true ? 'mobile' : 'fixed',
    mask: shown.startsWith('+') ? `+${masked(shown.slice(1))}` : masked(shown),
  };
}

/**
 * What stands for a number that was withheld: the same digit throughout, a word spelt on the keys, a short number; also
 * with what a trunk puts before a national number.
 */
function isNobody(text: string, { e164, national }: PlacedNumber): boolean {
  const digits = (bareNumber(text) ?? '').replace('+', '');
  if ([digits, (national ?? '').replace(/^0/, '')].some(isMadeUp)) return true;
  return national === null && e164.replace('+', '').length < shortestLine;
}

const isMadeUp = (digits: string): boolean => /^(\d)\1*$/.test(digits) || spelt.has(digits);

/** What stands around a number that is told with a name: `"Dr Puig" <sip:+376812345@pbx>`. */
const inBrackets = /^[^<]*<([^>]*)>.*$/s;

/** Digits, with a `+` where the number says it is international. */
function bareNumber(text: string): string | null {
  const bare = text
    .normalize('NFKC')
    .replace(inBrackets, '$1')
    .replace(/^\s*(?:tel:|sips?:)/i, '')
    .replace(/[@;].*$/s, '')
    .replace(/[\s.()/\p{Pd}\p{Cf}]/gu, '')
    .replace(/^00(?=\d)/, '+');
  return /^\+?\d{3,20}$/.test(bare) ? bare : null;
}

function placed(e164: string, national: string | null, home: HomeCountry): PlacedNumber {
  if (home !== 'FR' || national === null) return { e164, national };
  const code = overseas.find(([, numbers]) => numbers.test(national.slice(1)))?.[0];
  return code === undefined ? { e164, national } : { e164: `+${code}${national.slice(1)}`, national: null };
}

/** A number in its international form as people of a country write it: at home by twos, as a mask has it. */
export function writtenNumber(e164: string, home: HomeCountry): string {
  const national = readNumber(e164, home)?.national ?? null;
  return national === null ? e164.replace(/(\d\d)(?=.)/g, '$1 ') : national.replace(/(..)(?=.)/g, '$1 ');
}

const mostShown = 8;

/** Digits by twos, the last four and all beyond eight hidden; of a very short number nothing is shown. */
function masked(digits: string): string {
  const shown = digits.slice(0, Math.min(mostShown, Math.max(0, digits.length - 4)));
  const text = shown.length < 2 ? '•'.repeat(digits.length) : shown.padEnd(digits.length, '•');
  return text.replace(/(..)(?=.)/g, '$1 ');
}

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
