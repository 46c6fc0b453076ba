import { isPublicHoliday } from '../holidays';
import { minutesOf, weekdayOf, type LocalDate } from '../local-date';
import { weekdays, type ClinicProfile, type Week } from './clinic';

/** A span of the day in minutes since local midnight, half-open. */
export type Span = { readonly from: number; readonly to: number };

/** The spans of one weekday (1 = Monday). */
export function spansOfWeekday(week: Week, weekday: number): readonly Span[] {
  const name = weekdays[weekday - 1];
  const texts = name === undefined ? [] : (week[name] ?? []);
  return texts.map((text) => {
    const [from = '', to = ''] = text.split('-');
    return { from: minutesOf(from), to: minutesOf(to) };
  });
}

/** When the centre answers for a clinic on a day: nothing on the clinic's public holidays. */
export const coveredSpans = (clinic: ClinicProfile, date: LocalDate): readonly Span[] =>
  isPublicHoliday(date, clinic.holidays) ? [] : spansOfWeekday(clinic.covered, weekdayOf(date));

export const isWithin = (spans: readonly Span[], minute: number): boolean =>
  spans.some((span) => minute >= span.from && minute < span.to);
