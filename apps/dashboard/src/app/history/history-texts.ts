import { computed, inject, Service } from '@angular/core';
import type { Change, HistoryDimension, HistoryFrame, HistoryMeasure } from '@vigie/contracts';

import { Formats } from '../shell/formats';
import { percentValue } from '../shell/format-values';
import { Language, languages } from '../shell/language';
import { Words } from '../shell/words';
import { daysLater, daysOf, type DaySpan } from './history-range';

const rates: ReadonlySet<HistoryMeasure> = new Set(['unansweredRate', 'abandonRate', 'serviceLevel']);

/** A change as it is read: by how much, between which margins, and whether it is real. */
export type ChangeText = { readonly value: string; readonly margin: string; readonly verdict: string };

/** Monday of some week: names of weekdays are taken from its days. */
const aMonday = Date.UTC(2024, 0, 1);
const dayMs = 86_400_000;

/** Ranges, changes and keys of the history page in words. */
@Service()
export class HistoryTexts {
  private readonly words = inject(Words);
  private readonly formats = inject(Formats);
  private readonly language = inject(Language);
  private readonly locale = computed(() => languages[this.language.active()]);
  private readonly tenths = computed(
    () =>
      new Intl.NumberFormat(this.locale(), {
        minimumFractionDigits: 1,
        maximumFractionDigits: 1,
        signDisplay: 'exceptZero',
      }),
  );

  /** `octobre 2026`, `4e trimestre 2026`, `30 novembre 2026`, `1–12 octobre 2026`. */
  title(frame: HistoryFrame): string {
    const days = daysOf(frame, frame.timezone);
    if (frame.range === 'year') return days.first.slice(0, 4);
    if (frame.range === 'month') return this.formats.month(days.first.slice(0, 7));
    if (frame.range !== 'quarter') return this.span(days);
    const quarter = String(Math.ceil(Number(days.first.slice(5, 7)) / 3));
    return this.words.t('history.quarterName', { n: quarter, year: days.first.slice(0, 4) });
  }

  /** What is compared, by its days. */
  compared({ compared, timezone }: HistoryFrame): string {
    return compared === null ? '' : this.span(daysOf(compared, timezone));
  }

  /** A month by its name, a day by its own, else from the first day to the last. */
  span({ first, last }: DaySpan): string {
    const isMonth = first.endsWith('-01') && daysLater(last, 1).endsWith('-01');
    if (isMonth && first.slice(0, 7) === last.slice(0, 7)) return this.formats.month(first.slice(0, 7));
    const [from, to] = [Date.parse(first), Date.parse(last)];
    if (first === last)
      return this.calendar({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }).format(from);
    return this.calendar({ day: 'numeric', month: 'long', year: 'numeric' }).formatRange(from, to);
  }

  /** A point of the trend: `mercredi 14 octobre`, `14 octobre, 10:00`, `semaine du 12 octobre`, `octobre 2026`. */
  point(start: string, { interval, timezone }: HistoryFrame): string {
    const at = Date.parse(start);
    const day = { day: 'numeric', month: 'long' } as const;
    if (interval === '1mo') return this.zoned({ month: 'long', year: 'numeric' }, timezone).format(at);
    if (interval === '1w')
      return this.words.t('history.weekOf', { day: this.zoned(day, timezone).format(at) });
    if (interval === '1d') return this.zoned({ ...day, weekday: 'long' }, timezone).format(at);
    return this.zoned({ ...day, hour: '2-digit', minute: '2-digit' }, timezone).format(at);
  }

  /** The same for an axis. */
  axis(start: string, { interval, timezone }: HistoryFrame): string {
    const at = Date.parse(start);
    if (interval === '1mo') return this.zoned({ month: 'short', year: '2-digit' }, timezone).format(at);
    if (interval === '1d' || interval === '1w')
      return this.zoned({ day: 'numeric', month: 'short' }, timezone).format(at);
    return this.zoned({ hour: '2-digit', minute: '2-digit' }, timezone).format(at);
  }

  /** A measure's value, as it stands in a sentence. */
  value(measure: HistoryMeasure, value: number | null): string {
    if (value === null) return '–';
    if (rates.has(measure)) return this.formats.percent(value);
    return measure === 'presented' ? this.formats.number(value) : this.formats.duration(value);
  }

  /** The unit that the axis of a measure is told in: percent, minutes or calls. */
  axisValue(measure: HistoryMeasure, value: number): string {
    if (rates.has(measure)) return this.formats.percent(value, 1);
    return measure === 'presented' ? this.formats.number(value) : this.formats.line(value);
  }

  isRate(measure: HistoryMeasure): boolean {
    return rates.has(measure);
  }

  /** `+1,4 pt`, of a difference of fractions. */
  points(difference: number): string {
    return this.words.t('history.points', { n: this.signed(tenth(difference)) });
  }

  /** A change of a rate, in points. */
  rateChange(change: Change): ChangeText {
    return this.told(change, (value) => this.signed(tenth(value)), this.points(change.value));
  }

  /** A change of a number. */
  numberChange(change: Change): ChangeText {
    const write = (value: number): string => this.signed(value);
    return this.told(change, write, write(change.value));
  }

  /** What a row of the table is called. */
  key(by: HistoryDimension, key: string | null, name: string | null): string {
    if (key === null) return this.words.t('history.table.total');
    if (key === '') return this.words.t('history.table.unknown');
    if (by === 'weekday') return this.weekday(Number(key));
    if (by === 'hour') return this.hours(Number(key));
    if (by === 'language') return this.formats.languageName(key);
    return name ?? key;
  }

  /** A limit of unanswered calls: one call in six where it is that. */
  limit(share: number): string {
    return Math.abs(share - 1 / 6) < 0.001 ? this.words.t('history.oneInSix') : this.formats.percent(share);
  }

  /** 1 is Monday. */
  weekday(day: number, weekday: 'long' | 'short' = 'long'): string {
    return this.calendar({ weekday }).format(aMonday + (day - 1) * dayMs);
  }

  /** `9 h – 10 h` in French. */
  hours(hour: number): string {
    return this.words.t('history.hours', { from: String(hour), to: String(hour + 1) });
  }

  private signed(value: number): string {
    return this.tenths().format(value).replace('-', '−');
  }

  private told(change: Change, write: (value: number) => string, value: string): ChangeText {
    const { low, high, verdict } = change;
    const margin =
      low === null || high === null
        ? ''
        : this.words.t('history.margin', { low: write(low), high: write(high) });
    return { value, margin, verdict: this.words.t(`history.verdicts.${verdict}`) };
  }

  /** Of calendar days, which have no zone. */
  private calendar(parts: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat(this.locale(), { ...parts, timeZone: 'UTC' });
  }

  private zoned(parts: Intl.DateTimeFormatOptions, timeZone: string): Intl.DateTimeFormat {
    return new Intl.DateTimeFormat(this.locale(), { ...parts, hourCycle: 'h23', timeZone });
  }
}

/** In points, to a tenth, never to 0 where it is not exactly that. */
const tenth = (fraction: number): number => Math.sign(fraction) * percentValue(Math.abs(fraction), 1);
