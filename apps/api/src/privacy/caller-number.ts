/** The countries whose national spelling of numbers is understood. */
export type HomeCountry = 'FR' | 'ES' | 'AD';

export type CallerKind = 'fixed' | 'mobile' | 'foreign';

/** A caller's number in one spelling, still in clear: never store it. */
export type CallerNumber = Readonly<{
  /** International, with `+`; a number that cannot be placed keeps its digits. */
  e164: string;
  kind: CallerKind;
  /** What may be shown: its last four digits are dots. */
  mask: string;
}>;

const plans = {
  FR: { code: '33', national: /^0?([1-9]\d{8})$/, mobile: /^[67]/, trunk: '0' },
  ES: { code: '34', national: /^([6-9]\d{8})$/, mobile: /^[67]/, trunk: '' },
  AD: { code: '376', national: /^([3-9]\d{5})$/, mobile: /^[346]/, trunk: '' },
} as const;

/** French numbers overseas: at home in France, with codes of their own; a 6 or 7 after the code is a mobile. */
const overseas = /^\+(?:262|508|590|594|596|687|689)/;
const overseasMobile = /^\+\d{3}[67]/;
const homes: Readonly<Record<string, HomeCountry>> = {
  'Europe/Madrid': 'ES',
  'Africa/Ceuta': 'ES',
  'Atlantic/Canary': 'ES',
  'Europe/Andorra': 'AD',
};

/** The country whose numbers are written without a code by someone in that time zone. */
export function homeCountryOf(timezone: string): HomeCountry {
  return homes[timezone] ?? 'FR';
}

/**
 * Reads a number as a telephone system tells it; null when there is none in it (withheld, or told in words). The same
 * line gives the same `e164` in whatever spelling it comes.
 */
export function readCallerNumber(text: string, home: HomeCountry): CallerNumber | null {
  const bare = text
    .replace(/^(?:tel:|sips?:)/i, '')
    .replace(/[@;].*$/s, '')
    .replace(/[\s.()/-]/g, '');
  if (!/^\+?\d{3,20}$/.test(bare)) return null;
  const international = bare.startsWith('00') ? `+${bare.slice(2)}` : bare;
  const national = nationalPart(international, home);
  if (national === null) return foreign(international);
  const { code, mobile, trunk } = plans[home];
  return {
    e164: `+${code}${national}`,
    kind: mobile.test(national) ? 'mobile' : 'fixed',
    mask: masked(`${trunk}${national}`),
  };
}

function nationalPart(number: string, home: HomeCountry): string | null {
  const { code, national } = plans[home];
  const local = number.startsWith(`+${code}`) ? number.slice(code.length + 1) : number;
  return national.exec(local)?.[1] ?? null;
}

function foreign(number: string): CallerNumber {
  const kind = !overseas.test(number) ? 'foreign' : overseasMobile.test(number) ? 'mobile' : 'fixed';
  return {
    e164: number,
    kind,
    mask: number.startsWith('+') ? `+${masked(number.slice(1))}` : masked(number),
  };
}

/** Digits by twos, the last four hidden; of a very short number nothing is shown. */
function masked(digits: string): string {
  const shown = digits.slice(0, Math.max(0, digits.length - 4));
  const text = shown.length < 2 ? '•'.repeat(digits.length) : shown + '••••';
  return text.replace(/(..)(?=.)/g, '$1 ');
}
