import { computed, inject, Service, signal } from '@angular/core';
import type { Ratio } from '@vigie/contracts';

import { countsBelow, durationText, lineText, percentValue, timeText } from './format-values';
import { Language, languages } from './language';

/** A number and its unit, so that the unit can be drawn small. */
export type Figure = { readonly value: string; readonly unit: string };

const minuteMs = 60_000;
const hourMs = 3_600_000;
const none: Figure = { value: '–', unit: '' };

/** Numbers, durations and instants in the language of the page and the time zone of the centre. */
@Service()
export class Formats {
  private readonly language = inject(Language);
  private readonly locale = computed(() => languages[this.language.active()]);
  /** The centre's time zone; until it is known, the browser's. */
  readonly zone = signal<string | undefined>(undefined);

  private readonly numbers = computed(
    () => new Intl.NumberFormat(this.locale(), { maximumFractionDigits: 1 }),
  );
  private readonly means = computed(
    () => new Intl.NumberFormat(this.locale(), { minimumFractionDigits: 2, maximumFractionDigits: 2 }),
  );
  private readonly signs = computed(
    () => new Intl.NumberFormat(this.locale(), { signDisplay: 'exceptZero' }),
  );
  private readonly clocks = computed(() => this.clock({ hour: '2-digit', minute: '2-digit' }));
  private readonly watches = computed(() =>
    this.clock({ hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  );
  private readonly months = computed(
    () => new Intl.DateTimeFormat(this.locale(), { month: 'long', year: 'numeric', timeZone: 'UTC' }),
  );
  private readonly weekdays = computed(() => this.clock({ weekday: 'long' }));
  private readonly moments = computed(() =>
    this.clock({ day: 'numeric', month: 'short', year: 'numeric', hour: '2-digit', minute: '2-digit' }),
  );
  private readonly days = computed(() => this.clock({ weekday: 'long', day: 'numeric', month: 'long' }));
  private readonly languageNames = computed(() => new Intl.DisplayNames(this.locale(), { type: 'language' }));
  private readonly dates = computed(() => this.clock({ day: 'numeric', month: 'long', year: 'numeric' }));

  /** English has no space before it. */
  private readonly percentSign = computed(() => (this.language.active() === 'en' ? '%' : '\u00a0%'));

  readonly duration = durationText;
  readonly line = lineText;

  /** How long ago, without ticking: seconds below a minute, whole minutes below an hour. */
  age(ms: number): string {
    return ms < minuteMs || ms >= hourMs ? durationText(ms) : lineText(Math.floor(ms / minuteMs) * minuteMs);
  }

  /** What a language is called, `français`. What a source calls one may be no code: then as it says it. */
  languageName(code: string): string {
    try {
      return this.languageNames().of(code) ?? code;
    } catch {
      return code;
    }
  }

  number(value: number): string {
    return this.numbers().format(value);
  }

  /** To the hundredth, as a mean is read: `4,31`. */
  hundredths(value: number): string {
    return this.means().format(value);
  }

  /** A fraction in percent; `–` for none. */
  percent(fraction: number | null, digits = 1): string {
    return fraction === null
      ? none.value
      : `${this.number(percentValue(fraction, digits))}${this.percentSign()}`;
  }

  /** A fraction in percent with all its decimals, as figures that stand under each other want it; `–` for none. */
  rate(fraction: number | null, digits = 1): string {
    if (fraction === null) return none.value;
    const fixed = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    return `${new Intl.NumberFormat(this.locale(), fixed).format(fraction * 100)}${this.percentSign()}`;
  }

  /** A rate as it may be read: percent, counts on a small base (`6/7`), `–` on none. */
  ratio(ratio: Ratio, digits = 0): Figure {
    if (ratio.value === null || ratio.of === 0) return none;
    if (ratio.of < countsBelow)
      return { value: `${this.number(ratio.part)}/${this.number(ratio.of)}`, unit: '' };
    return { value: this.number(percentValue(ratio.value, digits)), unit: '%' };
  }

  /** The same in one piece. */
  ratioText(ratio: Ratio, digits = 0): string {
    const figure = this.ratio(ratio, digits);
    return figure.unit === '' ? figure.value : `${figure.value}${this.percentSign()}`;
  }

  /** `10:42` */
  hour(at: number | string): string {
    return this.clocks().format(new Date(at));
  }

  /** `10 h 42` in a French sentence, `10:42` in others. */
  hourInWords(at: number | string): string {
    return timeText(this.hour(at), this.language.active());
  }

  /** `10:42:07` */
  clockTime(at: number): string {
    return this.watches().format(new Date(at));
  }

  /** `lundi 23 novembre` */
  day(at: number | string): string {
    return this.days().format(new Date(at));
  }

  /** The local day as addresses have it: `2026-11-23`. */
  dayKey(at: number | string): string {
    const zone = this.zone();
    const parts = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
    const inZone = zone === undefined ? parts : { ...parts, timeZone: zone };
    return new Intl.DateTimeFormat('sv-SE', inZone).format(new Date(at));
  }

  /** `23 novembre 2026`: the day of an instant that may be of another year. */
  dateAt(at: number | string): string {
    return this.dates().format(new Date(at));
  }

  /** `lundi` */
  weekday(at: number | string): string {
    return this.weekdays().format(new Date(at));
  }

  /** `23 nov. 2026, 10:42` */
  moment(at: number | string): string {
    return this.moments().format(new Date(at));
  }

  /** `23 nov. 2026`, of a calendar day `2026-11-23`. */
  date(day: string): string {
    const parts = { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' } as const;
    return new Intl.DateTimeFormat(this.locale(), parts).format(Date.parse(day));
  }

  /** `octobre 2026`, of a calendar month `2026-10`; what is no month stays as it is. */
  month(month: string): string {
    const first = Date.parse(`${month}-01T00:00:00Z`);
    return Number.isNaN(first) ? month : this.months().format(first);
  }

  /** Signed: `+3`, `−2`, `0`. */
  signed(value: number): string {
    return this.signs().format(value).replace('-', '−');
  }

  private clock(parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    const zone = this.zone();
    return new Intl.DateTimeFormat(this.locale(), {
      ...parts,
      hourCycle: 'h23',
      ...(zone === undefined ? {} : { timeZone: zone }),
    });
  }
}
