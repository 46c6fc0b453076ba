import type { Instant } from '@vigie/calls';
import type { Month } from '@vigie/metrics';

export const reportLanguages = ['fr', 'ca', 'en', 'es'] as const;
export type ReportLanguage = (typeof reportLanguages)[number];

const full = '\u00a0';
const narrow = '\u202f';
const minus = '\u2212';

type Habits = {
  readonly locale: string;
  readonly thousands: string;
  /** How many digits a number has before its thousands are set apart. */
  readonly groupedFrom: number;
  readonly decimal: string;
  /** What stands before a percent sign. */
  readonly beforePercent: string;
  readonly minute: string;
};

const habits: { readonly [language in ReportLanguage]: Habits } = {
  fr: {
    locale: 'fr-FR',
    thousands: narrow,
    groupedFrom: 4,
    decimal: ',',
    beforePercent: full,
    minute: 'min',
  },
  ca: { locale: 'ca-ES', thousands: '.', groupedFrom: 4, decimal: ',', beforePercent: full, minute: 'min' },
  es: { locale: 'es-ES', thousands: full, groupedFrom: 5, decimal: ',', beforePercent: full, minute: 'min' },
  en: { locale: 'en-GB', thousands: ',', groupedFrom: 4, decimal: '.', beforePercent: '', minute: 'min' },
};

/** Writes numbers, durations and dates as a language does, with spaces that no line breaks at. */
export type ReportFormat = {
  readonly language: ReportLanguage;
  /** A whole number. */
  readonly count: (value: number) => string;
  /** A number with so many decimals. */
  readonly number: (value: number, decimals: number) => string;
  /** A fraction as a percentage; no decimals unless told. */
  readonly percent: (share: number, decimals?: number) => string;
  /** A fraction as a percentage without its sign. */
  readonly bare: (share: number, decimals?: number) => string;
  /** Seconds up to a minute, then minutes and seconds: "51 s", "1 min 08 s". */
  readonly duration: (ms: number) => string;
  /** "octobre". */
  readonly monthName: (month: Month) => string;
  /** "octobre 2026". */
  readonly monthOfYear: (month: Month) => string;
  /** "oct." */
  readonly shortMonth: (month: Month) => string;
  /** "10 novembre" of an instant in a zone. */
  readonly day: (at: Instant, timezone: string) => string;
  /** "10 novembre, 14:05" of an instant in a zone. */
  readonly moment: (at: Instant, timezone: string) => string;
  /** "10 novembre 2026" of a local date `YYYY-MM-DD`. */
  readonly date: (date: string) => string;
  /** "lundi"; 0 = Monday. */
  readonly weekday: (weekday: number) => string;
};

export function reportFormat(language: ReportLanguage): ReportFormat {
  const { locale, beforePercent, minute } = habits[language];
  const number = (value: number, decimals: number) => writeNumber(value, decimals, habits[language]);
  const bare = (share: number, decimals = 0) => number(share * 100, decimals);
  const name = (options: Intl.DateTimeFormatOptions) => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
    return (date: string) => format.format(Date.parse(`${date}T00:00:00Z`)).replaceAll(' ', full);
  };
  const long = name({ month: 'long' });
  const short = name({ month: 'short' });
  const whole = name({ day: 'numeric', month: 'long', year: 'numeric' });
  const weekday = name({ weekday: 'long' });
  return {
    language,
    count: (value) => number(value, 0),
    number,
    bare,
    percent: (share, decimals = 0) => `${bare(share, decimals)}${beforePercent}%`,
    duration: (ms) => writeDuration(ms, minute),
    monthName: (month) => long(`${month}-01`),
    monthOfYear: (month) => `${long(`${month}-01`)}${yearJoin(language)}${month.slice(0, 4)}`,
    shortMonth: (month) => short(`${month}-01`),
    day: (at, timezone) =>
      new Intl.DateTimeFormat(locale, { timeZone: timezone, day: 'numeric', month: 'long' })
        .format(at)
        .replaceAll(' ', full),
    moment: (at, timezone) => writeMoment(at, timezone, locale),
    date: (date) => whole(date),
    weekday: (day) => weekday(`2024-01-0${day + 1}`),
  };
}

function yearJoin(language: ReportLanguage): string {
  if (language === 'ca') return `${full}del${full}`;
  return language === 'es' ? `${full}de${full}` : full;
}

function writeMoment(at: Instant, timeZone: string, locale: string): string {
  const day = { day: 'numeric', month: 'long' } as const;
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat(locale, { timeZone, ...day, ...clock }).format(at).replaceAll(' ', full);
}

function writeNumber(value: number, decimals: number, { thousands, groupedFrom, decimal }: Habits): string {
  const [whole = '0', fraction] = Math.abs(value).toFixed(decimals).split('.');
  const grouped = whole.length < groupedFrom ? whole : whole.replaceAll(/\B(?=(\d{3})+$)/gu, thousands);
  const text = fraction === undefined ? grouped : `${grouped}${decimal}${fraction}`;
  return value < 0 && Number(value.toFixed(decimals)) !== 0 ? `${minus}${text}` : text;
}

function writeDuration(ms: number, minute: string): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds}${full}s`;
  const rest = String(seconds % 60).padStart(2, '0');
  const minutes = `${Math.floor(seconds / 60)}${full}${minute}`;
  return rest === '00' ? minutes : `${minutes}${full}${rest}${full}s`;
}

/** Makes the spaces unbreakable that no line may end at: in French before : ; ? ! % and inside « ». */
export function typeset(language: ReportLanguage, text: string): string {
  if (language !== 'fr') return text;
  return text
    .replaceAll(/ (?=[:%])/gu, full)
    .replaceAll(/ (?=[;?!])/gu, narrow)
    .replaceAll('« ', `«${full}`)
    .replaceAll(' »', `${full}»`);
}
