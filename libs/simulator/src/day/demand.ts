import { coveredSpans, isWithin, weekdays, type ClinicProfile, type Span } from '../centre/clinic';
import { isPublicHoliday } from '../holidays';
import { addDays, minuteMs, monthOf, weekdayOf, type Instant, type LocalDate } from '../local-date';
import type { Random } from '../random';
import type { DayPlan } from './day-plan';

const plainHours = [12, 14.5, 12.5, 10.5, 5.5, 6, 10.5, 9.5, 8.5, 7, 3.5];
const mondayHours = [15, 16.5, 13, 10, 5, 5.5, 10, 8.5, 7.5, 6, 3];
const firstHour = 8;

const byMonth = [1.1, 1.04, 1.03, 0.97, 0.88, 1, 0.86, 0.64, 1.12, 1.06, 1.03, 0.95];
const byWeekday = [1.3, 1.04, 0.93, 0.9, 0.85];
/** The few clinics that open on Saturday keep half a weekday's calls: 0.22 of the whole centre's. */
const openOnSaturday = 0.5;
const outsideShare = 0.12;
/** Calls outside covered hours on Saturday and Sunday, against a weekday's. */
const outsideOnWeekend = [0.6, 0.3];

/** A caller's first attempt. */
export type Arrival = { readonly at: Instant; readonly clinic: ClinicProfile };

/** 1.35 on the first working day after a public holiday that took one away; 1.5 on the first Monday of January and September. */
export function eventfulDayFactor(date: LocalDate): number {
  const firstMonday = weekdayOf(date) === 1 && Number(date.slice(8)) <= 7;
  if (firstMonday && (monthOf(date) === 1 || monthOf(date) === 9)) return 1.5;
  let before = addDays(date, -1);
  while (weekdayOf(before) > 5) before = addDays(before, -1);
  return isPublicHoliday(before, 'FR') ? 1.35 : 1;
}

function seasonOf(date: LocalDate): number {
  return (byMonth[monthOf(date) - 1] ?? 1) * eventfulDayFactor(date);
}

function coveredMean(clinic: ClinicProfile, date: LocalDate): number {
  const weekday = weekdayOf(date);
  const name = weekdays[weekday - 1] ?? 'mon';
  const factor = byWeekday[weekday - 1] ?? openOnSaturday;
  return clinic.callsPerDay * factor * (clinic.weekdayFactor?.[name] ?? 1) * seasonOf(date);
}

/** Pieces of the covered day over which the rate is level, with their share of the day's calls. */
function coveredPieces(spans: readonly Span[], weekday: number): readonly (readonly [Span, number])[] {
  const shares = weekday === 1 ? mondayHours : plainHours;
  return shares.flatMap((share, index) => {
    const hour: Span = { from: (firstHour + index) * 60, to: (firstHour + index + 1) * 60 };
    return spans
      .map((span) => ({ from: Math.max(span.from, hour.from), to: Math.min(span.to, hour.to) }))
      .filter((piece) => piece.to > piece.from)
      .map((piece) => [piece, (share * (piece.to - piece.from)) / 60] as const);
  });
}

/** Half hours from 7 to 22 in which nobody covers the clinic, heavier just before and after its hours. */
function outsidePieces(spans: readonly Span[]): readonly (readonly [Span, number])[] {
  const pieces: (readonly [Span, number])[] = [];
  for (let from = 7 * 60; from < 22 * 60; from += 30) {
    if (isWithin(spans, from)) continue;
    pieces.push([{ from, to: from + 30 }, from < 20 * 60 ? 3 : 1]);
  }
  return pieces;
}

function instants(
  random: Random,
  mean: number,
  pieces: readonly (readonly [Span, number])[],
): readonly number[] {
  const total = pieces.reduce((sum, [, share]) => sum + share, 0);
  return pieces.flatMap(([piece, share]) =>
    Array.from({ length: random.poisson((mean * share) / total) }, () =>
      random.between(piece.from, piece.to),
    ),
  );
}

/** Extra callers of a storm: they come evenly over its minutes, in proportion to each clinic's size. */
function stormMinutes(random: Random, clinic: ClinicProfile, plan: DayPlan): readonly number[] {
  const { storm } = plan.conditions;
  if (storm === null) return [];
  const perHour = (clinic.callsPerDay / 10) * (storm.factor - 1);
  return instants(random, (perHour * (storm.to - storm.from)) / 60, [[storm, 1]]);
}

function minutesOfClinic(
  random: Random,
  clinic: ClinicProfile,
  plan: DayPlan,
  noise: number,
): readonly number[] {
  const spans = coveredSpans(clinic, plan.date);
  const weekday = weekdayOf(plan.date);
  const scripted = plan.conditions.demandOf(clinic.id) * noise;
  const inside =
    spans.length === 0
      ? []
      : instants(random, coveredMean(clinic, plan.date) * scripted, coveredPieces(spans, weekday));
  const weekend = outsideOnWeekend[weekday - 6] ?? 1;
  const outside = plan.outsideHours
    ? instants(random, clinic.callsPerDay * outsideShare * weekend * noise, outsidePieces(spans))
    : [];
  return [...inside, ...outside, ...stormMinutes(random, clinic, plan)];
}

/** Everyone who calls for the first time that day, in order of time. Redials are not among them. */
export function arrivalsOf(plan: DayPlan, random: Random): readonly Arrival[] {
  const noise = 1 + Math.max(-0.1, Math.min(0.1, 0.06 * random.normal()));
  return plan.clinics
    .flatMap((clinic) =>
      minutesOfClinic(random, clinic, plan, noise).map((minute) => ({
        at: plan.base + Math.round(minute * minuteMs),
        clinic,
      })),
    )
    .filter((arrival) => arrival.at < plan.until)
    .toSorted((a, b) => a.at - b.at);
}
