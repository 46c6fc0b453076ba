import { addDays, clockOf, dayBase, localDateOf, minuteMs, type LocalDate } from '../local-date';
import type { DayPlan } from '../day/day-plan';
import { coveredSpans, type ClinicProfile, type Span } from './clinic';

type DatedSpans = { date: LocalDate; spans: string[] };

function merged(spans: readonly Span[]): readonly Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1);
    if (last !== undefined && span.from <= last.to)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, span.to) };
    else result.push(span);
  }
  return result;
}

/** The part of the played day's cover that falls on a date, in minutes of that date. */
function shiftedSpans(clinic: ClinicProfile, plan: DayPlan, date: LocalDate): readonly Span[] {
  const shift = Math.round((plan.base - dayBase(date)) / minuteMs);
  const end = Math.floor((plan.until - dayBase(date)) / minuteMs);
  return coveredSpans(clinic, plan.date)
    .map((span) => ({ from: Math.max(0, span.from + shift), to: Math.min(1440, end, span.to + shift) }))
    .filter((span) => span.to > span.from);
}

/**
 * The dates on which a shifted day is played, each with the clinic's own cover and the shifted one together: a
 * calendar's dated exceptions.
 */
export function exceptionalSpans(clinic: ClinicProfile, plan: DayPlan): DatedSpans[] {
  const first = localDateOf(plan.base);
  return [first, addDays(first, 1)].flatMap((date) => {
    const extra = shiftedSpans(clinic, plan, date);
    if (extra.length === 0) return [];
    const spans = merged([...coveredSpans(clinic, date), ...extra]);
    return [{ date, spans: spans.map((span) => `${clockOf(span.from)}-${clockOf(span.to)}`) }];
  });
}
